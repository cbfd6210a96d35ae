"""The store of records in a workspace: what was read once need not be read again.

An entry is trusted only if the workspace's own key has signed it; any other is made anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final, NamedTuple

from msgspec import Struct

from ruralskills.outputs.output_file import reason
from ruralskills.rollups.entries import RollupError
from ruralskills.rollups.person_keys import KEY_BYTES, new_key

FOLDER: Final = ".rs"
FREEZES: Final = "freezes"
_RECORDS, _KEPT, _KEY, _LOCK, _IGNORE = "records", "kept", "key", "lock", ".gitignore"
_SIGNATURE_BYTES: Final = 16
_SUFFIX: Final = ".parquet"
_TEMPORARY: Final = ".tmp"
PRIVATE: Final = 0o600
"""The mode of what is kept: nobody else of this computer reads it."""


class StoredFile(NamedTuple):
    """An entry of the store that was found there."""

    name: str
    path: Path
    content: bytes


class RecordStore(Struct, frozen=True):
    """The entries of a workspace, and its key."""

    folder: Path
    key: bytes

    def find(self, names: Iterable[str]) -> Iterator[StoredFile]:
        """Yield the entries under some names that this workspace has signed."""
        wanted = set(names)
        for path in self.folder.glob(f"*{_SUFFIX}"):
            name, _, signature = path.name.removesuffix(_SUFFIX).partition(".")
            if name in wanted:
                content = path.read_bytes()
                if signature == self._signature(name, content):
                    yield StoredFile(name, path, content)

    def put(self, name: str, content: bytes) -> Path:
        """Store an entry, in one step. Raises RollupError where it cannot be written."""
        path = self.folder / f"{name}.{self._signature(name, content)}{_SUFFIX}"
        temporary = path.with_name(f".{os.urandom(8).hex()}{_TEMPORARY}")
        try:
            _write(temporary, content)
            temporary.replace(path)
        except OSError as error:
            why = reason(error)
            raise RollupError(f"读出的记录存不进工作区的“{FOLDER}”文件夹（{why}）") from None
        finally:
            temporary.unlink(missing_ok=True)
        return path

    def kept(self, title: str, name: str) -> bytes:
        """Return what was kept last under a title, empty if it has not this name."""
        for path in self._kept.glob(f"{title}.{name}.*"):
            content = path.read_bytes()
            if path.suffix == f".{self._signature(name, content)}":
                return content
        return b""

    def keep(self, title: str, name: str, content: bytes) -> None:
        """Keep something in place of what was kept under a title. Raises OSError."""
        self._kept.mkdir(mode=0o700, exist_ok=True)
        path = self._kept / f"{title}.{name}.{self._signature(name, content)}"
        temporary = path.with_name(f".{os.urandom(8).hex()}{_TEMPORARY}")
        try:
            _write(temporary, content)
            for known in self._kept.glob(f"{title}.*"):
                known.unlink()
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)

    @property
    def _kept(self) -> Path:
        return self.folder.with_name(_KEPT)

    def _signature(self, name: str, content: bytes) -> str:
        signed = hashlib.blake2b(key=self.key, digest_size=_SIGNATURE_BYTES)
        signed.update(name.encode())
        signed.update(content)
        return signed.hexdigest()


@contextmanager
def opened(workspace: Path) -> Iterator[RecordStore]:
    """Open the store of a workspace for this run alone.

    Raises RollupError while another run has it, OSError where it cannot be written.
    """
    own = workspace / FOLDER
    records = own / _RECORDS
    records.mkdir(parents=True, exist_ok=True, mode=0o700)
    ignore = own / _IGNORE
    if not ignore.exists() or not ignore.stat().st_size:
        ignore.write_text("*\n", encoding="utf-8")
    with (own / _LOCK).open("a+b") as lock:
        _lock(lock)
        for folder in (records, own / _KEPT, own / FREEZES):
            for left in folder.glob(f".*{_TEMPORARY}"):  # of a run that was killed
                left.unlink()
        yield RecordStore(records, _key(own / _KEY))


def _key(path: Path) -> bytes:
    """Return the key of a workspace, a new one if it has none or a damaged one."""
    with suppress(FileNotFoundError):
        key = path.read_bytes()
        if len(key) == KEY_BYTES:
            return key
        path.unlink()
    key = new_key()
    _write(path, key)
    return key


def _write(path: Path, content: bytes) -> None:
    """Write a new file that nobody else can read."""
    handle = os.open(
        path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), PRIVATE
    )
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)


def _lock(stream: IO[bytes]) -> None:
    """Lock the store till the stream is closed.  Raises RollupError."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # Windows
        else:
            import fcntl

            fcntl.flock(stream.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        raise RollupError("这个工作区正在由另一次运行汇总，请等它结束后再运行") from None


def clean(workspace: Path) -> int:
    """Remove all records and the key, and return the number of records."""
    with opened(workspace) as store:
        count = len(list(store.folder.glob(f"*{_SUFFIX}")))
        shutil.rmtree(store.folder)
        shutil.rmtree(workspace / FOLDER / _KEPT, ignore_errors=True)
        (workspace / FOLDER / _KEY).unlink(missing_ok=True)
    return count
