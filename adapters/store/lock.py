"""One process at a time: two that serve the same file would send everything twice."""

import fcntl
import os
from pathlib import Path

from adapters.store.dialect import CannotOpen


class SingleProcess:
    """A lock on a file beside the database. The operating system lets go of it when the process ends."""

    def __init__(self, database: Path) -> None:
        self._file = database.with_name(database.name + ".lock")
        self._handle: int | None = None

    def take(self) -> None:
        """Raises CannotOpen if another process has it."""
        try:
            handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise CannotOpen(f"cannot write {self._file}: {error.strerror}") from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.read(handle, 20).decode("ascii", "replace").strip() or "unknown"
            os.close(handle)
            raise CannotOpen(
                f"another Handrail (process {holder}) is using this database; stop it first, or give this one"
                " a DATABASE_URL of its own"
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        self._handle = handle

    def release(self) -> None:
        """Let go. The file stays: deleting it could take away somebody else's lock."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
