"""A mend keeps the looks and sounds of a text, or leaves the text alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from ruralskills.patching.cells import change_cells
from ruralskills.patching.edits import Edit
from ruralskills.patching.rich_text import rich_items, with_text
from ruralskills.patching.xml import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def runs(*texts: str) -> bytes:
    """Runs of which each has a look of its own."""
    return b"".join(
        b'<r><rPr><color rgb="FF%06d"/></rPr><t xml:space="preserve">%s</t></r>'
        % (at, escape(text))
        for at, text in enumerate(texts)
    )


@pytest.mark.parametrize(
    ("texts", "new", "after"),
    [
        (("李　", "四"), "李四", ("李", "四")),
        (("李四", "　"), "李四", ("李四",)),
        (("138 ", "1234 ", "5678"), "13812345678", ("138", "1234", "5678")),
        (("５００", "199"), "500199", ("500", "199")),
        (("汉", "族"), "汉族（）", ("汉", "族（）")),
        (("a<", "&b"), "a<&bc", ("a<", "&bc")),
        (("初", "中毕业"), "小学", ("小学",)),
    ],
)
def test_each_run_keeps_its_look(texts: tuple[str, ...], new: str, after: tuple[str, ...]) -> None:
    made = with_text(runs(*texts), b"", new)
    assert made is not None
    tree = etree.fromstring(b"<is>" + made + b"</is>")
    assert tuple(each.text for each in tree.iter("t")) == after
    looks = [str(each.get("rgb")) for each in tree.iter("color")]
    assert looks == sorted(looks)


@given(
    st.lists(st.text("李四 　a<&", min_size=1, max_size=4), min_size=1, max_size=4),
    st.text("李四ab&", min_size=1),
)
def test_runs_joined_are_the_new_text(texts: list[str], new: str) -> None:
    made = with_text(runs(*texts), b"", new)
    assert made is not None
    tree = etree.fromstring(b"<is>" + made + b"</is>")
    assert "".join(each.text or "" for each in tree.iter("t")) == new


@pytest.mark.parametrize(
    ("sounds", "new", "after"),
    [
        ('<rPh sb="0" eb="1"><t>li</t></rPh>', "李四", '<rPh sb="0" eb="1"><t>li</t></rPh>'),
        ('<rPh sb="2" eb="3"><t>si</t></rPh>', "李四", '<rPh sb="1" eb="2"><t>si</t></rPh>'),
        ('<rPh sb="0" eb="3"><t>lisi</t></rPh>', "李四", None),
        ('<rPh sb="2" eb="3"><t>si</t></rPh>', "李五", None),
        ('<rPh sb="0" eb="1"><t>li</t></rPh><phoneticPr fontId="1"/>', "李四五",
         '<rPh sb="0" eb="1"><t>li</t></rPh><phoneticPr fontId="1"/>'),
    ],
)  # fmt: skip
def test_what_is_read_aloud_stays_with_its_characters(
    sounds: str, new: str, after: str | None
) -> None:
    made = with_text(f"<t>李 四</t>{sounds}".encode(), b"", new)
    wanted = None if after is None else f'<t xml:space="preserve">{new}</t>'.encode()
    if wanted is None or after is None:
        assert made is None
    else:
        assert made is not None
        assert made.endswith(after.encode())
        assert wanted in made


def test_shared_strings_are_told_by_their_numbers() -> None:
    part = (
        f'<sst xmlns="{MAIN}"><si><t>a</t></si><si/><si>'.encode() + runs("b", "c") + b"</si></sst>"
    )
    assert rich_items(part) == {2: runs("b", "c")}
    assert rich_items(b"<sst><si><t>a</t></si></sst>") == {}


@pytest.mark.parametrize(
    ("cell", "edit", "why"),
    [
        (b'<c r="A1" t="s"><v>7</v></c>', Edit("李四"), None),
        (b'<c r="A1" t="s"><v>7</v></c>', Edit(43983), "rich"),
        (b'<c r="A1" t="s"><v>7</v></c>', Edit(colour="FF0000"), None),
        (b'<c r="A1" t="s"><v>6</v></c>', Edit(43983), None),
        (
            b'<c r="A1" t="inlineStr"><is>' + runs("2021.", "5.1") + b"</is></c>",
            Edit(44317),
            "rich",
        ),
        (b'<c r="A1" t="inlineStr"><is><t>2021.5.1</t></is></c>', Edit(44317), None),
        (b'<c r="A1" t="inlineStr"><is>' + runs("李　", "四") + b"</is></c>", Edit("李四"), None),
    ],
)
def test_a_cell_keeps_its_looks_or_stays(cell: bytes, edit: Edit, why: str | None) -> None:
    part = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'.encode() + cell
    part += b"</row></sheetData></worksheet>"
    result = change_cells(part, {(1, 0): edit}, lambda style, _: style, {7: runs("李　", "四")})
    assert result.left_alone == ({(1, 0): why} if why else {})
    assert (result.part == part) == (why is not None) or edit.colour
    if edit.value == "李四":
        assert result.part.count(b"<color ") == 2


@pytest.mark.parametrize("prefix", ["", "x:"])
@pytest.mark.parametrize(
    ("inside", "after"),
    [
        ("<r><t>李 四</t></r>%s", ("李四",)),
        ("<t>李 四</t>%s", ("李四",)),
        ("<r><rPr><b/></rPr><t>李</t></r><r><t> </t></r><r><t>四</t></r>%s", ("李", "四")),
        ("<r><t>李 </t></r><r><t>四</t></r>%s<phoneticPr fontId='1'/>", ("李", "四")),
    ],
)
def test_a_text_that_stands_in_its_cell_keeps_its_sounds(
    prefix: str, inside: str, after: tuple[str, ...]
) -> None:
    """What is mended is a sheet again, and none of its other cells has changed."""
    text = inside % '<rPh sb="0" eb="1"><t>li</t></rPh>'
    cells = (
        f'<c r="A1" t="inlineStr"><is>{text}</is></c><c r="B1" t="inlineStr"><is>{text}</is></c>'
    )
    sheet = f"<worksheet><sheetData><row r='1'>{cells}</row></sheetData></worksheet>"
    sheet = sheet.replace("</", "\0").replace("<", f"<{prefix}").replace("\0", f"</{prefix}")
    space = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    sheet = sheet.replace(f"<{prefix}worksheet", f'<{prefix}worksheet {space}="{MAIN}"', 1)
    made = change_cells(sheet.encode(), {(1, 0): Edit("李四")}, lambda style, edit: style)
    assert made.left_alone == {}, made.part
    first, second = etree.fromstring(made.part).iter(f"{{{MAIN}}}is")
    assert texts_of(first) == after
    assert [each.text for each in first.iterfind(f"{{{MAIN}}}rPh/{{{MAIN}}}t")] == ["li"]
    assert "".join(texts_of(second)) == "李 四"


def texts_of(item: etree._Element) -> tuple[str, ...]:
    """The texts that are shown, without those that are read aloud."""
    own = (f"{{{MAIN}}}t", f"{{{MAIN}}}r/{{{MAIN}}}t")
    return tuple(each.text or "" for path in own for each in item.iterfind(path))
