"""Files of numbers that DuckDB reads as what they were."""

from __future__ import annotations

from pathlib import Path

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ruralskills.rollups.parquet_file import ROWS_A_GROUP, parquet_file, value_beside
from ruralskills.rollups.records import Numbers

KINDS = ("int8", "int16", "int32", "int64", "uint64")
NAME = "ruralskills"


def read(path: Path) -> dict[str, Numbers]:
    with duckdb.connect(":memory:") as database:
        database.execute("SELECT * FROM read_parquet($path)", {"path": str(path)})
        return {name: np.asarray(numbers) for name, numbers in database.fetchnumpy().items()}


def same(path: Path, columns: dict[str, Numbers]) -> bool:
    path.write_bytes(parquet_file(columns, NAME, b"{}"))
    found = read(path)
    return list(found) == list(columns) and all(
        found[name].dtype == numbers.dtype and (found[name] == numbers).all()
        for name, numbers in columns.items()
    )


@pytest.mark.parametrize("kind", KINDS)
def test_the_ends_of_each_kind(tmp_path: Path, kind: str) -> None:
    ends = np.iinfo(kind)
    numbers = np.array([ends.min, 0, 1, ends.max], dtype=kind)
    assert same(tmp_path / "x", {kind: numbers})


@pytest.mark.parametrize("count", [0, 1, ROWS_A_GROUP, ROWS_A_GROUP + 1, 3 * ROWS_A_GROUP - 1])
def test_any_number_of_rows(tmp_path: Path, count: int) -> None:
    columns = {kind: (np.arange(count) % 100).astype(kind) for kind in KINDS}
    assert same(tmp_path / "x", columns)


@pytest.mark.parametrize("count", [1, 14, 15, 16, 200])
def test_any_number_of_columns(tmp_path: Path, count: int) -> None:
    columns = {f"c{each}": np.array([each], dtype=np.int32) for each in range(count)}
    assert same(tmp_path / "x", columns)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.integers(0, 2**64 - 1), max_size=50),
    st.binary(max_size=300),
)
def test_the_value_beside_the_numbers(
    tmp_path_factory: pytest.TempPathFactory, numbers: list[int], value: bytes
) -> None:
    content = parquet_file({"n": np.array(numbers, dtype=np.uint64)}, NAME, value)
    assert value_beside(content, NAME) == value
    path = tmp_path_factory.mktemp("parquet") / "x"
    path.write_bytes(content)
    assert read(path)["n"].tolist() == numbers
    with duckdb.connect(":memory:") as database:
        query = "SELECT value FROM parquet_kv_metadata($path)"
        assert database.execute(query, {"path": str(path)}).fetchall() == [(value,)]


@pytest.mark.parametrize(
    "content", [b"", b"PAR1", b"PAR1PAR1", b"\0" * 20, b"PAR1\xff\xff\xff\xffPAR1"]
)
def test_nothing_is_found_beside_what_is_no_such_file(content: bytes) -> None:
    assert value_beside(content, NAME) == b""


def test_another_name_is_not_found() -> None:
    content = parquet_file({"n": np.arange(3, dtype=np.int32)}, NAME, b"here")
    assert value_beside(content, "other") == b""
