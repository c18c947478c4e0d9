"""A process that reads batches of texts for another one: items in on standard input, rows out on standard output.

Each message is its length in eight bytes and a pickle (in) or an Arrow stream (out); the first message are the
settings. The process ends with its input, so it never outlives the one that started it.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import struct
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from westphalia.errors import WestphaliaError
from westphalia.many.mapping import READ, arrow_schema, as_day, loaded_row, no_day, rejected, text_row
from westphalia.many.sources import Item

if TYPE_CHECKING:
    import pyarrow as pa


def read_items(items: Sequence[Item], settings: Mapping[str, Any], known: Collection[str] = ()) -> pa.RecordBatch:
    """The rows of some texts in order; `settings` are `published`, a day for texts without one, and those of `read`."""
    import pyarrow as pa

    reading = {name: settings.get(name) for name in ("reader", "llm", "confidence")}
    rows = [_row(item, reading, settings.get("published"), known) for item in items]
    return pa.RecordBatch.from_pylist(rows, schema=arrow_schema())


def _row(item: Item, settings: Mapping[str, Any], fallback: Any, known: Collection[str]) -> dict[str, Any]:
    if item.problem is not None:
        row = rejected(item.file, item.problem, item.raw)
    elif item.whole:
        row = _file(item, settings, fallback, known)
    else:
        day, whence, remark = item.published, "metadata", None
        try:
            day = as_day(day)
        except ValueError:
            if not item.named:  # a date nobody asked for is left out, one that was named must be one
                day, remark = None, no_day(day)
        if day is None and fallback is not None:
            day, whence = fallback, "told"
        row = text_row(
            item.text,
            source=item.source,
            settings=settings,
            published=day,
            published_source=whence,
            title=item.title,
            known=known,
        )
        if row["status"] == READ:
            row["reason"] = remark
    return row | {"id": item.id, "line": item.line}


def _file(item: Item, settings: Mapping[str, Any], fallback: Any, known: Collection[str]) -> dict[str, Any]:
    from dataclasses import replace

    from westphalia.reading.load import load

    if "://" not in item.file[:32] and not Path(item.file).exists():
        return rejected(item.file, "the file is gone, or a link that leads nowhere")
    try:
        loaded = load(item.file)
    except WestphaliaError as error:
        return rejected(item.file, str(error).replace(item.file, "the file"))
    except Exception as error:  # a file that trips a library must not end the reading of the others
        return rejected(item.file, f"the file cannot be opened: {type(error).__name__}: {error}"[:300])
    if loaded.published is None and fallback is not None:
        loaded = replace(loaded, published=fallback, published_source="told")
    return loaded_row(loaded, settings, known)


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one message."""
    stream.write(struct.pack(">Q", len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message; None at the end of the stream or where it breaks off."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    (length,) = struct.unpack(">Q", head)
    data = stream.read(length)
    return data if len(data) == length else None


def main() -> None:
    """Read until the input ends."""
    import pyarrow as pa

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the process that leads
    source, target = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not mix with the rows
    first = receive(source)
    if first is None:
        return
    settings = pickle.loads(first)
    known = settings.pop("known")
    with contextlib.suppress(BrokenPipeError):
        while (message := receive(source)) is not None:
            try:
                batch = read_items(pickle.loads(message), settings, known)
            except WestphaliaError as error:  # the call was wrong: all texts would fail alike
                send(target, b"E" + pickle.dumps(error))
                continue
            sink = pa.BufferOutputStream()
            with pa.ipc.new_stream(sink, batch.schema) as writer:
                writer.write_batch(batch)
            send(target, b"R" + sink.getvalue().to_pybytes())
