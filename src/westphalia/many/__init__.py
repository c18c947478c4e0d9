"""Many texts into a record: folders, JSON Lines and Parquet files, with all cores, and the same on Spark.

`read_many` reads into a record and can be killed and run again. `read_batches` is the step it makes on each batch of
texts; it takes and gives Arrow record batches, so that `DataFrame.mapInArrow` of Spark can call it as it stands.
"""

from __future__ import annotations

from westphalia.many.mapping import batch_schema, read_batches
from westphalia.many.run import ManyRead, read_many

__all__ = ["ManyRead", "batch_schema", "read_batches", "read_many"]
