"""Forms in documents and sheets with very many paragraphs, rows and merges."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest

from builders.hostile import many_in_workbooks
from builders.hostile.many_in_documents import document
from builders.watchdog import watchdog
from ruralskills.forms import form_labels
from ruralskills.forms.form_grid import FormCell, FormGrid, grid_of_sheet
from ruralskills.forms.grid_reading import GridReading
from ruralskills.forms.template_budget import TemplateError
from ruralskills.forms.word_template import WordTemplate
from ruralskills.readers.grid import Grid, build_grid, sound_ranges
from ruralskills.readers.open import open_content

NUMBER = "500199198506150017"


def grid_of(*rows: tuple[str, ...]) -> FormGrid:
    return FormGrid(
        [
            FormCell(row, column, row, column, text)
            for row, texts in enumerate(rows)
            for column, text in enumerate(texts)
        ]
    )


def person(at: int) -> list[tuple[str, ...]]:
    return [
        ("姓名", f"张{at}"), ("身份证号", NUMBER), ("拟创业项目", f"养{at}头牛"), ("经营规模", "3亩"),
        ("项目地点", "青龙村"),
    ]  # fmt: skip


def test_a_form_begins_where_its_labels_come_again_however_many_there_are() -> None:
    rows = [row for at in range(2_000) for row in person(at)]
    with watchdog():
        forms = GridReading(grid_of(*rows)).forms()
    assert [form.text("name") for form in forms] == [f"张{at}" for at in range(2_000)]


def test_a_last_name_without_the_other_labels_begins_no_form() -> None:
    [form] = GridReading(grid_of(*person(1), ("姓名", "李四"), ("经营规模", "9亩"))).forms()
    assert (form.text("name"), form.text("scale")) == ("张1", "3亩")
    assert "李四" in form.extra


def test_each_text_is_looked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    find = form_labels._WORDING

    class Counted:
        def fullmatch(self, text: str) -> object:
            asked.append(text)
            return find.fullmatch(text)

    monkeypatch.setattr(form_labels, "_WORDING", Counted())
    form_labels.field_of.cache_clear()
    rows = [(f"第{at}栏", f"第{at}格") for at in range(6_000)]
    assert GridReading(grid_of(*rows)).forms() == []
    assert len(asked) <= 2 * 12_000


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("（拟）创业项目", "project"), ("县（区）农业农村局审定意见", "county_opinion"),
        ("本人身份类别", "identity_kind"), ("其他身份说明", "identity_text"), ("现年龄", "age"),
        ("拟贷款额度（万元）", "loan_amount"), ("家庭详细住址", "address"), ("张三", ""),
        ("村委会意见", "village_opinion"), ("承诺带动农户数", "pledge"),
    ],
)  # fmt: skip
def test_a_label_in_other_words(label: str, field: str) -> None:
    assert form_labels.field_of(label) == field


def sheet(height: int, width: int, *merges: tuple[int, int, int, int]) -> Grid:
    rows = [[f"{row}/{column}" for column in range(width)] for row in range(height)]
    return build_grid("表", rows, merges)


def test_of_a_merge_of_the_whole_sheet_the_cells_of_the_grid_count() -> None:
    grid = sheet(3, 2, (1, 0, 1_048_575, 16_383))
    with watchdog():
        cells = grid_of_sheet(grid, {}, {}).cells
    assert [(cell.row, cell.column) for cell in cells] == [(0, 0), (0, 1), (1, 0)]
    assert (cells[-1].bottom, cells[-1].right) == (1_048_575, 16_383)


def test_merges_over_one_another_are_taken_till_the_grid_is_full() -> None:
    tall = [(at, 0, 4_000, 5) for at in range(4_000)]
    assert sound_ranges(tall, 4_001, 6) == tall[:1]
    apart = [(at, 0, at, 5) for at in range(4_001)]
    assert sound_ranges(apart, 4_001, 6) == apart
    outside = [(9, 9, 12, 12)] * 3
    assert sound_ranges(outside, 4, 4) == outside


def test_a_picture_belongs_to_the_merge_that_covers_its_place() -> None:
    grid = sheet(4, 3, (1, 1, 2, 2))
    pictures = {(2, 2): [b"a"], (0, 0): [b"b"], (9, 9): [b"c"], (2, 1): [b"d"]}
    found = {
        (cell.row, cell.column): cell.pictures
        for cell in grid_of_sheet(grid, pictures, {}).cells
        if cell.pictures
    }
    assert found == {(1, 1): [b"a", b"d"], (0, 0): [b"b"], (9, 9): [b"c"]}


def test_a_sheet_whose_merges_lie_over_one_another_is_read() -> None:
    content = many_in_workbooks.merges_over_merges(2_000)
    with watchdog():
        [grid] = [
            book.read(name) for book in [open_content(content, "台账.xlsx")] for name in book.names
        ]
    assert len(grid.merges) < 5
    assert grid.height == 3_002


def test_a_template_whose_tables_list_no_columns_is_filled_in() -> None:
    row = "<w:tr>" + "".join(
        f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in ("姓名", "{{ name }}")
    )
    plain = document(f"<w:tbl>{row}</w:tr></w:tbl>")
    filled = WordTemplate(plain, "表.docx").fill({"name": "张三"})
    [table] = docx.Document(BytesIO(filled)).tables
    assert "张三" in str(table._tbl.xml)
    assert "gridCol" not in plain.decode("latin-1")


@pytest.mark.parametrize(
    "text",
    [
        "{% for x in range(9) %}" * 3_000 + "{{ x }}" + "{% endfor %}" * 3_000,
        "{{ " + "(" * 60_000 + "x" + ")" * 60_000 + " }}",
        "{{ " + "[" * 9_000 + "]" * 9_000 + " }}",
        "{% if x %}" * 9_000 + "{% endif %}" * 9_000,
    ],
    ids=["loops", "brackets", "lists", "conditions"],
)
def test_a_template_nested_thousands_deep_is_refused_in_a_line(text: str) -> None:
    template = WordTemplate(document(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"), "表.docx")
    for step in (template.fields, lambda: template.fill({"x": 1})):
        with watchdog(), pytest.raises(TemplateError, match=r"^表\.docx：[^\n]+$"):
            step()
