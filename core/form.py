"""Forms, for those who like one: a closed union of fields that every channel draws in its own way."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, kw_only=True)
class TextField:
    """Words to type, at most `limit` characters."""

    name: str
    label: str
    hint: str = ""
    limit: int = 3000
    long: bool = False
    optional: bool = False
    value: str = ""
    kind: Literal["text"] = "text"


@dataclass(frozen=True, kw_only=True)
class PickField:
    """One of a few choices, as (value, label). `free` says that words of one's own are taken as well."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    optional: bool = False
    free: bool = False
    kind: Literal["pick"] = "pick"


@dataclass(frozen=True, kw_only=True)
class PersonField:
    """Somebody of the same service, chosen by name."""

    name: str
    label: str
    optional: bool = False
    kind: Literal["person"] = "person"


Field = TextField | PickField | PersonField


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form: `name` comes back with what was filled in."""

    name: str
    title: str
    send: str
    fields: tuple[Field, ...]

    def as_text(self) -> str:
        """The form as plain text."""
        return "\n".join((self.title, *(field.label for field in self.fields)))

    def missing(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Names of the fields that must be filled in and are not."""
        return tuple(f.name for f in self.fields if not f.optional and not values.get(f.name, "").strip())
