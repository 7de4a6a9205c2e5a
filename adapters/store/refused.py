"""How the store says that it will not open."""

from core.ports import StoreClosed


class CannotOpen(StoreClosed):
    """The store will not open. The text says why and what to do, for the person who starts the program."""
