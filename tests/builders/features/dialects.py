"""The same ledger in the other ways of writing XML and zip that programs have."""

from __future__ import annotations

import re
from typing import Final

from builders.features.draft import MAIN, OFFICE, Draft
from builders.features.feature import feature

_SHEET: Final = "xl/worksheets/sheet1.xml"
_OF_MAIN: Final = ("xl/workbook.xml", _SHEET, "xl/styles.xml", "xl/sharedStrings.xml")


@feature()
def names_with_a_prefix(draft: Draft) -> None:
    def prefixed(members: dict[str, bytes]) -> None:
        for name in _OF_MAIN:
            text = members[name].decode().replace(f'xmlns="{MAIN}"', f'xmlns:x="{MAIN}"')
            members[name] = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", text).encode()

    draft.finish.append(prefixed)


@feature()
def relations_with_a_prefix(draft: Draft) -> None:
    def prefixed(members: dict[str, bytes]) -> None:
        for name in [n for n in members if n.endswith(".rels") or n == "[Content_Types].xml"]:
            text = members[name].decode().replace("xmlns=", "xmlns:p=")
            members[name] = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1p:", text).encode()

    draft.finish.append(prefixed)


@feature()
def cells_without_addresses(draft: Draft) -> None:
    def bare(members: dict[str, bytes]) -> None:
        members[_SHEET] = re.sub(rb'(<(?:row|c)) r="[A-Z]*\d+"', rb"\1", members[_SHEET])

    draft.finish.append(bare)


@feature()
def single_quotes(draft: Draft) -> None:
    def single(members: dict[str, bytes]) -> None:
        for name in (*_OF_MAIN, "xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
            members[name] = re.sub(rb'="([^"\']*)"', rb"='\1'", members[name])

    draft.finish.append(single)


@feature()
def byte_order_mark(draft: Draft) -> None:
    def marked(members: dict[str, bytes]) -> None:
        for name in members:
            members[name] = b"\xef\xbb\xbf" + members[name]

    draft.finish.append(marked)


@feature()
def part_in_utf_16(draft: Draft) -> None:
    def wide(members: dict[str, bytes]) -> None:
        for name in (_SHEET, "xl/sharedStrings.xml"):
            text = members[name].decode().replace('encoding="UTF-8"', 'encoding="UTF-16"')
            members[name] = text.encode("utf-16")

    draft.finish.append(wide)


@feature()
def targets_from_the_root(draft: Draft) -> None:
    def absolute(members: dict[str, bytes]) -> None:
        name = "xl/_rels/workbook.xml.rels"
        members[name] = members[name].replace(b'Target="', b'Target="/xl/')

    draft.finish.append(absolute)


@feature()
def backslashes(draft: Draft) -> None:
    def back(members: dict[str, bytes]) -> None:
        rels = "xl/_rels/workbook.xml.rels"
        members[rels] = members[rels].replace(b"worksheets/", b"worksheets\\")
        for name in list(members):
            members[name.replace("worksheets/", "worksheets\\")] = members.pop(name)

    draft.finish.append(back)


@feature()
def names_in_other_cases(draft: Draft) -> None:
    def upper(members: dict[str, bytes]) -> None:
        for name in list(members):
            members[name.replace("xl/worksheets/sheet1", "xl/worksheets/Sheet1")] = members.pop(
                name
            )

    draft.finish.append(upper)


@feature()
def strict(draft: Draft) -> None:
    strictly = "http://purl.oclc.org/ooxml"

    def spoken(members: dict[str, bytes]) -> None:
        for name in members:
            members[name] = (
                members[name]
                .replace(MAIN.encode(), f"{strictly}/spreadsheetml/main".encode())
                .replace(OFFICE.encode(), f"{strictly}/officeDocument/relationships".encode())
                .replace(b"<workbook ", b'<workbook conformance="strict" ')
            )

    draft.finish.append(spoken)


@feature()
def comments_and_cdata(draft: Draft) -> None:
    def aside(members: dict[str, bytes]) -> None:
        members[_SHEET] = (
            members[_SHEET]
            .replace(b'<row r="4">', b'<row r="4"><!-- <c r="C4"><v>1</v></c> -->')
            .replace(b"<sheetData>", b'<sheetData><!-- <row r="4"><c r="C4"/></row> -->')
            .replace(b"<v>43586</v>", b"<v><![CDATA[43586]]></v>")
        )

    draft.finish.append(aside)


@feature()
def lines_and_indents(draft: Draft) -> None:
    def indented(members: dict[str, bytes]) -> None:
        for name in (*_OF_MAIN, "[Content_Types].xml", "xl/_rels/workbook.xml.rels"):
            members[name] = re.sub(rb">(?=<[a-zA-Z/])", b">\r\n  ", members[name])
        members["xl/sharedStrings.xml"] = re.sub(
            rb"\r\n\s*(?=</t>)", b"", members["xl/sharedStrings.xml"]
        )

    draft.finish.append(indented)


@feature()
def members_that_are_not_packed(draft: Draft) -> None:
    draft.stored = True


@feature()
def sizes_behind_the_data(draft: Draft) -> None:
    draft.described = True


@feature(said="")
def no_styles(draft: Draft) -> None:
    draft.styles = False
    for row in range(3, 9):
        draft.text(f"G{row}", "2019-05-01")


@feature()
def styles_with_empty_groups(draft: Draft) -> None:
    def emptied(members: dict[str, bytes]) -> None:
        members["xl/styles.xml"] = (
            f'<styleSheet xmlns="{MAIN}"><fonts/><fills count="0"/><borders count="0"/>'
            '<cellXfs count="4"><xf/><xf/><xf numFmtId="14"/><xf/></cellXfs></styleSheet>'
        ).encode()

    draft.finish.append(emptied)


@feature()
def styles_with_cells_alone(draft: Draft) -> None:
    def bare(members: dict[str, bytes]) -> None:
        members["xl/styles.xml"] = (
            f'<styleSheet xmlns="{MAIN}"><cellXfs><xf/><xf/><xf numFmtId="14"/><xf/></cellXfs></styleSheet>'
        ).encode()

    draft.finish.append(bare)


@feature(refused="xl")
def workbook_elsewhere(draft: Draft) -> None:
    def moved(members: dict[str, bytes]) -> None:
        members["book/main.xml"] = members.pop("xl/workbook.xml")
        members["book/_rels/main.xml.rels"] = members.pop("xl/_rels/workbook.xml.rels").replace(
            b'Target="', b'Target="../xl/'
        )
        for name in ("[Content_Types].xml", "_rels/.rels"):
            members[name] = members[name].replace(b"xl/workbook.xml", b"book/main.xml")

    draft.finish.append(moved)


@feature(refused="实体")
def entities(draft: Draft) -> None:
    def declared(members: dict[str, bytes]) -> None:
        members[_SHEET] = members[_SHEET].replace(
            b"?>", b'?><!DOCTYPE worksheet [<!ENTITY a "b">]>', 1
        )

    draft.finish.append(declared)
