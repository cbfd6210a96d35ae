"""Lists in two columns of rows on a page: a total under one half that is the sum of both."""

from __future__ import annotations

import pytest

from builders.sheet_text import column, figures, tables, wrong_sums

ID1, ID2, ID3, ID4, ID5 = (
    "500199198506150017", "500199199003020039", "500199199208110046", "500199198811230063",
    "500199199101010072",
)  # fmt: skip


def page(total: str, title: str = "带头人台账|<|<|<|<|<|<|<", more: str = "") -> str:
    return f"""
        {title}
        序号|姓名|身份证号|带动贫困户数|序号|姓名|身份证号|带动贫困户数
        {{1}}|张三|{ID1}|{{3}}|{{3}}|王五|{ID3}|{{5}}
        {{2}}|李四|{ID2}|{{4}}|{{4}}|赵六|{ID4}|{{6}}
        {more}{total}
    """


def people_and_faults(text: str) -> tuple[list[str], list[str]]:
    found = tables(text)
    names = [name for one in found for name in column(one, "name")]
    return names, [cell for one in found for cell in wrong_sums(one)]


TOTALS = (
    "合计|||{#}||||",
    "合计|<|<|<|<|<|<|{#}",
    "合计|<|<|<|<|<|{#}|<",
    "|||||合计||{#}",
    "||||合计|||{#}",
    "总计|<|<|{#}||||",
    "合  计|||||||{#}",
    "合计||||||4人|{#}",
)


@pytest.mark.parametrize("total", TOTALS)
def test_the_total_of_both_halves_is_right(total: str) -> None:
    names, faults = people_and_faults(page(total.replace("#", "18")))
    assert names == ["张三", "李四", "王五", "赵六"]
    assert faults == []


@pytest.mark.parametrize("total", [one for one in TOTALS if "<|{#}|<" not in one])
def test_a_wrong_total_of_both_halves_is_found(total: str) -> None:
    _, [fault] = people_and_faults(page(total.replace("#", "19")))
    assert fault == ("D5" if "{#}||" in total else "H5")


def test_the_sum_is_that_of_all_rows() -> None:
    left, right = tables(page("合计|||{19}||||"))
    [stated] = left.stated_totals
    assert (stated.stated, list(stated.parts)) == (19, [3, 4, 5, 6])
    assert right.stated_totals == []


@pytest.mark.parametrize(
    ("total", "faults"),
    [
        ("合计|||{7}|合计|||{11}", []),
        ("合计|<|<|{7}||||{11}", []),
        ("小计|||{7}|小计|||{11}", []),
        ("小计|||{7}|合计|||{18}", []),
        ("合计|||{7}|合计|||{18}", []),
        ("合计|||{8}|合计|||{11}", ["D5"]),
        ("小计|||{7}|小计|||{12}", ["H5"]),
        ("|||||合计||{11}", []),
    ],
)
def test_halves_with_totals_of_their_own(total: str, faults: list[str]) -> None:
    assert people_and_faults(page(total))[1] == faults


def test_halves_of_unequal_length() -> None:
    more = f"{{5}}|孙七|{ID5}|{{2}}||||\n        "
    assert people_and_faults(page("合计|||{20}||||", more=more))[1] == []
    assert people_and_faults(page("|||||合计||{20}", more=more))[1] == []
    assert people_and_faults(page("合计|||{21}||||", more=more))[1] == ["D6"]


def test_two_pages_with_a_total_each() -> None:
    header = "序号|姓名|身份证号|带动贫困户数|序号|姓名|身份证号|带动贫困户数"
    rows = f"{{5}}|孙七|{ID5}|{{2}}|{{6}}|周八||{{9}}"
    text = page(f"合计|||{{18}}||||\n        {header}\n        {rows}\n        合计|||{{11}}||||")
    assert people_and_faults(text)[1] == []
    assert people_and_faults(text.replace("{11}", "{12}"))[1] == ["D8"]


def test_three_columns_of_rows() -> None:
    head = "|".join(["姓名|身份证号|带动贫困户数"] * 3)
    rows = f"张三|{ID1}|{{3}}|李四|{ID2}|{{4}}|王五|{ID3}|{{5}}"
    text = f"带头人台账|<|<|<|<|<|<|<|<\n{head}\n{rows}\n合计|<|<|<|<|<|<|<|{{12}}"
    assert people_and_faults(text)[1] == []
    assert people_and_faults(text.replace("{12}", "{13}"))[1] == ["I4"]


@pytest.mark.parametrize(
    ("total", "faults"),
    [
        ("合计|{30}||", []), ("合计|<|<|{30}", []), ("||合计|{30}", []), ("合计|{10}|合计|{20}", []),
        ("合计|{31}||", ["B5"]), ("合计|<|<|{31}", ["D5"]), ("合计|{10}|合计|{21}", ["D5"]),
    ],
)  # fmt: skip
def test_tasks_in_two_columns_of_rows(total: str, faults: list[str]) -> None:
    left, right = tables(f"""
        任务分解表|<|<|<
        镇街|任务数|镇街|任务数
        甲镇|{{5}}|丙镇|{{10}}
        乙镇|{{5}}|丁镇|{{10}}
        {total}
    """)
    assert wrong_sums(left) + wrong_sums(right) == faults
    assert figures(right)["丙镇", "任务数"] == 10


def test_two_villages_side_by_side_are_no_halves() -> None:
    title = "青龙村带头人台账|<|<|<|双河村带头人台账|<|<|<"
    assert people_and_faults(page("合计|||{7}|合计|||{12}", title))[1] == ["H5"]
    assert people_and_faults(page("合计|||{18}||||", title))[1] == ["D5"]


def test_a_row_with_words_is_no_total() -> None:
    names, _ = people_and_faults(page(f"合计|||{{7}}|{{5}}|孙七|{ID5}|{{2}}"))
    assert names[-1] == "孙七"


def test_no_page_has_hundreds_of_columns_of_rows() -> None:
    def many(count: int) -> str:
        head = "|".join(["姓名|身份证号|带动贫困户数"] * count)
        rows = "|".join(f"张三|{ID1}|{{3}}" for _ in range(count))
        total = "|".join([f"合计||{{{count * 3}}}"] * count)
        return f"带头人台账{'|<' * (count * 3 - 1)}\n{head}\n{rows}\n{total}"

    assert [wrong_sums(one) for one in tables(many(3))] == [[], [], []]
    assert all(map(wrong_sums, tables(many(60))))


@pytest.mark.parametrize("count", [1, 2, 30])
def test_each_total_is_held_against_the_same_rows_of_the_other_half(count: int) -> None:
    rows = ["姓名|身份证号|带动贫困户数|姓名|身份证号|带动贫困户数"]
    for at in range(count):
        rows += [f"张三|{ID1}|{{3}}|李四|{ID2}|{{4}}", f"第{at + 1}组合计||{{{7 + at % 2}}}|||"]
    left, _ = tables("\n".join(["带头人台账|<|<|<|<|<", *rows]))
    parts = [list(one.parts) for one in left.stated_totals]
    assert parts[:-1] == [[3, 4]] * (count - 1)  # the last may be that of all
    assert wrong_sums(left)[: count // 2 - 1] == [f"C{at * 2 + 4}" for at in range(1, count - 2, 2)]
