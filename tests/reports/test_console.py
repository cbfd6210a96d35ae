"""The report on the screen: order, folding, colour, width."""

import io
import re

import pytest
from msgspec.structs import replace

from builders.outcomes import FILE, SHEET, finding, mixed, outcome
from ruralskills.model.cell import Cell
from ruralskills.model.findings import Fix, Nature, Severity, Waived
from ruralskills.model.layout import FileStatus
from ruralskills.model.outcome import Outcome, RuleStatus
from ruralskills.reports import console, screen_lines, statistics, summary
from ruralskills.text.width import width


def printed(made: Outcome, *, colour: bool | None = False) -> str:
    stream = io.StringIO()
    console.write(made, stream, colour=colour)
    return stream.getvalue()


def findings_of(text: str) -> list[str]:
    """The lines below the table of numbers."""
    lines = text.splitlines()
    return lines[lines.index("") + 1 :]


def on_terminal(made: Outcome, columns: int, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The lines on a terminal of a width, without their colours."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", str(columns))
    text = printed(made, colour=None)
    return re.sub("\x1b\\[[0-9;]*m", "", text).splitlines()


def test_the_first_lines_say_who_has_how_many_of_what() -> None:
    assert printed(mixed()).splitlines()[:6] == [
        "单位        填错    未达标      待核      提示      文件",
        "云岭镇         5         1         1         1         1",
        "柏梓镇         1         0         1         0         1",
        "合计           6         1         2         1         2",
        "带“!”的7条使退出码为1（--fail-on error）",
        "",
    ]


def test_twenty_townships_stand_on_the_first_screen() -> None:
    names = [f"{name}岭镇" for name in "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"]
    made = outcome(*(finding(file=f"{name}.xlsx", unit=name) for name in names))
    first = printed(made).splitlines()[:24]
    assert all(any(line.startswith(name) for line in first) for name in names)


@pytest.mark.parametrize("columns", [80, 120])
def test_wrapped_lines_are_indented_and_fit(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    long = replace(
        finding(6, 12, message="带动贫困户不足，" * 30),
        remedy="请对照带动户明细核对：漏登的补齐，多登的核减，改到两处一致，并在备注中写明原因" * 2,
    )
    lines = on_terminal(outcome(long), columns, monkeypatch)
    assert max(map(width, lines)) <= columns
    start = next(n for n, line in enumerate(lines) if "〔填错〕" in line)
    end = next(n for n, line in enumerate(lines) if "[L201]" in line)
    wrapped = [line for line in lines[start + 1 : end + 1] if "→" not in line]
    assert len(wrapped) >= 4
    assert all(line.startswith("      ") for line in wrapped)
    assert not any(line.strip()[0] in "，。、”）" for line in wrapped)


def test_the_remedy_is_as_bright_as_the_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert "\n      → 请核对。\x1b[2m" in printed(outcome(finding()), colour=None)


def test_what_decides_the_exit_code_is_marked() -> None:
    made = outcome(finding(6), finding(7, nature=Nature.DOUBT), finding(8, nature=Nature.HINT))

    def marks(least: Severity | None) -> list[bool]:
        lines = (screen_lines.plain(line) for line in console.lines(made, least=least))
        return [line.startswith("  ! ") for line in lines if "〔" in line and "依据" not in line]

    assert marks(Severity.ERROR) == [True, False, False]
    assert marks(Severity.WARNING) == [True, True, False]
    assert marks(Severity.INFO) == [True, True, True]
    assert marks(None) == [False, False, False]


def test_what_comes_next_stands_at_the_end() -> None:
    fix = Fix("3", "review", "按明细")
    mend = finding(9, code="C802", nature=Nature.HINT, related=(Cell(FILE, SHEET, 10, 1),))
    made = outcome(replace(finding(6), fix=fix), mend)
    lines = [screen_lines.plain(line) for line in console.lines(made, ["收件/", "a b.xlsx"])]
    assert lines[lines.index("接下来：") :] == [
        "接下来：",
        '  2格可自动改好：rs correct 收件/ "a b.xlsx"',
        '  1处有建议值，逐条核对后：rs correct 收件/ "a b.xlsx" --accept L201',
        '  发回乡镇的清单：rs validate 收件/ "a b.xlsx" -o 问题清单.xlsx；一条规则的说明：rs rule L201',
    ]
    assert "接下来：" not in [screen_lines.plain(line) for line in console.lines(outcome(), ["x"])]


def test_all_that_was_not_checked_stands_in_one_place() -> None:
    lines = printed(mixed()).splitlines()
    at = [n for n, line in enumerate(lines) if line.startswith(("未能读取", "识别情况"))]
    assert at == list(range(at[0], at[0] + len(at)))


def test_a_finding_is_two_lines() -> None:
    text = printed(outcome(finding(6, 12)))
    assert findings_of(text)[:4] == [
        FILE,
        "  工作表“带头人”",
        "  ! 〔填错〕M6｜云岭镇·青松村·张三　填2户，差1户",
        "      → 请核对。　依据：潼扶组发〔2020〕4号三（三）“每人至少带动3户” [L201]",
    ]


def test_a_finding_without_a_clause_ends_in_its_code_too() -> None:
    text = printed(outcome(replace(finding(6, 12), clause=None)))
    assert findings_of(text)[3] == "      → 请核对。 [L201]"


def test_a_waived_finding_names_its_code_for_the_waiver() -> None:
    waived = replace(finding(6, 12), waiver=Waived("已核实", "王主任"))
    text = printed(replace(outcome(), waived=(waived,)))
    assert "标题L201：填2户，差1户（已核实，王主任） [L201]\n" in text


def test_one_fault_of_many_rows_is_told_once() -> None:
    text = printed(outcome(*(finding(row) for row in range(5, 25))))
    assert "标题L201　共20处：B5、B6、B7、B8、B9、B10、B11、B12、B13、B14、B15、B16等。如B5" in text
    assert text.count("→") == 1


def test_three_alike_are_told_one_by_one() -> None:
    assert printed(outcome(*(finding(row) for row in (5, 6, 7)))).count("→") == 3


@pytest.mark.parametrize("columns", ["20", "80", "400"])
def test_lines_do_not_depend_on_the_width_of_the_screen(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert "〔填错〕B6｜云岭镇·青松村·张三　填2户，差1户\n" in printed(outcome(finding()))


def test_square_brackets_in_cells_are_no_markup() -> None:
    text = printed(outcome(finding(message="填[bold red]是[/] :smile:", name="[link=x]")))
    assert "填[bold red]是[/] :smile:" in text
    assert "[link=x]" in text


def test_colour_only_where_it_can_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b" not in printed(mixed(), colour=None)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert re.search("\x1b\\[1;31m〔填错〕", printed(mixed(), colour=None))
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search("\x1b\\[[0-9;]*3[0-9]m", printed(mixed(), colour=None))


def test_a_clean_file_is_one_reassuring_line() -> None:
    made = outcome()
    text = printed(made)
    assert text.splitlines()[-1] == "共检查1个文件、1张表、40行，未发现问题，用时0.4秒。"
    assert "未运行" not in text
    assert len(text.splitlines()) == 1 + len(made.notices)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"tables": ()}, "没有找到可检查的表"),
        ({"rules_broken": (RuleStatus("L201", "KeyError"),)}, "结果不完整"),
        ({"files": (FileStatus("a.xlsx", "read"), FileStatus("b.xlsx", "unreadable", "坏"))}, "已查的部分未发现问题；1个文件未能读取"),
        ({"waived": (finding(),)}, "未发现新的问题"),
    ],
)  # fmt: skip
def test_nothing_found_is_not_always_nothing_wrong(change: dict[str, object], words: str) -> None:
    said = summary.verdict(replace(outcome(), **change))
    assert words in said
    assert said != "未发现问题"


def test_what_was_not_read_is_said() -> None:
    text = printed(mixed())
    assert "未能读取：坏.xlsx　文件已损坏" in text
    assert "识别情况：没有检查的表：云岭镇.xlsx!说明（没有认出表头）" in text


def test_statistics_count_by_rule_in_the_order_of_the_natures() -> None:
    assert list(statistics.lines(mixed()))[:-1] == [
        "条数  规则  性质    问题",
        "   5  L202  填错    标题L202",
        "   2  L201  未达标  标题L201",
        "   2  P102  待核    标题P102",
        "   1  R901  提示    标题R901",
    ]


def test_statistics_of_nothing_are_the_last_line() -> None:
    assert list(statistics.lines(outcome())) == [summary.summary(outcome())]
