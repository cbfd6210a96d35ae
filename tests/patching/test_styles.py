"""Styles are added where they belong, whatever stands between them."""

from __future__ import annotations

import pytest
from lxml import etree

from ruralskills.errors import CannotRead
from ruralskills.patching.styles import Styles

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
FONT, FILL, BORDER = "<font/>", "<fill><patternFill patternType='none'/></fill>", "<border/>"
XF = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
TINTED = '<fill><patternFill patternType="solid"><fgColor rgb="FF00FF00"/></patternFill></fill>'


def either(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="x14">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def part(**groups: str) -> bytes:
    """The styles of a workbook, from the members of their groups."""
    usual = {"fonts": FONT, "fills": FILL, "borders": BORDER, "cellXfs": XF}
    body = "".join(f"<{name}>{members}</{name}>" for name, members in (usual | groups).items())
    return f'<styleSheet xmlns="{MAIN}" xmlns:mc="{MC}">{body}</styleSheet>'.encode()


def members(styles: bytes, group: str) -> list[etree._Element]:
    found = etree.fromstring(styles).find(f"{{*}}{group}")
    assert found is not None
    return list(found)


@pytest.mark.parametrize(
    ("group", "inside"),
    [
        ("fonts", FONT + either("<font><b/></font>", FONT)),
        ("fills", FILL + either(TINTED, FILL)),
        (
            "fills",
            FILL + either(f"<fill>{either('<gradientFill/>', '<patternFill/>')}</fill>", FILL),
        ),
        ("borders", BORDER + either("<border><left/></border>", BORDER)),
        ("cellXfs", XF + either(XF.replace('fontId="0"', 'fontId="7"'), XF)),
    ],
)
def test_alternatives_count_as_one(group: str, inside: str) -> None:
    styles = Styles(part(**{group: inside}))
    new = styles.marked(1 if group == "cellXfs" else 0, "FFC7CF")
    made = styles.to_part()
    assert inside.encode() in made
    xf = members(made, "cellXfs")[new]
    assert xf.get("fillId") == str(len(members(made, "fills")) - 1)
    colour = members(made, "fills")[-1].find("{*}patternFill/{*}fgColor")
    assert colour is not None
    assert colour.get("rgb") == "FFFFC7CF"


@pytest.mark.parametrize(
    "styles",
    [
        part(fonts=either(FONT + FONT, FONT)),
        part().replace(b"<fonts>", b"<mc:AlternateContent><mc:Choice><fonts>")
        .replace(b"</fonts>", b"</fonts></mc:Choice></mc:AlternateContent>"),
    ],
)  # fmt: skip
def test_alternatives_of_unlike_length_are_refused(styles: bytes) -> None:
    with pytest.raises(CannotRead, match="几种写法并存"):
        Styles(styles)


def test_percent_formats_of_conditional_formats_are_not_those_of_cells() -> None:
    other = '<dxf><numFmt numFmtId="164" formatCode="0.0%"/></dxf>'
    own = '<numFmt numFmtId="164" formatCode="0.0"/>'
    groups = {
        "numFmts": own,
        "cellXfs": XF.replace('numFmtId="0"', 'numFmtId="164"'),
        "dxfs": other,
    }
    assert not Styles(part(**groups)).shows_percent(0)
    assert Styles(part(**(groups | {"numFmts": own.replace("0.0", "0.0%")}))).shows_percent(0)


def test_missing_groups_are_added_in_their_order() -> None:
    bare = f'<styleSheet xmlns="{MAIN}"><fonts/><cellXfs count="1">{XF}</cellXfs></styleSheet>'
    styles = Styles(bare.encode())
    styles.formatted(styles.marked(styles.wrapped(0, bold=True, framed=True), "FFC7CF"), "yyyy")
    names = [etree.QName(each).localname for each in etree.fromstring(styles.to_part())]
    assert names == ["numFmts", "fonts", "fills", "borders", "cellXfs"]


def test_formats_are_added_before_fonts_that_grow() -> None:
    styles = Styles(part(fonts=FONT).replace(b"<fonts>", b'<fonts count="1">'))
    styles.formatted(styles.wrapped(0, bold=True), "yyyy")
    made = styles.to_part()
    assert b'<numFmts count="1">' in made
    assert b'</numFmts><fonts count="2">' in made
    assert len(members(made, "fonts")) == 2
