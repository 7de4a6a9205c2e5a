"""What people wrote is kept sealed (AES-256-GCM); the key is never in the database.

The key comes from the setting KEY, from the file KEY_FILE, or from a file beside the database; the
file is made on the first start. A server has no "beside", so with PostgreSQL one of the two is set.
Several keys may be given, separated by spaces or lines: the first seals, all of them unseal, so that
a key can be changed without losing what the old one sealed.
"""

import os
import secrets
from base64 import b64encode, urlsafe_b64decode
from binascii import Error as NotBase64
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import inspect, select
from sqlalchemy.exc import DatabaseError

from adapters.store.dialect import CannotOpen, database_file, is_postgres, reading_engine, said_at_start
from adapters.store.tables import NOTE

KEY_CHECK = "key_check"
"""The note that holds a sealed value, by which a wrong key is known at start."""

KEY_BYTES, NONCE_BYTES, MARK_BYTES = 32, 12, 4
FORMAT = b"\x01"


class Unreadable(ValueError):
    """Sealed with a key that is not here, or changed since."""


class Cipher:
    """Seals and unseals. A sealed value is format, mark of the key, nonce, ciphertext with tag."""

    def __init__(self, *keys: bytes) -> None:
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise CannotOpen(f"an encryption key is {KEY_BYTES} bytes long")
        self._keys = {_mark(key): AESGCM(key) for key in keys}
        self._newest = _mark(keys[0])

    def seal(self, plain: bytes) -> bytes:
        """The sealed form, another one every time."""
        nonce = os.urandom(NONCE_BYTES)
        head = FORMAT + self._newest
        return head + nonce + self._keys[self._newest].encrypt(nonce, plain, head)

    def unseal(self, sealed: bytes) -> bytes:
        """What was sealed. Raises Unreadable for another key or a changed value."""
        head, rest = sealed[: 1 + MARK_BYTES], sealed[1 + MARK_BYTES :]
        key = self._keys.get(head[1:]) if head[:1] == FORMAT else None
        if key is None:
            raise Unreadable("sealed with a key that is not here")
        try:
            return key.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], head)
        except (InvalidTag, ValueError):
            raise Unreadable("changed since it was sealed") from None


def cipher_for(url: str, *, key: str = "", key_file: Path | None = None) -> Cipher:
    """The cipher for the database at `url`. Raises CannotOpen where its key is missing or unusable."""
    if key and key_file:
        raise CannotOpen("set either KEY or KEY_FILE, not both")
    if key:
        return Cipher(*_keys(key, "KEY"))
    database = database_file(url)
    if key_file is None and is_postgres(url):
        raise CannotOpen("with PostgreSQL, say where the encryption key is: set KEY_FILE, or KEY")
    if database is None and key_file is None:
        return Cipher(secrets.token_bytes(KEY_BYTES))
    file = key_file or key_file_beside(database or Path("handrail.db"))
    if not file.exists():
        _refuse_to_replace(url, file)
        make_key_file(file)
    return Cipher(*_keys(_read(file), str(file)))


def key_file_beside(database: Path) -> Path:
    """Where the key is kept if no setting says otherwise: handrail.db has handrail.db.key."""
    return database.with_name(database.name + ".key")


def make_key_file(file: Path) -> None:
    """Write a new key, readable by its owner only. Whole or not at all; an existing file is left alone."""
    draft = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise CannotOpen(f"cannot write the key file {file}: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as opened:
            opened.write(b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
            opened.flush()
            os.fsync(opened.fileno())
        with suppress(FileExistsError):
            file.hardlink_to(draft)
    finally:
        draft.unlink()
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """A new name in a folder survives a power cut only once the folder itself is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refuse_to_replace(url: str, file: Path) -> None:
    database = database_file(url)
    if (database is None or (database.exists() and database.stat().st_size)) and _holds_sealed(url):
        raise CannotOpen(
            f"the key file {file} is missing, and without it nothing in {database or 'the database'} that people wrote"
            " can be read. Put the key back from its safe copy; a new key would not help."
        )


def _holds_sealed(url: str) -> bool:
    """Whether a store was ever opened on the database. One that was only migrated may still get its key."""
    engine = reading_engine(url, 1)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table(NOTE.name):
                return False
            return connection.scalar(select(NOTE.c.value).where(NOTE.c.name == KEY_CHECK)) is not None
    except DatabaseError:
        if is_postgres(url):
            with said_at_start():
                raise
        return True  # it cannot be read: better no new key
    finally:
        engine.dispose()


def _read(file: Path) -> str:
    try:
        return file.read_text("ascii")
    except (OSError, UnicodeDecodeError):
        raise CannotOpen(f"the key file {file} cannot be read") from None


def _keys(text: str, origin: str) -> tuple[bytes, ...]:
    keys = tuple(_decoded(part) for part in text.split())
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise CannotOpen(
            f"{origin} holds no usable key; a key is {KEY_BYTES} random bytes in base64, as from:"
            " openssl rand -base64 32"
        )
    return keys


def _decoded(part: str) -> bytes:
    try:
        return urlsafe_b64decode(part.replace("+", "-").replace("/", "_"))
    except (NotBase64, ValueError):
        return b""


def _mark(key: bytes) -> bytes:
    """Tells keys apart without giving anything of them away."""
    return sha256(b"handrail key mark" + key).digest()[:MARK_BYTES]
