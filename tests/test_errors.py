"""All errors that an office can put right have one base."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import ruralskills
from ruralskills.errors import REPRODUCE, CannotRead, CannotWrite, OfficeError
from ruralskills.patching.verify import NotProved
from ruralskills.regions import RegionError


@pytest.mark.parametrize("error", [CannotRead, CannotWrite, NotProved, RegionError])
def test_one_base(error: type[Exception]) -> None:
    assert issubclass(error, OfficeError)


_ASKS: re.Pattern[str] = re.compile(
    "(发|寄|传|提供|提交|交)(送|上)?(给|到|至)[^，。；]{0,6}(开发|作者|维护|我们|项目)"
    "|(文件|台账|原表|表格|数据|工作簿)(一并|一起)?(发|寄|传|提供|提交)(送)?给"
    "|send (us|me|the developers?)|attach the (file|workbook|ledger)"
)


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text in the package with its place, parts of f-strings included."""
    for path in Path(ruralskills.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield f"{path.name}:{node.lineno}", node.value


@pytest.mark.parametrize(
    "text",
    ["请把文件发给开发者", "请将台账发送给我们", "把数据提供给项目组", "Please send us the file"],
)
def test_what_asks_for_a_file_is_known(text: str) -> None:
    assert _ASKS.search(text)


def test_no_message_asks_to_send_a_file_to_anybody() -> None:
    found = list(texts())
    assert len(found) > 10_000
    assert [(place, text) for place, text in found if _ASKS.search(text)] == []


def test_an_error_of_the_program_asks_for_a_blank_example() -> None:
    assert str(NotProved("A1")).endswith(f"没有写出。{REPRODUCE}")
    assert "空白样表" in REPRODUCE
