"""Boxes and choices as people tick, circle and strike them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from builders.filled_forms import (
    Xml,
    changed_form,
    file_of,
    forms_of,
    one_form,
    rows_of,
    run,
    sheet,
    struck,
    table,
    word,
)
from ruralskills.forms.ticked_boxes import read_boxes

KINDS = ("村两委干部", "经纪人", "种养大户", "其他", "脱贫户")


def field_code(code: str) -> str:
    pieces = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in code.split("|"))
    return (
        f"<w:r><w:fldChar w:fldCharType='begin'/></w:r>{pieces}"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


def form_field(data: str, kind: str = "FORMCHECKBOX") -> str:
    return (
        f"<w:r><w:fldChar w:fldCharType='begin'><w:ffData>{data}</w:ffData></w:fldChar></w:r>"
        f"<w:r><w:instrText>{kind}</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )


BOX_ON = form_field("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>")
BOX_OFF = form_field("<w:checkBox><w:default w:val='0'/></w:checkBox>")
BOX_CLEARED = form_field("<w:checkBox><w:default w:val='1'/><w:checked w:val='0'/></w:checkBox>")


@pytest.mark.parametrize(
    ("text", "ticked"),
    [
        ("（√）种养大户 （ ）经纪人", ["种养大户"]), ("种养大户（√） 经纪人（ ）", ["种养大户"]),
        ("[x]种养大户 [ ]经纪人", ["种养大户"]), ("〔√〕种养大户〔〕经纪人", ["种养大户"]),
        ("●种养大户 ○经纪人", ["种养大户"]), ("○种养大户 ◉经纪人", ["经纪人"]), ("⊙种养大户 ○经纪人", ["种养大户"]),
        ("◆种养大户 ◇经纪人", ["种养大户"]), ("☆种养大户 ★经纪人", ["经纪人"]), ("⬛种养大户⬜经纪人", ["种养大户"]),
        ("□√种养大户 □经纪人", ["种养大户"]), ("√□种养大户 □经纪人", ["种养大户"]), ("种养大户□√ 经纪人□", ["种养大户"]),
        ("V种养大户 经纪人 脱贫户", ["种养大户"]), ("种养大户v 经纪人 脱贫户", ["种养大户"]), ("□种养大户 □V经纪人", ["经纪人"]),
        ("经纪人 √种养大户 脱贫户", ["种养大户"]), ("经纪人 种养大户√ 脱贫户", ["种养大户"]),
        ("__√__种养大户 ____经纪人", ["种养大户"]), ("1.□经纪人 2.☑种养大户", ["种养大户"]),
        ("□种养\n大户 ☑经 纪 人", ["经纪人"]), ("☑村“两委”干部 □经纪人", ["村两委干部"]),
        ("村两委干部\n√ 种养大户\n脱贫户", ["种养大户"]), ("村两委干部\n种养大户 √\n脱贫户", ["种养大户"]),
        ("村两委干部\t\t\n种养大户\t\t√\n脱贫户", ["种养大户"]), ("☒种养大户 ☐经纪人", ["种养大户"]), ("☑️种养大户 □经纪人", ["种养大户"]), ("√种养大户 ×经纪人", ["种养大户"]),
    ],
)  # fmt: skip
def test_ticks_of_every_kind(text: str, ticked: list[str]) -> None:
    boxes = read_boxes(text, KINDS)
    assert list(boxes.ticked) == ticked
    assert not boxes.is_in_doubt


@pytest.mark.parametrize(
    "text",
    [
        "☑种养大户 ☒经纪人",
        "经纪人 √ 种养大户 √ 脱贫户",
        "经纪人√种养大户√脱贫户",
        "□种养大户 ×经纪人",
        "✗种养大户 □经纪人",
    ],
)
def test_a_cross_that_may_mean_yes_or_no_is_in_doubt(tmp_path: Path, text: str) -> None:
    form = one_form(tmp_path, 身份类别=text)
    assert form.values["identity_kind"] == ""
    assert "勾和叉" in form.doubts["identity_kind"].message


@pytest.mark.parametrize(
    ("runs", "kinds"),
    [
        (BOX_OFF + run("经纪人 ") + BOX_ON + run("种养大户"), "种养大户"),
        (BOX_ON + run("经纪人 ") + BOX_CLEARED + run("种养大户"), "经纪人"),
        (run("经纪人") + BOX_OFF + run(" 种养大户") + BOX_ON, "种养大户"),
        (field_code(r" eq \o\ac(□,√)") + run("经纪人 □种养大户"), "经纪人"),
        (field_code(r" EQ \o\ac(|□|,|√|)") + run("经纪人 □种养大户"), "经纪人"),
        (run("□经纪人 ") + field_code(r"eq \o(□，√)") + run("种养大户"), "种养大户"),
        (f"<w:fldSimple w:instr=' eq \\o\\ac(○,√)'>{run('x')}</w:fldSimple>{run('经纪人 ○种养大户')}", "经纪人"),
        ("<w:r><w:sym w:font='Wingdings 2' w:char='F052'/></w:r>" + run("经纪人 ")
         + "<w:r><w:sym w:font='Wingdings 2' w:char='F0A3'/></w:r>" + run("种养大户"), "经纪人"),
        ("<w:r><w:sym w:font='Wingdings 2' w:char='F050'/></w:r>" + run("经纪人 □种养大户"), "经纪人"),
        ("<w:r><w:sym w:font='Webdings' w:char='F061'/></w:r>" + run("经纪人 □种养大户"), "经纪人"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F0FD'/></w:r>" + run("经纪人 □种养大户"), "经纪人"),
        ("<w:r><w:sym w:font='Wingdings' w:char='F06C'/></w:r>" + run("经纪人 ○种养大户"), "经纪人"),
    ],
)  # fmt: skip
def test_boxes_that_word_draws(tmp_path: Path, runs: str, kinds: str) -> None:
    assert one_form(tmp_path, 身份类别=Xml(runs)).values["identity_kind"] == kinds


def control(checked: str, glyph: str) -> str:
    return (
        f"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{checked}'/></w14:checkbox></w:sdtPr>"
        f"<w:sdtContent>{run(glyph)}</w:sdtContent></w:sdt>"
    )


@pytest.mark.parametrize(("on", "off"), [("☒", "☐"), ("☑", "☐"), ("R", "*"), ("√", "□")])
def test_controls_whatever_their_glyph(tmp_path: Path, on: str, off: str) -> None:
    before = control("1", on) + run("经纪人 ") + control("0", off) + run("种养大户")
    assert one_form(tmp_path, 身份类别=Xml(before)).values["identity_kind"] == "经纪人"
    behind = run("有") + control("true", on) + run(" 无") + control("false", off)
    assert one_form(tmp_path, 有无创业经历=Xml(behind)).values["experience"] == "是"


def test_a_control_around_a_paragraph(tmp_path: Path) -> None:
    inner = "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='1'/></w14:checkbox></w:sdtPr><w:sdtContent>"
    cells = f"<w:tc>{inner}<w:p>{run('☒')}</w:p></w:sdtContent></w:sdt></w:tc>"
    words = f"<w:tc><w:p>{run('有')}</w:p></w:tc><w:tc><w:p>{run('☐')}</w:p></w:tc><w:tc><w:p>{run('无')}</w:p></w:tc>"
    values = changed_form()
    del values["有无创业经历"]
    row = f"<w:tbl><w:tr><w:tc><w:p>{run('有无创业经历')}</w:p></w:tc>{cells}{words}</w:tr></w:tbl>"
    [form] = forms_of(word(tmp_path, table(rows_of(values)), row))
    assert form.values["experience"] == "是"


@pytest.mark.parametrize(
    ("runs", "answer"),
    [
        (run("有 / ") + struck("无"), "是"), (struck("有") + run(" / 无"), "否"), (struck("有、") + run("无"), "否"),
        (run("有") + run("无", "<w:dstrike/>"), "是"), (field_code(r"eq \o\ac(○,有)") + run(" / 无"), "是"),
        (run("有 / ") + field_code(r"eq \o\ac(○,无)"), "否"), (run("□有 ") + run("无"), ""),
        (run("有") + run("无", "<w:strike w:val='0'/>"), ""), (run("有   无"), ""), (run("有/无"), ""),
    ],
)  # fmt: skip
def test_one_of_two_words_struck_or_circled(tmp_path: Path, runs: str, answer: str) -> None:
    form = one_form(tmp_path, 有无创业经历=Xml(runs))
    assert form.values["experience"] == answer
    assert ("experience" in form.doubts) == (answer == "")


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("有，养猪三年", "是"), ("无创业经历", "否"), ("是（10万元）", "是"), ("没有", "否"), ("有创业经历", "是"), ("无。", "否"),
        ("（√）有 （ ）无", "是"), ("有√", "是"), ("√无", "否"), ("□有 √无", "否"), ("有□无☑", "否"), ("V有 无", "是"),
        ("有√ 无×", "是"), ("有○ 无●", "否"),
    ],
)  # fmt: skip
def test_answers_in_words_and_ticks(tmp_path: Path, text: str, answer: str) -> None:
    assert one_form(tmp_path, 有无创业经历=text).values["experience"] == answer


@pytest.mark.parametrize("label", ["有无创业经历", "是否有贷款意向"])
@pytest.mark.parametrize(("text", "word"), [("□是 □否", "没有勾选"), ("☑是 √否", "都勾选")])
def test_both_or_none_is_a_doubt(tmp_path: Path, label: str, text: str, word: str) -> None:
    form = one_form(tmp_path, **{label: text})
    name = "experience" if "创业" in label else "wants_loan"
    assert form.values[name] == ""
    assert word in form.doubts[name].message


@pytest.mark.parametrize(
    ("text", "kinds", "other"),
    [
        ("种养大户 脱贫户", "种养大户、脱贫户", None), ("退役军人", "退伍军人", None), ("种养大户、其他（电商主播）", "种养大户、其他", "电商主播"),
        ("☑其他_电商主播_ □脱贫户", "其他", "电商主播"), ("☑其他：__电商主播__", "其他", "电商主播"), ("☑其他（电商主播）", "其他", "电商主播"),
    ],
)  # fmt: skip
def test_kinds_in_words(tmp_path: Path, text: str, kinds: str, other: str | None) -> None:
    form = one_form(tmp_path, 身份类别=text)
    assert (form.values["identity_kind"], form.values.get("identity_text")) == (kinds, other)


def test_the_printed_kinds_without_a_tick_are_in_doubt(tmp_path: Path) -> None:
    text = "村两委干部 村级后备干部 大学生村官 经纪人 家庭农场经营者 农民合作社骨干 种养大户 退伍军人 脱贫户"
    form = one_form(tmp_path, 身份类别=text)
    assert form.values["identity_kind"] == ""
    assert "没有勾选" in form.doubts["identity_kind"].message


def test_kinds_left_when_the_others_are_struck(tmp_path: Path) -> None:
    runs = struck("村两委干部 经纪人 ") + run("种养大户 ") + struck("脱贫户")
    assert one_form(tmp_path, 身份类别=Xml(runs)).values["identity_kind"] == "种养大户"


@pytest.mark.parametrize(
    "lines",
    [
        [["身份类别", "", "村两委干部", "", "经纪人"], ["", "√", "种养大户", "", "脱贫户"]],
        [["身份类别", "村两委干部", "", "经纪人", ""], ["", "种养大户", "√", "脱贫户", ""]],
        [["身份类别", "□", "村两委干部", "□", "经纪人"], ["", "☑", "种养大户", "□", "脱贫户"]],
        [["身份类别", "村两委干部", "", "经纪人", "", "种养大户", "V", "脱贫户", ""]],
    ],
)
def test_a_tick_in_a_cell_of_its_own(tmp_path: Path, lines: list[list[str]]) -> None:
    values = changed_form()
    del values["身份类别"]
    rows = [*rows_of(values)[:6], *lines, *rows_of(values)[6:]]
    [form] = forms_of(word(tmp_path, table(rows)))
    assert form.values["identity_kind"] == "种养大户"
    [form] = forms_of(sheet(tmp_path, rows))
    assert form.values["identity_kind"] == "种养大户"


@pytest.mark.parametrize(
    "cells",
    [
        ["√", "有", "", "无"],
        ["有", "√", "无", ""],
        ["☑", "有", "□", "无"],
    ],
)
def test_an_answer_ticked_in_a_cell_of_its_own(tmp_path: Path, cells: list[str]) -> None:
    values = changed_form()
    del values["有无创业经历"]
    rows = [*rows_of(values), ["有无创业经历", *cells]]
    [form] = forms_of(word(tmp_path, table(rows)))
    assert form.values["experience"] == "是"


@pytest.mark.parametrize(
    ("label", "text", "name", "value"),
    [
        ("性别", "☑男 □女", "sex", "男"), ("性别", "男□ 女√", "sex", "女"),
        ("政治面貌", "□中共党员 ☑群众", "political", "群众"), ("文化程度", "□高中 ■大专 □本科", "education", "大专"),
        ("性别", "□男 □女", "sex", ""),
    ],
)  # fmt: skip
def test_choices_of_other_fields(
    tmp_path: Path, label: str, text: str, name: str, value: str
) -> None:
    form = one_form(tmp_path, **{label: text})
    assert form.values[name] == value
    assert (name in form.doubts) == (value == "")


@pytest.mark.parametrize(
    ("runs", "value"),
    [
        (struck("13811111111") + run(" 13800000000"), "13800000000"),
        (run("1380000") + struck("11") + run("0000"), "13800000000"),
        (run("13811111111", "<w:rStyle w:val='Gone'/>") + run("13800000000"), "13800000000"),
        (run("13811111111", "<w:dstrike/>") + run("13800000000"), "13800000000"),
        (run("13800000000") + run("（填11位）", "<w:vanish/>"), "13800000000"),
        (run("13800000000", "<w:strike w:val='false'/>"), "13800000000"),
        (struck("13811111111"), ""),
    ],
)
def test_words_struck_out_or_hidden_are_not_read(tmp_path: Path, runs: str, value: str) -> None:
    styles = (
        "<w:style w:styleId='Base'><w:rPr><w:strike/></w:rPr></w:style>"
        "<w:style w:styleId='Gone'><w:basedOn w:val='Base'/></w:style>"
    )
    rows = table(rows_of(changed_form(手机号码=Xml(runs))))
    path = word(tmp_path, rows, styles=styles)
    [form] = forms_of(path)
    assert form.values["phone"] == value
    is_said = any("划掉" in remark for remark in file_of(path).remarks)
    assert is_said == ("13811111111" in runs or "<w:strike/>" in runs)


def test_words_struck_out_on_a_sheet(tmp_path: Path) -> None:
    path = sheet(tmp_path, rows_of(changed_form(籍贯="")))
    book = openpyxl.load_workbook(path)
    page: Any = book.worksheets[0]
    places = {str(cell.value): cell.offset(0, 1) for row in page for cell in row if cell.value}
    strike = InlineFont(strike=True)
    places["有无创业经历"].value = CellRichText("有 / ", TextBlock(strike, "无"))
    places["手机号码"].value = CellRichText(TextBlock(strike, "13811111111"), " 13800000000")
    places["微信号"].font = Font(strike=True)
    book.save(path)
    [form] = forms_of(path)
    assert (form.values["experience"], form.values["phone"], form.values["wechat"]) == (
        "是",
        "13800000000",
        "",
    )
    assert any("划掉" in remark for remark in file_of(path).remarks)


@pytest.mark.parametrize(("chosen", "value"), [("1", "高中"), ("0", "初中")])
def test_the_choice_of_an_old_list_field(tmp_path: Path, chosen: str, value: str) -> None:
    entries = "".join(f"<w:listEntry w:val='{word}'/>" for word in ("初中", "高中"))
    field = form_field(
        f"<w:ddList><w:result w:val='{chosen}'/>{entries}</w:ddList>", "FORMDROPDOWN"
    )
    assert one_form(tmp_path, 文化程度=Xml(field)).values["education"] == value
