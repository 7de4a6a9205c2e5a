from adapters.store.cipher import Cipher, Unreadable, cipher_for
from adapters.store.copies import Copied, back_up, restore
from adapters.store.dialect import CannotOpen, is_there
from adapters.store.schema import migrate
from adapters.store.store import SqlStore

__all__ = [
    "CannotOpen",
    "Cipher",
    "Copied",
    "SqlStore",
    "Unreadable",
    "back_up",
    "cipher_for",
    "is_there",
    "migrate",
    "restore",
]
