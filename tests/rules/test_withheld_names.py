"""Names that are no names, and lists that withhold names on purpose."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builders.sheet_text import Sheet
from builders.workbook_fixture import Office, number

ODD = ("李桂芳2", "郭润生、郭润成", "刘某某", "13903508877", "test", "测试1", "王先生")


def odd_names(office: Office, names: Sequence[str]) -> list[str]:
    rows = (f"{name} | {number(sequence=2 * n + 1)} | 养殖班" for n, name in enumerate(names))
    head = "姓名 | 身份证号 | 班次名称"
    text = "\n".join(f"| {line} |" for line in (head, *rows))
    found = office.outcome(Sheet("双河镇2020年学员花名册", text)).findings
    return [f.code for f in found if f.code == "P125"]


@pytest.mark.parametrize("others", [(), ("张三", "李四"), ("张三", "李四", "王五", "赵六", "孙七")])
def test_odd_names_are_asked_about_however_many_there_are(
    office: Office, others: Sequence[str]
) -> None:
    assert len(odd_names(office, (*ODD, *others))) == len(ODD)


@pytest.mark.parametrize(
    "names",
    [
        ("张某", "李某某", "王某", "赵某某"),
        ("张*", "李*娟", "欧阳**", "马一*热"),
        ("张×", "李×娟", "王×", "钱××"),
        ("学员1", "学员2", "学员3", "学员4"),
    ],
)
def test_a_list_that_withholds_all_names_is_left_alone(
    office: Office, names: Sequence[str]
) -> None:
    assert not odd_names(office, names)


@pytest.mark.parametrize(
    ("names", "count"),
    [
        (("张某", "李某某", "王建国", "赵六一"), 2),
        (("测试1", "测试2", "测试3"), 3),
        (("张三1", "张三2", "李四", "王五"), 2),
    ],
)
def test_some_names_written_out_make_the_others_odd(
    office: Office, names: Sequence[str], count: int
) -> None:
    assert len(odd_names(office, names)) == count
