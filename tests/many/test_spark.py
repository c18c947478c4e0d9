"""The same function on a real Spark in local mode gives the rows it gives here; skipped without pyspark or Java."""

import shutil
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest

import westphalia as wp
from westphalia.many.mapping import arrow_schema

pyspark = pytest.importorskip("pyspark")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="Spark needs Java"),
    pytest.mark.filterwarnings("ignore"),
]

TEXTS = [
    ("a", "Iran attacked Iraq near Basra on Monday. Officials said that Peru would meet Chile.", "2024-03-20"),
    ("b", None, None),
    ("c", "India and Japan signed a defence pact in Tokyo on 5 May 2021.", None),
    ("d", "Der Präsident traf am Montag die Kanzlerin und sprach mit ihr über die Lage in Europa.", None),
    *(
        (f"n{i}", f"France thanked Chad for its help in dispute {i}. Chad did not answer.", "2020-01-02")
        for i in range(20)
    ),
]


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "5")
        .getOrCreate()
    )
    yield session
    session.stop()


def test_spark_gives_the_rows_of_one_machine(spark: Any) -> None:
    texts = spark.createDataFrame(TEXTS, "id string, text string, published string").repartition(3)
    answer = texts.mapInArrow(wp.read_batches, wp.batch_schema())
    there = pa.Table.from_pylist([row.asDict(recursive=True) for row in answer.collect()], schema=arrow_schema())
    columns = list(zip(*TEXTS, strict=True))
    batch = pa.RecordBatch.from_arrays([pa.array(c, pa.string()) for c in columns], ["id", "text", "published"])
    here = pa.Table.from_batches(wp.read_batches([batch]))
    assert there.sort_by("id").to_pylist() == here.sort_by("id").to_pylist()
    assert here["status"].to_pylist().count("read") == 22


def test_one_explode_gives_a_table_of_the_record(spark: Any) -> None:
    texts = spark.createDataFrame(TEXTS, "id string, text string, published string")
    answer = texts.mapInArrow(wp.read_batches, wp.batch_schema())
    events = answer.selectExpr("id", "explode(events) as event").selectExpr("id", "event.*")
    asked = events.where("action = 'ASSAULT' and status = 'happened'").select("id", "actor_country", "place_country")
    assert [tuple(row) for row in asked.collect()] == [("a", "IRN", "IRQ")]
