"""The four ways in which a call to a platform can go wrong."""

from dataclasses import dataclass


@dataclass(kw_only=True)
class Limited(Exception):
    """The platform asks to wait."""

    seconds: float


@dataclass(kw_only=True)
class Refused(Exception):
    """The platform said no; nothing was done. `code` is its own word for why.

    `too_large`: a smaller or simpler message might pass.
    """

    code: str
    too_large: bool = False


class Lost(Exception):
    """The call may have been carried out; its answer was lost."""


class NotSent(Exception):
    """There was no connection at all; nothing was done."""
