"""One writer at a time: a lock file made with exclusive creation, which every file system knows.

The file holds the writer's process number and host. A lock whose process is gone is taken over; one from another host
is believed, since its process cannot be looked up from here.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from westphalia.errors import CallError

FILE = "write.lock"
_WRITING_S = 10  # a lock without an owner is one that is just being written, or one whose writer was killed at it


class Lock:
    """The lock that this process holds on a record."""

    def __init__(self, path: Path, token: str) -> None:
        self.path = path
        self._token = token

    def check(self) -> None:
        """Nothing while the lock is still ours, else `CallError`: somebody removed it and may be writing."""
        if _read(self.path).get("token") != self._token:
            raise CallError(f"the lock {self.path} was taken away while writing; nothing was added, try again")


@contextlib.contextmanager
def held(folder: Path) -> Iterator[Lock]:
    """Hold the write lock of the record in `folder`; `CallError` where another writer holds it."""
    path = folder / FILE
    token = secrets.token_hex(8)
    owner = json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "token": token})
    if not _create(path, owner):
        _remove_stale(path)
        if not _create(path, owner):
            raise _taken(path, _read(path))
    try:
        yield Lock(path, token)
    finally:
        if _read(path).get("token") == token:
            path.unlink(missing_ok=True)


def _create(path: Path, owner: str) -> bool:
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    except FileExistsError:
        return False
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(owner)
    return True


def _remove_stale(path: Path) -> None:
    owner = _read(path)
    if _believed(path, owner):
        raise _taken(path, owner)
    # Move it aside first: of several that found it stale, one alone succeeds, and none removes a fresh lock unseen.
    aside = path.with_name(f"{FILE}.{secrets.token_hex(4)}.tmp")
    try:
        path.replace(aside)
    except FileNotFoundError:
        return
    if _read(aside).get("token") != owner.get("token"):
        aside.replace(path)
        raise _taken(path, _read(path))
    aside.unlink(missing_ok=True)


def _believed(path: Path, owner: dict[str, Any]) -> bool:
    if owner:
        return owner.get("host") != socket.gethostname() or _alive(owner.get("pid"))
    try:
        return time.time() - path.stat().st_mtime < _WRITING_S
    except OSError:
        return False


def _read(path: Path) -> dict[str, Any]:
    try:
        owner = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return owner if isinstance(owner, dict) else {}


def _taken(path: Path, owner: dict[str, Any]) -> CallError:
    who = f"process {owner['pid']} on {owner['host']}" if {"pid", "host"} <= owner.keys() else "another process"
    return CallError(f"{path.parent} is being written by {who}; wait for it, or delete {path} if it is gone")


def _alive(pid: object) -> bool:
    if not isinstance(pid, int) or pid <= 0:
        return False
    if sys.platform == "win32":
        import ctypes

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
