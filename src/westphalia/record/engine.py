"""The database behind a record: DuckDB in memory over the Parquet files that the catalogue lists, through Ibis.

Questions are Ibis expressions over `table(name)`; `run` compiles one and runs exactly the SQL that it returns. The
connection can read the listed files and nothing else: no other file, no network, no extension, no setting.
"""

from __future__ import annotations

import contextlib
import difflib
import re
import tempfile
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import CallError, CorruptRecord
from westphalia.record import schema
from westphalia.record.catalogue import Catalogue

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

QUERY_SECONDS = 120.0


@cache
def table(name: str) -> ir.Table:
    """The table `name` of any record, for Ibis expressions."""
    import ibis

    return ibis.table(ibis.Schema.from_pyarrow(schema.TABLES[name]), name=name)


class Engine:
    """A connection to one state of a record; the files of that state stay readable while others are added."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._connection: Any = None
        self._one_at_a_time = threading.RLock()

    def run(self, expression: ir.Table) -> tuple[pa.Table, str]:
        """The rows of an Ibis expression, and the SQL that gave them. Raises `CorruptRecord` for unreadable files."""
        import ibis

        sql = str(ibis.to_sql(expression, dialect="duckdb"))
        with self._one_at_a_time, self._damage():
            return self._connected().sql(sql).to_arrow_table(), sql

    @contextlib.contextmanager
    def batches(self, expression: ir.Table, rows: int = 65_536) -> Iterator[Iterator[pa.RecordBatch]]:
        """The rows of an Ibis expression, read while they are used."""
        import ibis

        sql = str(ibis.to_sql(expression, dialect="duckdb"))
        with self._one_at_a_time, self._damage():
            yield self._connected().sql(sql).to_arrow_reader(rows)

    def matching(self, events: pa.Table, columns: list[str]) -> pa.Table:
        """`columns` of the stored events whose event_id occurs in `events`."""
        incoming = events.select(["event_id"])
        with self._one_at_a_time, self._damage():
            connection = self._connected()
            connection.register("incoming", incoming)
            try:
                import ibis

                ids = ibis.table(ibis.Schema.from_pyarrow(incoming.schema), name="incoming")
                found = table("events").semi_join(ids, "event_id").select(columns)
                return connection.sql(str(ibis.to_sql(found, dialect="duckdb"))).to_arrow_table()
            finally:
                connection.unregister("incoming")

    def query(self, sql: str, limit: int | None = None, seconds: float = QUERY_SECONDS) -> pa.Table:
        """The rows of one SELECT that a user wrote, at most `limit`.

        Raises `CallError` for anything but one SELECT over the record's tables, for SQL that does not run, and for a
        query that takes longer than `seconds`.
        """
        import duckdb

        with self._one_at_a_time:
            connection = self._connected()
            self._guard(connection, sql)
            timer = threading.Timer(seconds, connection.interrupt)
            timer.start()
            try:
                relation = connection.sql(sql)
                return (relation if limit is None else relation.limit(limit)).to_arrow_table()
            except duckdb.InterruptException as error:
                raise CallError(
                    f"the query took longer than {seconds:g} seconds; narrow it, or export the table"
                ) from error
            except duckdb.Error as error:
                if self._folder.resolve().as_posix() in str(error):
                    raise self._corrupt(error) from error
                raise CallError(_explain(str(error))) from error
            finally:
                timer.cancel()

    def close(self) -> None:
        """Let go of the files."""
        with self._one_at_a_time:
            if self._connection is not None:
                self._connection.disconnect()
                self._connection = None

    def _connected(self) -> Any:
        if self._connection is None:
            import ibis

            backend = ibis.duckdb.connect()
            try:
                self._prepare(backend.con)
            except BaseException:
                backend.disconnect()
                raise
            self._connection = backend
        return self._connection.con

    def _prepare(self, connection: Any) -> None:
        parts = {name: self._catalogue.parts.get(name, ()) for name in schema.STORED}
        paths = {name: [(self._folder.resolve() / p.path).as_posix() for p in ps] for name, ps in parts.items()}
        with self._damage():
            for name, files in paths.items():
                if files and name in schema.GREW:
                    connection.register(f"{name}_columns", schema.STORED[name].empty_table())
                    connection.execute(
                        f"CREATE VIEW {name} AS SELECT * FROM {name}_columns UNION ALL BY NAME "
                        f"SELECT * FROM read_parquet({_list(files)}, hive_partitioning = false, union_by_name = true)"
                    )
                elif files:
                    connection.execute(
                        f"CREATE VIEW {name} AS SELECT * FROM read_parquet({_list(files)}, hive_partitioning = false)"
                    )
                else:
                    connection.register(name, schema.STORED[name].empty_table())
        connection.register("coverage", _coverage(self._catalogue))
        spill = (Path(tempfile.gettempdir()) / "westphalia-duckdb").as_posix()
        for setting in (
            f"temp_directory = {_text(spill)}",
            f"allowed_paths = {_list([path for files in paths.values() for path in files])}",
            "autoinstall_known_extensions = false",
            "autoload_known_extensions = false",
            "python_enable_replacements = false",
            "enable_external_access = false",
            "lock_configuration = true",
        ):
            connection.execute(f"SET {setting}")

    def _guard(self, connection: Any, sql: str) -> None:
        import duckdb

        try:
            statements = connection.extract_statements(sql)
        except duckdb.Error as error:
            raise CallError(_explain(str(error))) from error
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise CallError(f"a query is one SELECT over the tables {', '.join(schema.TABLES)}; nothing else is run")

    @contextlib.contextmanager
    def _damage(self) -> Iterator[None]:
        import duckdb

        try:
            yield
        except (duckdb.IOException, duckdb.InvalidInputException, duckdb.SerializationException) as error:
            raise self._corrupt(error) from error

    def _corrupt(self, error: Exception) -> CorruptRecord:
        return CorruptRecord(f"{self._folder} is damaged: {_first(str(error))}; restore it or add the files again")


def _coverage(catalogue: Catalogue) -> pa.Table:
    import pyarrow as pa

    rows = [{**vars(row), "actors": None if row.actors is None else sorted(row.actors)} for row in catalogue.coverage]
    return pa.Table.from_pylist(rows, schema=schema.COVERAGE)


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _list(values: list[str]) -> str:
    return "[" + ", ".join(_text(value) for value in values) + "]"


def _explain(message: str) -> str:
    """One line for an error of DuckDB, with the nearest names for a table or column that is not there."""
    found = re.search(r"Table with name (\S+) does not exist", message)
    if found:
        near = difflib.get_close_matches(found[1].lower(), list(schema.TABLES), n=1)
        hint = f"; did you mean {near[0]}?" if near else ""
        return f"no table {found[1]!r} among {', '.join(schema.TABLES)}{hint}"
    found = re.search(r'Referenced column "([^"]+)" not found|does not have a column named "([^"]+)"', message)
    if found:
        name = found[1] or found[2]
        candidates = re.search(r"Candidate bindings: (.*)", message)
        known = re.findall(r'"([^"]+)"', candidates[1]) if candidates else []
        known = known or sorted({column for fields in schema.TABLES.values() for column in fields.names})
        near = difflib.get_close_matches(name.lower(), known, n=3, cutoff=0.5) or known[:5]
        return f"no column {name!r}; nearest: {', '.join(near)}"
    if "disabled by configuration" in message or "configuration has been locked" in message:
        return "a query cannot read or write files, load extensions or change settings"
    return f"the query does not run: {_first(message)}"


def _first(message: str) -> str:
    return next((line.strip() for line in message.splitlines() if line.strip()), "unknown reason")
