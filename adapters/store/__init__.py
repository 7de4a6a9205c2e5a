from adapters.store.cipher import Cipher, Unreadable, cipher_for
from adapters.store.dialect import CannotOpen, is_there
from adapters.store.schema import migrate
from adapters.store.store import SqlStore

__all__ = ["CannotOpen", "Cipher", "SqlStore", "Unreadable", "cipher_for", "is_there", "migrate"]
