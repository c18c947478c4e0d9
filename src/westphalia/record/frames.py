"""Arrow to pandas, the same way everywhere: days become datetime64, texts stay texts, nothing becomes zero."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa


def frame(rows: pa.Table) -> pd.DataFrame:
    """`rows` as a DataFrame; dates as datetime64[us]."""
    import pyarrow as pa

    for index, field in enumerate(rows.schema):
        if pa.types.is_date(field.type):
            rows = rows.set_column(index, field.name, rows.column(index).cast(pa.timestamp("us")))
    found: pd.DataFrame = rows.to_pandas()
    return found
