"""Notes and conversations: what people have written beside cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from builders.features.draft import MAIN, SPREADSHEET, WRONG, Draft
from builders.features.drawings import VML_ROOT, form_control, vml
from builders.features.feature import feature

_TYPE: Final = (
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


def shape(number: int, row: int, column: int, look: str = 'fillcolor="#ffffe1"') -> str:
    """The box of a note, by row and column from 0."""
    return (
        f'<v:shape id="_x0000_s{number}" type="#_x0000_t202" style=\'position:absolute;margin-left:60pt;margin-top:2pt;'
        f'width:131pt;height:87pt;z-index:1;visibility:hidden\' {look} o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note">'
        f"<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{column + 1}, 15, {row}, 10, {column + 3}, 15, {row + 4}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def layout(blocks: str = "1") -> str:
    """The XML before the boxes."""
    return f'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout>{_TYPE}'


def comments(draft: Draft, notes: Sequence[tuple[str, str]], author: str = "王会计") -> None:
    """Add notes: an address and the XML inside the text."""
    draft.part(
        "xl/comments1.xml",
        f'<comments xmlns="{MAIN}"><authors><author>{author}</author></authors><commentList>'
        + "".join(
            f'<comment ref="{place}" authorId="0"><text>{text}</text></comment>'
            for place, text in notes
        )
        + "</commentList></comments>",
        f"{SPREADSHEET}.comments+xml",
    )
    draft.on_sheet("comments", "../comments1.xml")


def noted(draft: Draft, notes: Sequence[tuple[str, str]], shapes: str, blocks: str = "1") -> None:
    """Add notes with their boxes."""
    comments(draft, notes)
    draft.after["legacyDrawing"] = f'<legacyDrawing r:id="{vml(draft, layout(blocks) + shapes)}"/>'


@feature()
def note_with_size_and_colour(draft: Draft) -> None:
    noted(
        draft,
        [("B4", '<r><rPr><b/><sz val="14"/><color rgb="FFFF0000"/></rPr><t>已核实</t></r>')],
        shape(1025, 3, 1, 'fillcolor="#ccffcc" strokecolor="#ff0000"'),
    )


@feature()
def plain_note_on_the_marked_cell(draft: Draft) -> None:
    noted(draft, [(WRONG, "<t>户口本上是女</t>")], shape(1025, 5, 3))


@feature()
def rich_note_on_the_marked_cell(draft: Draft) -> None:
    text = '<r><rPr><b/><sz val="9"/></rPr><t>王会计:</t></r><r><t xml:space="preserve">\n户口本上是女</t></r>'
    noted(draft, [("B3", "<t>另一条</t>"), (WRONG, text)], shape(1025, 2, 1) + shape(1026, 5, 3))


@feature()
def more_notes_than_a_block_holds(draft: Draft) -> None:
    places = [(row, 9) for row in range(2, 1202)]
    numbers = [1025 + n + n // 1023 for n in range(len(places))]
    boxes = "".join(shape(number, *place) for number, place in zip(numbers, places, strict=True))
    noted(draft, [(f"J{row + 1}", "<t>核</t>") for row, _ in places], boxes, "1,2")


@feature()
def notes_beside_a_form_control(draft: Draft) -> None:
    form_control(draft)
    comments(draft, [("B3", "<t>已核实</t>")])
    old = draft.parts["xl/drawings/vmlDrawing1.vml"]
    box = (_TYPE + shape(1026, 2, 1)).encode()
    draft.parts["xl/drawings/vmlDrawing1.vml"] = old.replace(b"</xml>", box + b"</xml>")


@feature()
def notes_in_a_drawing_without_a_list_of_blocks(draft: Draft) -> None:
    comments(draft, [("B3", "<t>已核实</t>")])
    draft.after["legacyDrawing"] = f'<legacyDrawing r:id="{vml(draft, _TYPE + shape(1, 2, 1))}"/>'


@feature()
def notes_whose_drawing_declares_no_names(draft: Draft) -> None:
    """As some libraries write it: each shape declares its own."""
    noted(draft, [("B3", "<t>已核实</t>")], "")
    names = VML_ROOT.removeprefix("<xml").removesuffix(">")
    box = (layout() + shape(1025, 2, 1)).replace("<o:shapelayout", f"<o:shapelayout{names}", 1)
    for tag in ("<v:shapetype", "<v:shape "):
        box = box.replace(tag, f"{tag.rstrip()}{names} ", 1)
    draft.parts["xl/drawings/vmlDrawing1.vml"] = f"<xml>{box}</xml>".encode()


@feature()
def notes_by_nobody(draft: Draft) -> None:
    comments(draft, [("B3", "<t>已核实</t>")], author="")
    draft.after["legacyDrawing"] = (
        f'<legacyDrawing r:id="{vml(draft, layout() + shape(1025, 2, 1))}"/>'
    )


@feature(alone={WRONG: "会话批注"})
def conversation_about_the_cell(draft: Draft) -> None:
    people = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    related = "http://schemas.microsoft.com/office/2017/10/relationships"
    note, person = (
        "{5A1B0000-0000-4000-8000-000000000001}",
        "{6A1B0000-0000-4000-8000-000000000002}",
    )
    noted(draft, [(WRONG, "<t>[线程批注] 请核对</t>")], shape(1025, 5, 3))
    draft.parts["xl/comments1.xml"] = draft.parts["xl/comments1.xml"].replace(
        "王会计".encode(), f"tc={note}".encode()
    )
    draft.part(
        "xl/threadedComments/threadedComment1.xml",
        f'<ThreadedComments xmlns="{people}"><threadedComment ref="{WRONG}" dT="2020-06-30T08:00:00.00" personId="{person}" id="{note}">'
        "<text>请核对</text></threadedComment></ThreadedComments>",
        "application/vnd.ms-excel.threadedcomments+xml",
    )
    draft.on_sheet(f"{related}/threadedComment", "../threadedComments/threadedComment1.xml")
    draft.part(
        "xl/persons/person.xml",
        f'<personList xmlns="{people}"><person displayName="王会计" id="{person}" userId="w" providerId="None"/></personList>',
        "application/vnd.ms-excel.person+xml",
    )
    draft.relate("xl/workbook.xml", f"{related}/person", "persons/person.xml")
