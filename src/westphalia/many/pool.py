"""Several processes that read batches of texts, with the results in the order of the batches.

The processes are started as programs of their own, so that a script needs no `if __name__ == "__main__"`. One that dies
(of memory, say) is started again; its texts are read one by one, and the one it dies of is rejected.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from westphalia.many.mapping import arrow_schema, rejected
from westphalia.many.sources import Item
from westphalia.many.worker import read_items, receive, send

if TYPE_CHECKING:
    import pyarrow as pa


def read_all(
    batches: Iterable[Sequence[Item]], settings: Mapping[str, Any], known: frozenset[str], jobs: int
) -> Iterator[tuple[Sequence[Item], pa.RecordBatch]]:
    """(items, their rows) of each batch in order, with at most two batches per process under way.

    With one job the reading is done in this process.
    """
    if jobs == 1:
        for items in batches:
            yield items, read_items(items, settings, known)
        return
    pool = _Pool(settings, known)
    with ThreadPoolExecutor(jobs) as threads:
        waiting: deque[tuple[Sequence[Item], Future[pa.RecordBatch]]] = deque()
        try:
            for items in batches:
                waiting.append((items, threads.submit(pool.read, items)))
                if len(waiting) >= 2 * jobs:
                    done, future = waiting.popleft()
                    yield done, future.result()
            while waiting:
                done, future = waiting.popleft()
                yield done, future.result()
        finally:
            for _, future in waiting:
                future.cancel()
            pool.close()


class _Pool:
    """One process for each thread that asks."""

    def __init__(self, settings: Mapping[str, Any], known: frozenset[str]) -> None:
        self._first = pickle.dumps({**settings, "known": known})
        self._mine = threading.local()
        self._lock = threading.Lock()
        self._started: list[subprocess.Popen[bytes]] = []
        self._closed = False

    def read(self, items: Sequence[Item]) -> pa.RecordBatch:
        """The rows of `items`, from the process of this thread."""
        import pyarrow as pa

        answer = self._ask(pickle.dumps(list(items)))
        if answer is None and self._closed:
            raise RuntimeError("the reading was ended")
        if answer is None and len(items) > 1:
            return pa.concat_batches([self.read([item]) for item in items])
        if answer is None:
            row = rejected(items[0].source, "the process that read it died, probably for want of memory")
            return pa.RecordBatch.from_pylist([row | {"id": items[0].id, "line": items[0].line}], schema=arrow_schema())
        if answer[:1] == b"E":
            raise pickle.loads(answer[1:])
        return pa.ipc.open_stream(pa.py_buffer(answer[1:])).read_next_batch()

    def close(self) -> None:
        """End all processes."""
        with self._lock:
            self._closed = True
            for process in self._started:
                _end(process)

    def _ask(self, message: bytes) -> bytes | None:
        process: subprocess.Popen[bytes] | None = getattr(self._mine, "process", None)
        if process is None or process.poll() is not None:
            process = self._mine.process = self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, message)
            answer = receive(process.stdout)
        except (BrokenPipeError, OSError, ValueError):
            answer = None
        if answer is None:
            _end(process)
            self._mine.process = None
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        place = {**os.environ, "PYTHONPATH": os.pathsep.join(one for one in sys.path if one), "OMP_NUM_THREADS": "1"}
        with self._lock:
            if self._closed:
                raise RuntimeError("the reading was ended")
            process = subprocess.Popen(
                [sys.executable, "-c", "from westphalia.many.worker import main; main()"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=place,
            )
            self._started.append(process)
        assert process.stdin is not None
        send(process.stdin, self._first)
        return process


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):  # what was left to write has nobody to read it
                pipe.close()
