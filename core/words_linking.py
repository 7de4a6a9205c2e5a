"""What is said of entries that belong together."""

from collections.abc import Mapping

LINKED_WITH = "Linked with"
LINKING_SAID: Mapping[tuple[str, str], str] = {
    ("linked", "done"): "Thank you. {one} and {other} are linked now. Each card shows the other.",
    ("linked", "as it is"): "{one} and {other} are linked already.",
    ("linked", "not theirs"): "I can't link {one} and {other}. You need to lead where both of them are.",
    ("linked", "too many"): "One of them is linked with 10 others already. I did not link {one} and {other}.",
    ("unlinked", "done"): "All right. {one} and {other} are not linked any more.",
    ("unlinked", "as it is"): "{one} and {other} are not linked.",
    ("unlinked", "not theirs"): "I can't do that with {one} and {other}. You need to lead where both of them are.",
}
"""What a leader hears, by what they asked for and what came of it."""
