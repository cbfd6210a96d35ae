"""``rs collect-forms``: forms as people hand them in, and what cannot be read."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from typer.testing import Result

from builders.application_data import SOUND, changed, data_file
from builders.command_line import rs
from builders.libreoffice import convert
from builders.people import identity_number
from builders.pictures import draw_on_sheet, keep_in_cell, png
from ruralskills.forms import libreoffice
from ruralskills.forms.form_labels import field_of
from ruralskills.forms.ticked_boxes import read_boxes
from ruralskills.ledgers import Application
from ruralskills.model.fields import field_specs

HEADERS = {spec.header: name for name, spec in field_specs(Application).items()}
ANOTHER = changed(name="李四", id_number="500199199003020039")


def form(folder: Path, text: str = SOUND, name: str = "张三.docx") -> Path:
    path = folder / name
    result = rs("render-form", data_file(folder, text, f"{path.stem}.yaml"), "-o", path)
    assert result.exit_code == 0, result.output
    return path


def collect(folder: Path, *paths: Path, **options: str) -> tuple[Result, list[dict[str, Any]]]:
    target = folder / "结果" / "名册.xlsx"
    target.parent.mkdir(exist_ok=True)
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    result = rs("collect-forms", *paths, "-o", target, *words)
    if not target.exists():
        return result, []
    page = openpyxl.load_workbook(target).worksheets[0]
    names = [HEADERS[str(cell.value)] for cell in page[2]]
    rows = page.iter_rows(min_row=3, values_only=True)
    return result, [dict(zip(names, row, strict=True)) for row in rows]


def the_row(folder: Path, *paths: Path) -> dict[str, Any]:
    _, [row] = collect(folder, *paths)
    return row


def edited(path: Path, edit: Callable[[Any], None]) -> Path:
    document = docx.Document(str(path))
    edit(document)
    document.save(str(path))
    return path


def cell_of(document: Any, label: str) -> Any:
    """The cell behind a label."""
    table = document.tables[0]
    cells = list({cell._tc: cell for row in table.rows for cell in row.cells}.values())
    at = next(n for n, c in enumerate(cells) if "".join(c.text.split()) == label)
    return cells[at + 1]


def typed(cell: Any, text: str) -> None:
    """Type over a cell, a paragraph a line."""
    first, *rest = text.split("\n")
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    for run in cell.paragraphs[0].runs[1:]:
        run._r.getparent().remove(run._r)
    if cell.paragraphs[0].runs:
        cell.paragraphs[0].runs[0].text = first
    else:
        cell.paragraphs[0].add_run(first)
    for line in rest:
        cell.add_paragraph(line)


def test_a_roster_with_official_headers_and_the_file_last(tmp_path: Path) -> None:
    form(tmp_path / "", SOUND)
    folder = tmp_path / "报来"
    folder.mkdir()
    shutil.move(tmp_path / "张三.docx", folder / "张三.docx")
    result, [row] = collect(tmp_path, folder)
    assert result.exit_code == 0
    assert list(row)[-1] == "form"
    assert (row["form"], row["name"], row["age"], row["loan_amount"]) == (
        "张三.docx",
        "张三",
        35,
        20,
    )
    assert row["identity_kind"] == "种养大户、其他"
    assert row["identity_text"] == "小微企业主"
    assert (row["experience"], row["photo"], row["signature"]) == ("是", None, None)
    assert rs("validate", tmp_path / "结果" / "名册.xlsx", "--notice", "shanxi-2021").exit_code == 0


@pytest.mark.parametrize(
    ("typed_text", "expected"),
    [
        ("20万", 20), ("贰拾万元", 20), ("200000元", 20), ("0.5", 0.5), ("面议", "面议"), ("", None),
        ("20 万元", 20), ("十五万", 15),
    ],
)  # fmt: skip
def test_amounts_are_numbers_of_wan(tmp_path: Path, typed_text: str, expected: Any) -> None:
    path = edited(form(tmp_path), lambda d: typed(cell_of(d, "贷款意向金额"), typed_text))
    assert the_row(tmp_path, path)["loan_amount"] == expected


@pytest.mark.parametrize("mark", ["■", "√", "✓", "☑", "✔", "🗹", "☒", "●", "□√", "[√]", "（✔）"])
@pytest.mark.parametrize("empty", ["□", "☐", "○", "[ ]"])
def test_ticks_before_the_words(tmp_path: Path, mark: str, empty: str) -> None:
    text = f"{empty}村两委干部 {mark}经纪人\n{empty}种养大户 {mark}其他：养蜂\n{empty}脱贫户"
    boxes = read_boxes(text, ("村两委干部", "经纪人", "种养大户", "其他", "脱贫户"))
    assert [word.word for word in boxes.words if word.is_ticked] == ["经纪人", "其他"]


@pytest.mark.parametrize(
    ("text", "kinds", "other"),
    [
        ("村两委干部√ 经纪人□ 种养大户√\n其他□____ 脱贫户□", "村两委干部、种养大户", None),
        ("村两委干部☐\n经纪人☑", "经纪人", None),
        ("□村两委干部√  □经纪人  □种养大户√", "村两委干部、种养大户", None),
        ("√种养大户   经纪人   脱贫户", "种养大户", None),
        ("☐经纪人 ☑其他__小微企业主__ ☐脱贫户", "其他", "小微企业主"),
        ("☐经纪人 ☑其他（养殖大户协会） ☐脱贫户", "其他", "养殖大户协会"),
        ("种养大户、脱贫户", "种养大户、脱贫户", None),
        ("■家庭农场主 □村官", "家庭农场经营者", None),
        ("□村两委干部 □经纪人", None, None),
        ("村两委干部□ 其他：养蜂人☑\n脱贫户□", "其他", "养蜂人"),
        ("村两委干部□ 其他____□\n脱贫户☑", "脱贫户", None),
        ("经纪人□ 其他☑网店店主 脱贫户□", "其他", "网店店主"),
        ("退役军人，种植大户", "种养大户、退伍军人", None),
        ("☑脱贫户 ☑村两委干部", "村两委干部、脱贫户", None),
    ],
)
def test_boxes_as_people_tick_them(
    tmp_path: Path, text: str, kinds: str | None, other: str | None
) -> None:
    path = edited(form(tmp_path), lambda d: typed(cell_of(d, "身份类别"), text))
    row = the_row(tmp_path, path)
    assert (row["identity_kind"], row["identity_text"]) == (kinds, other)


def symbol(code: str) -> Any:
    element = OxmlElement("w:sym")
    element.set(qn("w:font"), "Wingdings")
    element.set(qn("w:char"), code)
    return element


@pytest.mark.parametrize("code", ["F0FE", "F052", "F0FC"])
def test_ticks_of_a_symbol_font(tmp_path: Path, code: str) -> None:
    def edit(document: Any) -> None:
        cell = cell_of(document, "身份类别")
        typed(cell, "")
        paragraph = cell.paragraphs[0]
        for sign, word in ((code, "经纪人 "), ("F0A8", "种养大户")):
            paragraph.add_run()._r.append(symbol(sign))
            paragraph.add_run(word)

    assert the_row(tmp_path, edited(form(tmp_path), edit))["identity_kind"] == "经纪人"


def test_ticks_typed_in_a_symbol_font(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        cell = cell_of(document, "有无创业经历")
        typed(cell, "")
        for sign, word in (("o", "有 "), ("\uf0fe", "无")):
            run = cell.paragraphs[0].add_run(sign)
            run.font.name = "Wingdings"
            cell.paragraphs[0].add_run(word)

    assert the_row(tmp_path, edited(form(tmp_path), edit))["experience"] == "否"


def inner_xml(document: Any, label: str, xml: str) -> None:
    from docx.oxml import parse_xml

    cell = cell_of(document, label)
    typed(cell, "")
    space = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:w14='http://schemas.microsoft.com/office/word/2010/wordml'"
    paragraph = parse_xml(f"<w:p {space}>{xml}</w:p>")
    old = cell.paragraphs[0]._p
    old.getparent().replace(old, paragraph)


RUN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{RUN.format('核桃加工')}</w:sdtContent></w:sdt>", "核桃加工"),
        (f"<w:hyperlink w:anchor='a'>{RUN.format('核桃')}</w:hyperlink>{RUN.format('加工')}", "核桃加工"),
        (
            f"<w:ins w:id='1' w:author='a'>{RUN.format('核桃')}</w:ins><w:del w:id='2' w:author='a'>"
            "<w:r><w:delText>花椒</w:delText></w:r></w:del>" + RUN.format("加工"),
            "核桃加工",
        ),
        (
            "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK x</w:instrText></w:r>"
            "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + RUN.format("核桃加工"),
            "核桃加工",
        ),
        (f"<w:smartTag>{RUN.format('核桃')}</w:smartTag>{RUN.format('加工')}", "核桃加工"),
        (f"{RUN.format('核桃')}<w:r><w:br/></w:r>{RUN.format('加工')}", "核桃\n加工"),
    ],
)  # fmt: skip
def test_text_is_read_through_what_surrounds_it(tmp_path: Path, xml: str, expected: str) -> None:
    path = edited(form(tmp_path), lambda d: inner_xml(d, "(拟)创业项目", xml))
    result, [row] = collect(tmp_path, path)
    assert row["project"] == expected
    assert ("修订" in result.output) == ("<w:ins " in xml)


def test_check_boxes_of_content_controls(tmp_path: Path) -> None:
    def box(state: int, word: str) -> str:
        return (
            f"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{state}'/></w14:checkbox></w:sdtPr>"
            f"<w:sdtContent>{RUN.format('☒' if state else '☐')}</w:sdtContent></w:sdt>{RUN.format(word)}"
        )

    xml = box(0, "经纪人 ") + box(1, "种养大户")
    path = edited(form(tmp_path), lambda d: inner_xml(d, "身份类别", xml))
    assert the_row(tmp_path, path)["identity_kind"] == "种养大户"


@pytest.mark.parametrize(("text", "word"), [("☑有 ☑无", "都勾选"), ("☐有 ☐无", "都没有勾选")])
def test_both_or_none_of_two_boxes_is_a_finding(tmp_path: Path, text: str, word: str) -> None:
    path = edited(form(tmp_path), lambda d: typed(cell_of(d, "有无创业经历"), text))
    result, [row] = collect(tmp_path, path, format="json")
    assert row["experience"] is None
    report = json.loads(result.stdout)
    [finding] = [f for f in report["findings"] if f["field"] == "experience"]
    assert word in finding["message"]
    assert (finding["file"], finding["header"]) == ("张三.docx", "有无创业经历")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("是", "是"),
        ("□是 ☑否", "否"),
        ("无", "否"),
        ("有", "是"),
        ("是√ 否□", "是"),
        ("再说", "再说"),
    ],
)
def test_answers(tmp_path: Path, text: str, expected: str) -> None:
    path = edited(form(tmp_path), lambda d: typed(cell_of(d, "是否有贷款意向"), text))
    assert the_row(tmp_path, path)["wants_loan"] == expected


def test_forms_of_one_person_name_one_another(tmp_path: Path) -> None:
    folder = tmp_path / "报来"
    folder.mkdir()
    form(folder, name="甲.docx")
    form(folder, changed(phone="13800000001"), name="乙.docx")
    result, rows = collect(tmp_path, folder)
    assert len(rows) == 2
    assert result.exit_code == 0
    [line] = [line for line in result.stdout.splitlines() if "同一身份证号" in line]
    assert ".docx" in line.partition("其余在")[2] or ".docx" in line
    assert not re.search(r"[A-Z]\d+[；、]", line)


def test_a_hint_about_most_forms_is_said_once(tmp_path: Path) -> None:
    folder = tmp_path / "报来"
    folder.mkdir()
    for n in range(12):
        number = identity_number("500199", date(1985, 6, 15), 2 * n + 1)
        text = changed(
            id_number=number, phone=f"138000000{n:02}", name="张三李四王五赵六钱七孙八"[n]
        )
        form(folder, text.replace("name: ", "name: 张"), name=f"{n}.docx")
    result, rows = collect(tmp_path, folder)
    assert len(rows) == 12
    lines = [line for line in result.stdout.splitlines() if "“照片”没有填" in line]
    assert len(lines) == 1
    assert "有12份（共12份，占100%）" in lines[0]
    assert "第3行" not in result.stdout


def test_opinions_and_their_days(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        typed(
            cell_of(document, "村委会推荐意见"), "同意推荐。\n负责人:王五（盖章）    2021年5月8日"
        )
        typed(cell_of(document, "乡(镇)推荐意见"), "情况属实，同意\n负责人：\n2021.5.10")
        typed(cell_of(document, "申请人承诺签字"), "张三")

    row = the_row(tmp_path, edited(form(tmp_path), edit))
    assert (row["village_opinion"], row["village_recommended"]) == ("同意推荐。", "2021-05-08")
    assert (row["township_opinion"], row["township_reviewed"]) == ("情况属实，同意", "2021-05-10")
    assert (row["county_opinion"], row["county_filed"], row["signature"]) == (None, None, "是")


def test_labels_as_people_write_them(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        table = document.tables[0]
        cells = {cell._tc: cell for row in table.rows for cell in row.cells}.values()
        changes = {
            "姓名": "姓  名",
            "身份证号": "身份证\n号 码：",
            "(拟)创业项目": "（拟）创业\n项目",
            "籍贯": "籍 贯",
        }
        for cell in list(cells):
            if cell.text in changes:
                typed(cell, changes[cell.text])
        typed(cell_of(document, "县级扶贫部门审定意见"), "同意")

    row = the_row(tmp_path, edited(form(tmp_path), edit))
    assert (row["name"], row["id_number"], row["project"]) == (
        "张三",
        "500199198506150017",
        "核桃加工",
    )
    assert (row["native_place"], row["county_opinion"]) == ("山西省临县", "同意")


def test_a_ticked_kind_on_no_list_is_a_finding(tmp_path: Path) -> None:
    text = "☐经纪人 ☑致富能手 ☑种养大户 ☐其他____"
    path = edited(form(tmp_path), lambda d: typed(cell_of(d, "身份类别"), text))
    result, [row] = collect(tmp_path, path)
    assert row["identity_kind"] == "种养大户"
    assert "“致富能手”不在表上所列的身份里" in result.stdout


def test_boxes_in_cells_of_several_rows(tmp_path: Path) -> None:
    lines = (
        ("姓名", "张三", "身份证号", "500199198506150017"), ("身份类别", "□村两委干部", "□村级后备干部", "□大学生村官"),
        ("", "√种养大户", "■家庭农场经营者", "□退伍军人"), ("", "□创业大学生", "■其他", "养蜂协会会长"),
        ("有无创业经历", "√有", "□无", ""), ("拟创业项目", "养蜂", "拟创业地点", "白文镇"),
        ("是否有贷款意向", "□是", "√否", ""),
    )  # fmt: skip
    document = docx.Document()
    table = document.add_table(len(lines), 4)
    for number, texts in enumerate(lines):
        for cell, text in zip(table.rows[number].cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(3, 0))
    document.save(str(tmp_path / "手打.docx"))
    row = the_row(tmp_path, tmp_path / "手打.docx")
    assert (row["identity_kind"], row["identity_text"]) == (
        "家庭农场经营者、种养大户、其他",
        "养蜂协会会长",
    )
    assert (row["experience"], row["wants_loan"]) == ("是", "否")


def test_digits_in_the_boxes_of_a_small_table(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        cell = cell_of(document, "身份证号")
        typed(cell, "")
        boxes = cell.add_table(1, 18)
        for box, digit in zip(boxes.rows[0].cells, "500199198506150017", strict=True):
            box.text = digit

    assert the_row(tmp_path, edited(form(tmp_path), edit))["id_number"] == "500199198506150017"


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("拟创业项目简况及前景分析", "prospects"), ("（拟）带动 方式：", "leading_way"), ("承诺人签字", "signature"),
        ("拟创业产业规模", "scale"), ("村(居)委会推荐意见", "village_opinion"), ("乡镇审核意见", "township_opinion"),
        ("县乡村振兴局审定意见", "county_opinion"), ("家庭住址", "address"), ("联系电话", "phone"), ("身份证编号栏", ""),
    ],
)  # fmt: skip
def test_labels_in_other_words(label: str, field: str) -> None:
    assert field_of(label) == field


def test_another_name_of_the_department(tmp_path: Path) -> None:
    (tmp_path / "rs.toml").write_text(
        '[forms]\ncounty_department = "某县农业农村局"\n', encoding="utf-8"
    )
    path = form(tmp_path)
    cells = {c.text for row in docx.Document(str(path)).tables[0].rows for c in row.cells}
    assert "某县农业农村局\n审定意见" in cells
    edited(path, lambda d: typed(cell_of(d, "某县农业农村局审定意见"), "同意备案"))
    assert the_row(tmp_path, path)["county_opinion"] == "同意备案"


def test_rows_that_were_added(tmp_path: Path) -> None:
    def edit(document: Any) -> None:
        table = document.tables[0]
        for label, value in (("备注", "本人是党员"), ("婚姻状况", "已婚")):
            row = table.add_row()
            row.cells[0].text = label
            row.cells[1].merge(row.cells[-1]).text = value

    result, [row] = collect(tmp_path, edited(form(tmp_path), edit))
    assert row["remark"] == "本人是党员"
    assert row["county_opinion"] is None
    assert "表上“婚姻状况”不知道是哪一项" in result.stdout
    assert "表上“已婚”不知道是哪一项" in result.stdout


def test_photographs_are_set_aside_as_they_are(tmp_path: Path) -> None:
    content = png(50, 70)
    (tmp_path / "z.png").write_bytes(content)
    path = form(tmp_path, changed(photo="z.png"))
    result, [row] = collect(tmp_path, path)
    assert row["photo"] == "是"
    [photo] = (tmp_path / "结果" / "名册.照片").iterdir()
    assert (photo.name, photo.read_bytes()) == ("001-张三.png", content)
    assert "照片" not in result.stdout.split("适用")[0]


def test_several_forms_in_one_document(tmp_path: Path) -> None:
    path = data_file(tmp_path, f"{SOUND}---\n{ANOTHER}", "a.yaml")
    assert rs("render-form", path, "--merged").exit_code == 0
    _, rows = collect(tmp_path, tmp_path / "a.申报表.docx")
    assert [row["name"] for row in rows] == ["张三", "李四"]
    assert {row["form"] for row in rows} == {"a.申报表.docx"}


def test_archives_in_folders_are_opened(tmp_path: Path) -> None:
    folder = tmp_path / "报来"
    folder.mkdir()
    one, other = form(tmp_path), form(tmp_path, ANOTHER, "李四.docx")
    with zipfile.ZipFile(tmp_path / "内.zip", "w") as inner:
        inner.write(other, "李四.docx")
    with zipfile.ZipFile(folder / "包.zip", "w") as archive:
        archive.write(one, "村里/张三.docx")
        archive.write(tmp_path / "内.zip", "内.zip")
        archive.writestr("~$张三.docx", "x")
    _, rows = collect(tmp_path, folder)
    assert {row["form"] for row in rows} == {"包.zip/村里/张三.docx", "包.zip/内.zip/李四.docx"}


def sheet_form(path: Path, *, merged: bool) -> Path:
    """A form typed into a workbook."""
    book = openpyxl.Workbook()
    page: Any = book.active
    page["A1"] = "乡村振兴致富带头人培训对象申报表"
    lines: tuple[dict[str, Any], ...] = (
            {"A": "姓  名", "B": "张三", "C": "性别", "D": "男", "E": "年龄", "F": "35岁", "G": "政治面貌", "H": "群众", "I": "一寸近期\n免冠照片"},
            {"A": "文化程度", "B": "高中", "C": "身份证号", "D": "500199198506150017", "G": "籍贯", "H": "临县"},
            {"A": "家庭地址", "B": "临县白文镇曹家峁村"},
            {"A": "手机号码", "B": 13800000000, "C": "QQ号", "D": 12345, "E": "微信号", "F": "wx"},
            {"A": "身份类别", "B": "□村两委干部", "D": "□村级后备干部", "F": "□大学生村官"},
            {"B": "■经纪人", "D": "□家庭农场经营者", "F": "□农民合作社骨干"},
            {"B": "□创业大学生", "D": "■其他：养蜂"},
            {"A": "有无创业经历", "B": "□有", "C": "■无", "D": "（拟）创业项目", "E": "养蜂"},
            {"A": "(拟)创业地点", "B": "曹家峁村", "E": "(拟)创业产业规模", "F": "30箱"},
            {"A": "是否有贷款意向", "B": "是", "C": "贷款意向金额", "D": "5万", "E": "承诺带动脱贫户规模", "F": "3户"},
            {"A": "(拟)带动方式", "B": "务工", "G": "申请人承诺签字", "H": "张三"},
            {"A": "(拟)创业项目简况及前景分析", "B": "第一段"},
            {"B": "第二段"},
            {"A": "村委会推荐意见", "B": "同意", "E": "负责人：王五", "G": "2021年5月8日"},
    )  # fmt: skip
    for row, cells in enumerate(lines, start=2):
        for column, value in cells.items():
            page[f"{column}{row}"] = value
    if merged:
        for cells_range in (
            "A1:I1",
            "I2:I5",
            "D3:F3",
            "B4:H4",
            "A6:A8",
            "A13:A14",
            "B13:I13",
            "B14:I14",
        ):
            page.merge_cells(cells_range)
    book.save(path)
    return path


@pytest.mark.parametrize("merged", [True, False])
def test_forms_in_workbooks(tmp_path: Path, merged: bool) -> None:
    row = the_row(tmp_path, sheet_form(tmp_path / "张三.xlsx", merged=merged))
    expected = {
        "name": "张三", "sex": "男", "age": 35, "id_number": "500199198506150017", "phone": "13800000000",
        "identity_kind": "经纪人、其他", "identity_text": "养蜂", "experience": "否", "project": "养蜂",
        "project_place": "曹家峁村", "scale": "30箱", "wants_loan": "是", "loan_amount": 5,
        "leading_way": "务工", "prospects": "第一段\n第二段", "signature": "是", "village_opinion": "同意",
        "village_recommended": "2021-05-08", "qq": "12345", "native_place": "临县", "form": "张三.xlsx",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_values_behind_a_colon_in_the_cell_of_the_label(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    lines = [
        ["姓名：张三", "性别：男", "身份证号：500199198506150017"], ["手机号码: 13800000000", "籍贯：临县"],
        ["身份类别：☑经纪人 ☐种养大户"], ["有无创业经历：有", "(拟)创业项目：养蜂"], ["是否有贷款意向：否"],
        ["承诺带动脱贫户规模：3户"],
    ]  # fmt: skip
    for line in lines:
        page.append(line)
    book.save(tmp_path / "张三.xlsx")
    row = the_row(tmp_path, tmp_path / "张三.xlsx")
    expected = {
        "name": "张三", "id_number": "500199198506150017", "phone": "13800000000",
        "identity_kind": "经纪人", "experience": "是", "project": "养蜂", "wants_loan": "否", "pledge": "3户",
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected


def test_a_picture_on_a_sheet_is_the_photograph(tmp_path: Path) -> None:
    path = sheet_form(tmp_path / "张三.xlsx", merged=True)
    draw_on_sheet(path, png(50, 70), row=2, column=8)
    assert the_row(tmp_path, path)["photo"] == "是"
    [photo] = (tmp_path / "结果" / "名册.照片").iterdir()
    assert photo.read_bytes() == png(50, 70)


def test_a_picture_in_a_cell_as_wps_keeps_it_is_the_photograph(tmp_path: Path) -> None:
    path = sheet_form(tmp_path / "张三.xlsx", merged=True)
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["I2"] = '=_xlfn.DISPIMG("ID_7",1)'
    book.save(path)
    keep_in_cell(path, png(50, 70), "ID_7")
    row = the_row(tmp_path, path)
    assert (row["photo"], row["political"]) == ("是", "群众")


def test_a_blank_form_makes_no_row(tmp_path: Path) -> None:
    blank = data_file(tmp_path, "name: ''\n", "空.yaml")
    assert rs("render-form", blank, "--draft").exit_code == 0
    result, rows = collect(tmp_path, tmp_path / "空.docx", form(tmp_path))
    assert [row["name"] for row in rows] == ["张三"]
    assert "空.docx：是一份没有填的空表" in result.stdout
    assert result.exit_code == 0


def hostile(folder: Path, name: str) -> Path:
    path = folder / name
    if name == "照片.docx":
        path.write_bytes(png(5, 5))
    elif name == "名册.xlsx":
        shutil.copy(
            Path(__file__).parents[2] / "examples/shanxi-2021-clean/培训对象申报名册.xlsx", path
        )
    elif name == "信.docx":
        document = docx.Document()
        document.add_paragraph("关于报送申报表的函")
        document.add_table(2, 4).cell(0, 0).text = "姓名"
        document.save(str(path))
    elif name == "炸弹.docx":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr("word/document.xml", b" " * (1 << 27))
    elif name == "实体.docx":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            archive.writestr(
                "word/document.xml",
                '<!DOCTYPE d [<!ENTITY a "aaaa">]><w:document xmlns:w="x">&a;</w:document>',
            )
    else:
        path.write_bytes(b"PK\x03\x04" + b"x" * 50)
    return path


@pytest.mark.parametrize(
    "name", ["照片.docx", "名册.xlsx", "信.docx", "炸弹.docx", "实体.docx", "坏.docx"]
)
def test_what_is_no_form_is_unreadable(tmp_path: Path, name: str) -> None:
    path = hostile(tmp_path, name)
    result, rows = collect(tmp_path, path)
    assert (result.exit_code, rows) == (2, [])
    assert f"未能读取：{name}" in result.stdout
    both, rows = collect(tmp_path, path, form(tmp_path))
    assert (both.exit_code, len(rows)) == (3, 1)


def test_errors_in_a_form_are_findings_with_its_label(tmp_path: Path) -> None:
    path = edited(form(tmp_path), lambda d: typed(cell_of(d, "身份证号"), "500199198506150018"))
    result, [row] = collect(tmp_path, path)
    assert result.exit_code == 1
    assert row["id_number"] == "500199198506150018"
    assert re.search(r"〔填错〕身份证号｜张三", result.stdout)
    assert "500199198506150018" not in result.output
    report = json.loads(collect(tmp_path, path, format="json")[0].stdout)
    assert any(f["code"] == "C205" and f["header"] == "身份证号" for f in report["findings"])


def test_old_documents_are_read_through_libreoffice(tmp_path: Path) -> None:
    convert([form(tmp_path)], "doc", tmp_path / "旧")
    row = the_row(tmp_path, tmp_path / "旧" / "张三.doc")
    assert (row["name"], row["identity_kind"], row["loan_amount"]) == ("张三", "种养大户、其他", 20)


def test_old_documents_without_libreoffice_are_unreadable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: None)
    path = tmp_path / "张三.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    result, _ = collect(tmp_path, path)
    assert result.exit_code == 2
    assert "LibreOffice" in result.stdout


def test_injection_comes_back_as_text(tmp_path: Path) -> None:
    path = form(tmp_path, changed(prospects="'=HYPERLINK(\"http://x\")'", name='"=1+1"'))
    target = tmp_path / "名册.xlsx"
    rs("collect-forms", path, "-o", target)
    page = openpyxl.load_workbook(target).worksheets[0]
    types = {cell.value: cell.data_type for cell in page[3] if str(cell.value).startswith("=")}
    assert types == {'=HYPERLINK("http://x")': "s", "=1+1": "s"}


def test_a_foreign_file_is_never_replaced(tmp_path: Path) -> None:
    target = tmp_path / "名册.xlsx"
    target.write_bytes(b"mine")
    path = form(tmp_path)
    result = rs("collect-forms", path, "-o", target)
    assert (result.exit_code, target.read_bytes()) == (2, b"mine")
    assert rs("collect-forms").exit_code == 2
    assert rs("collect-forms", tmp_path / "没有").exit_code == 2


def test_a_second_run_passes_over_its_own_roster(tmp_path: Path) -> None:
    form(tmp_path)
    (tmp_path / "张三.yaml").unlink()
    for _ in range(2):
        result = rs("collect-forms", tmp_path, "-o", tmp_path / "名册.xlsx")
        assert result.exit_code == 0, result.output
    assert sorted(path.name for path in tmp_path.iterdir()) == ["名册.xlsx", "张三.docx"]
