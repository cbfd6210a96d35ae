"""Add to a workbook's styles what marked cells need; every style that is there stays.

A mark is a fill.  The colour that it covers is kept in the fill's background, which a solid fill
does not show, so that the mark can be taken off again even after another program has written the
file and numbered its styles anew.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.patching.xml import attributes, inserted, prefix_of, start_tag

_NO_COLOUR: Final = b'indexed="64"'
"""The system's window colour: what stands behind a cell that has no fill."""
_PROGRAMS_OWN: Final = {b"auto": b"1"}
TEXT_FORMAT: Final = 49
"""The number format @: a cell whose content stays the text that it is."""


_ORDER: Final = (
    b"numFmts", b"fonts", b"fills", b"borders", b"cellStyleXfs", b"cellXfs", b"cellStyles", b"dxfs",
    b"tableStyles", b"colors", b"extLst",
)  # fmt: skip
"""The groups of a part of styles, in the standard's order."""
NO_STYLES: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="%s">'
    b'<fonts count="1"><font><sz val="11"/><name val="\xe5\xae\x8b\xe4\xbd\x93"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b"</styleSheet>"
)
"""What a workbook without styles looks like to everybody."""
_FIRST: Final = {
    b"fonts": (b'<%sfont><%ssz val="11"/></%sfont>',),
    b"fills": (b'<%sfill><%spatternFill patternType="none"/></%sfill>',
               b'<%sfill><%spatternFill patternType="gray125"/></%sfill>'),
    b"borders": (b"<%sborder><%sleft/></%sborder>",),
}  # fmt: skip
"""What the first members of a group always are: cells without any refer to them."""


@dataclass(slots=True)
class Styles:
    """The styles of a workbook, growing as cells ask for new ones."""

    part: bytes
    _xfs: list[bytes] = field(init=False)
    _fills: list[bytes] = field(init=False)
    _formats: dict[str, int] = field(init=False, default_factory=dict)
    _known: dict[bytes, int] = field(init=False)
    _fonts: list[bytes] = field(init=False)
    _borders: list[bytes] = field(init=False)
    _counts: tuple[int, int, int, int] = field(init=False)
    _prefix: bytes = field(init=False)

    def __post_init__(self) -> None:
        self._prefix = prefix_of(self.part, b"styleSheet")
        self._xfs = self._children(b"cellXfs", b"xf")
        self._fills = self._children(b"fills", b"fill")
        self._fonts = self._children(b"fonts", b"font")
        self._borders = self._children(b"borders", b"border")
        self._known = {xf: number for number, xf in reversed(list(enumerate(self._xfs)))}
        self._counts = len(self._xfs), len(self._fills), len(self._fonts), len(self._borders)
        if not self._xfs:
            raise CannotRead(f"文件的样式部分不完整，不能原样改写。{SAVE_AS}")

    def _grow(self, group: bytes, members: list[bytes], new: bytes) -> int:
        """The number of a member of a group, added if it is not there."""
        if not members:
            members += [first % ((self._prefix,) * 3) for first in _FIRST[group]]
        if new not in members:
            members.append(new)
        return members.index(new)

    def _children(self, group: bytes, child: bytes) -> list[bytes]:
        found = self._group(group)
        if found is None:
            return []
        name = self._prefix + child
        pattern = re.compile(
            rb"<" + name + rb"(?=[\s/>])(?:[^>]*/>|.*?</" + name + rb">)", re.DOTALL
        )
        return [child[0] for child in pattern.finditer(found[2])]

    def _group(self, group: bytes) -> re.Match[bytes] | None:
        name = self._prefix + group
        return re.search(rb"(<" + name + rb"\b[^>]*>)(.*?)</" + name + rb">", self.part, re.DOTALL)

    def marked(self, style: int, colour: str) -> int:
        """The style like another, filled with a colour (RRGGBB) that keeps in mind what it covers.

        A cell that has a pattern for its fill keeps it and stays unmarked.
        """
        covered = self._covered(style)
        if covered is None:
            return style
        name = self._prefix
        fill = (
            b'<%sfill><%spatternFill patternType="solid"><%sfgColor rgb="FF%s"/><%sbgColor %s/>'
            b"</%spatternFill></%sfill>"
        ) % (name, name, name, colour.encode(), name, covered, name, name)
        return self._with(style, {b"fillId": b"%d" % self._fill(fill), b"applyFill": b"1"})

    def unmarked(self, style: int, colours: frozenset[str]) -> int:
        """The style that a marked one covered; itself where it bears no mark of these colours."""
        fill = self._fill_of(style)
        if (
            fill is None
            or self._colour(fill, b"fgColor").get(b"rgb", b"")[2:].decode() not in colours
        ):
            return style
        covered = self._colour(fill, b"bgColor")
        if not covered or covered.get(b"indexed") == b"64":
            return self._as_before(style, 0)
        return self._as_before(style, self._plain_fill(covered))

    def _plain_fill(self, colour: dict[bytes, bytes]) -> int:
        """The fill of one colour: one that is there, if there is any."""
        for number, fill in enumerate(self._fills):
            if b'"solid"' in fill.replace(b"'", b'"') and self._front(fill) == colour:
                return number
        name = self._prefix
        tag = start_tag(name + b"fgColor", colour, b"/>")
        plain = (
            b'<%sfill><%spatternFill patternType="solid">%s<%sbgColor %s/></%spatternFill></%sfill>'
        ) % (name, name, tag, name, _NO_COLOUR, name, name)
        return self._fill(plain)

    def _front(self, fill: bytes) -> dict[bytes, bytes]:
        """The colour that a solid fill shows; the program's own where it names none."""
        return self._colour(fill, b"fgColor") or _PROGRAMS_OWN

    def _as_before(self, style: int, fill: int) -> int:
        """The style that is like a marked one but for its fill: the source's own, if it is there."""
        wanted = _without_fill(self._xfs[style])
        for number, xf in enumerate(self._xfs):
            if _without_fill(xf) == wanted and self._fill_number(number) == fill:
                return number
        return self._with(style, {b"fillId": b"%d" % fill})

    def _fill_number(self, style: int) -> int:
        return int(attributes(self._xfs[style].partition(b">")[0]).get(b"fillId", b"0"))

    def marks(self, colours: frozenset[str]) -> dict[int, int]:
        """Every style that bears a mark of these colours, with the one that it covered."""
        found = {number: self.unmarked(number, colours) for number in range(len(self._xfs))}
        return {number: plain for number, plain in found.items() if plain != number}

    def formatted(self, style: int, code: str) -> int:
        """The style like another, with a number format: ``@``, ``General`` or a code of its own."""
        builtin = {"General": 0, "@": TEXT_FORMAT}
        number = builtin.get(code)
        if number is None:
            number = self._known_format(code)
        if number is None:
            number = self._formats.setdefault(code, self._free_format() + len(self._formats))
        new = {b"numFmtId": b"%d" % number, b"applyNumberFormat": b"1"}
        return self._with(style, new)

    def wrapped(
        self, style: int, *, bold: bool = False, colour: str = "", framed: bool = False
    ) -> int:
        """The style of a cell of text: lines broken, from the top; bold, in a colour, in a frame."""
        made = self._with(style, {b"applyAlignment": b"1"})
        if framed:
            border = b"%d" % self._border()
            made = self._with(made, {b"borderId": border, b"applyBorder": b"1"})
        if bold or colour:
            font = b"%d" % self._font(bold=bold, colour=colour)
            made = self._with(made, {b"fontId": font, b"applyFont": b"1"})
        name = self._prefix
        inside = b'<%salignment vertical="top" wrapText="1"/>' % name
        head = start_tag(name + b"xf", attributes(self._xfs[made].partition(b">")[0]))
        return self._added(head + inside + b"</" + name + b"xf>")

    def for_number(self, style: int) -> int:
        """The style like another, for a number: a cell of text would keep it as text."""
        number = attributes(self._xfs[style].partition(b">")[0]).get(b"numFmtId", b"0")
        return self.formatted(style, "General") if int(number) == TEXT_FORMAT else style

    def _font(self, *, bold: bool, colour: str) -> int:
        name = self._prefix
        weight = b"<%sb/>" % name if bold else b""
        tint = b'<%scolor rgb="FF%s"/>' % (name, colour.encode()) if colour else b""
        line = b"<%su/>" % name if colour else b""
        font = (b'<%sfont>%s%s<%ssz val="10"/>%s<%sname val="\xe5\xae\x8b\xe4\xbd\x93"/></%sfont>') % (
            name, weight, line, name, tint, name, name,
        )  # fmt: skip
        return self._grow(b"fonts", self._fonts, font)

    def _border(self) -> int:
        name = self._prefix
        sides = b"".join(
            b'<%(n)s%(s)s style="thin"><%(n)scolor rgb="FFB0B8C4"/></%(n)s%(s)s>'
            % {b"n": name, b"s": s}
            for s in (b"left", b"right", b"top", b"bottom")
        )
        border = b"<%sborder>%s</%sborder>" % (name, sides, name)
        return self._grow(b"borders", self._borders, border)

    def _added(self, xf: bytes) -> int:
        if xf not in self._known:
            self._known[xf] = len(self._xfs)
            self._xfs.append(xf)
        return self._known[xf]

    def _known_format(self, code: str) -> int | None:
        """The number of a format that the part has already."""
        for tag in re.findall(rb"<" + self._prefix + rb"numFmt\s[^>]*>", self.part):
            values = attributes(tag)
            if values.get(b"formatCode") == code.encode():
                return int(values[b"numFmtId"])
        return None

    def _free_format(self) -> int:
        used = re.findall(rb"""numFmtId=["'](\d+)["']""", self.part)
        return max([163, *map(int, used)]) + 1

    def _with(self, style: int, new: dict[bytes, bytes]) -> int:
        xf = self._xfs[style] if style < len(self._xfs) else self._xfs[0]
        head = xf[: xf.index(b">") + 1]
        values = attributes(head) | new
        end = b"/>" if head.endswith(b"/>") else b">"
        return self._added(start_tag(self._prefix + b"xf", values, end) + xf[len(head) :])

    def _fill(self, fill: bytes) -> int:
        return self._grow(b"fills", self._fills, fill)

    def _fill_of(self, style: int) -> bytes | None:
        if style >= len(self._xfs):
            return None
        number = self._fill_number(style)
        return self._fills[number] if number < len(self._fills) else None

    def _colour(self, fill: bytes, name: bytes) -> dict[bytes, bytes]:
        found = re.search(rb"<" + self._prefix + name + rb"\s[^>]*>", fill)
        return attributes(found[0]) if found else {}

    def _covered(self, style: int) -> bytes | None:
        """The colour that a mark would cover, as its attributes; None where a pattern stands."""
        fill = self._fill_of(style)
        kind = attributes(fill[fill.find(b"patternFill") :]) if fill else {}
        pattern = kind.get(b"patternType", b"none")
        if fill is not None and b"gradientFill" in fill:
            return None
        if pattern == b"none":
            return _NO_COLOUR
        if pattern != b"solid" or fill is None:
            return None
        return b" ".join(b'%s="%s"' % pair for pair in self._front(fill).items())

    def written(self) -> bytes:
        """The part with what was added."""
        part = self._grown(self.part, b"fonts", self._fonts, self._counts[2])
        part = self._grown(part, b"fills", self._fills, self._counts[1])
        part = self._grown(part, b"borders", self._borders, self._counts[3])
        part = self._grown(part, b"cellXfs", self._xfs, self._counts[0])
        return self._with_formats(part)

    def _grown(self, part: bytes, group: bytes, members: list[bytes], before: int) -> bytes:
        if len(members) == before:
            return part
        name = self._prefix + group
        new = b"".join(members[before:])
        if before == 0:
            return self._with_group(part, group, new, len(members))
        part = inserted(part, b"</" + name + b">", new)
        count = re.compile(rb"(<" + name + rb"""\b[^>]*?\bcount=["'])\d+""")
        return count.sub(rb"\g<1>%d" % len(members), part, count=1)

    def _with_group(self, part: bytes, group: bytes, new: bytes, count: int) -> bytes:
        """The part with a group that was not there, or was empty, at its place."""
        name = self._prefix + group
        empty = rb"<" + name + rb"\b[^>]*(?:/>|>\s*</" + name + rb"\s*>)"
        part = re.sub(empty, b"", part, count=1)
        behind = b"|".join(_ORDER[_ORDER.index(group) + 1 :])
        found = re.search(rb"<" + self._prefix + rb"(?:" + behind + rb")(?=[\s/>])", part)
        assert found is not None  # the cells' formats are always there, and behind
        whole = b'<%s count="%d">%s</%s>' % (name, count, new, name)
        return part[: found.start()] + whole + part[found.start() :]

    def _with_formats(self, part: bytes) -> bytes:
        if not self._formats:
            return part
        one = self._prefix + b"numFmt"
        new = b"".join(
            start_tag(one, {b"numFmtId": b"%d" % number, b"formatCode": code.encode()}, b"/>")
            for code, number in self._formats.items()
        )
        group = self._prefix + b"numFmts"
        if b"</" + group + b">" in part:
            part = inserted(part, b"</" + group + b">", new)
            total = len(re.findall(rb"<" + one + rb"\s", part))
            count = re.compile(rb"(<" + group + rb"""\b[^>]*?\bcount=["'])\d+""")
            return count.sub(rb"\g<1>%d" % total, part, count=1)
        return self._with_group(part, b"numFmts", new, len(self._formats))


def _without_fill(xf: bytes) -> tuple[dict[bytes, bytes], bytes]:
    """What a style is beside its fill."""
    head, _, rest = xf.partition(b">")
    values = attributes(head)
    return {k: v for k, v in values.items() if k not in (b"fillId", b"applyFill")}, rest
