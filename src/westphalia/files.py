"""Writing a file so that a kill leaves either the old one or the new one, never half of it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from westphalia.errors import CallError


def write_atomically(target: Path, content: str | bytes) -> None:
    """Write `content` (text as UTF-8, line ends as they are) to `target`, replacing what is there.

    Raises:
        CallError: the folder is missing or cannot be written.
    """
    data = content.encode() if isinstance(content, str) else content
    temporary: str | None = None
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(target)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CallError(f"cannot write {target}: {reason}; choose another place") from None
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
