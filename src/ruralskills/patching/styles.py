"""Styles of a workbook, and those that marked cells need besides.

Every style that is there stays.  A mark is a fill.  The colour that it covers is kept in the fill's
background, which a solid fill does not show, so that the mark can be taken off again even after
another program has written the file and numbered its styles anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import ceil
from operator import itemgetter
from typing import Final

from msgspec import Struct

from ruralskills.errors import SAVE_AS, CannotRead
from ruralskills.patching.xml import attributes, child_elements, prefix_of, start_tag

_NO_COLOUR: Final = b'indexed="64"'
"""The system's window colour, which a cell without fill has."""
_AUTOMATIC: Final = {b"auto": b"1"}
"""The colour of a solid fill that names none."""
TEXT_FORMAT: Final = 49
"""Number of the format @, in which a cell keeps what is typed as text."""
_GROUPS: Final = (
    b"numFmts", b"fonts", b"fills", b"borders", b"cellStyleXfs", b"cellXfs", b"cellStyles", b"dxfs",
    b"tableStyles", b"colors", b"extLst",
)  # fmt: skip
"""Groups of the styles' part, in the standard's order."""
NO_STYLES: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="%s">'
    b'<fonts count="1"><font><sz val="11"/><name val="\xe5\xae\x8b\xe4\xbd\x93"/></font></fonts>'
    b'<fills count="2"><fill><patternFill patternType="none"/></fill>'
    b'<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    b'<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    b'<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    b"</styleSheet>"
)
"""Styles that every program takes for a workbook without any."""
_FIRST_MEMBERS: Final = {
    b"fonts": (b'<%sfont><%ssz val="11"/></%sfont>',),
    b"fills": (b'<%sfill><%spatternFill patternType="none"/></%sfill>',
               b'<%sfill><%spatternFill patternType="gray125"/></%sfill>'),
    b"borders": (b"<%sborder><%sleft/></%sborder>",),
}  # fmt: skip
"""Members that a group always starts with: cells without style refer to them."""


_PERCENT_FORMATS: Final = (9, 10)
"""Numbers of the formats 0% and 0.00%, which are built in."""


class _Group(Struct, frozen=True):
    """Positions of a group: its tag, its members, its end."""

    start: int
    inside: int
    outside: int
    end: int


@dataclass(slots=True)
class Styles:
    """Styles of a workbook, to which new ones are added as cells need them."""

    part: bytes
    _xfs: list[bytes] = field(init=False)
    _fills: list[bytes] = field(init=False)
    _formats: dict[str, int] = field(init=False, default_factory=dict)
    _known: dict[bytes, int] = field(init=False)
    _fonts: list[bytes] = field(init=False)
    _borders: list[bytes] = field(init=False)
    _counts: tuple[int, int, int, int] = field(init=False)
    """Styles, fills, fonts and borders that the part had."""
    _prefix: bytes = field(init=False)
    _groups: dict[bytes, _Group] = field(init=False)

    def __post_init__(self) -> None:
        self._prefix = prefix_of(self.part, b"styleSheet")
        self._groups = _groups(self.part)
        self._xfs = self._children(b"cellXfs", b"xf")
        self._fills = self._children(b"fills", b"fill")
        self._fonts = self._children(b"fonts", b"font")
        self._borders = self._children(b"borders", b"border")
        self._known = {xf: number for number, xf in reversed(list(enumerate(self._xfs)))}
        self._counts = len(self._xfs), len(self._fills), len(self._fonts), len(self._borders)
        if not self._xfs:
            raise CannotRead(f"文件的样式部分不完整，不能原样改写。{SAVE_AS}")

    def _add_member(self, group: bytes, members: list[bytes], new: bytes) -> int:
        """Return the number of a member of a group, added if it is not there."""
        if not members:
            members += [first % ((self._prefix,) * 3) for first in _FIRST_MEMBERS[group]]
        if new not in members:
            members.append(new)
        return members.index(new)

    def _children(self, group: bytes, child: bytes) -> list[bytes]:
        """Return the members of a group, of alternatives one."""
        if group not in self._groups:
            return []
        members: list[bytes] = []
        span = self._groups[group]
        for name, start, end in child_elements(self.part, span.inside, span.outside):
            if name == child:
                members.append(self.part[start:end])
            elif name == b"AlternateContent":
                members += _alternative(self.part[start:end], child)
        return members

    def marked(self, style: int, colour: str) -> int:
        """Return a style like another, filled with a colour (RRGGBB) over its own.

        A style with a pattern keeps it and stays unmarked.
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
        """Return the style under a marked one, or the style itself if it has no such mark."""
        fill = self._fill_of(style)
        if (
            fill is None
            or self._colour(fill, b"fgColor").get(b"rgb", b"")[2:].decode() not in colours
        ):
            return style
        covered = self._colour(fill, b"bgColor")
        if not covered or covered.get(b"indexed") == b"64":
            return self._with_fill(style, 0)
        return self._with_fill(style, self._solid_fill(covered))

    def _solid_fill(self, colour: dict[bytes, bytes]) -> int:
        """Return the number of a solid fill, of one that is there if there is any."""
        for number, fill in enumerate(self._fills):
            if b'"solid"' in fill.replace(b"'", b'"') and self._solid_colour(fill) == colour:
                return number
        name = self._prefix
        tag = start_tag(name + b"fgColor", colour, b"/>")
        plain = (
            b'<%sfill><%spatternFill patternType="solid">%s<%sbgColor %s/></%spatternFill></%sfill>'
        ) % (name, name, tag, name, _NO_COLOUR, name, name)
        return self._fill(plain)

    def _solid_colour(self, fill: bytes) -> dict[bytes, bytes]:
        """Return the colour that a solid fill shows."""
        return self._colour(fill, b"fgColor") or _AUTOMATIC

    def _with_fill(self, style: int, fill: int) -> int:
        """Return a style like another but for its fill, the source's own if it is there."""
        wanted = _without_fill(self._xfs[style])
        for number, xf in enumerate(self._xfs):
            if _without_fill(xf) == wanted and self._fill_number(number) == fill:
                return number
        return self._with(style, {b"fillId": b"%d" % fill})

    def _fill_number(self, style: int) -> int:
        return int(attributes(self._xfs[style].partition(b">")[0]).get(b"fillId", b"0"))

    def marks(self, colours: frozenset[str]) -> dict[int, int]:
        """Return the style under each one that has a mark of these colours, by number."""
        unmarked = {number: self.unmarked(number, colours) for number in range(len(self._xfs))}
        return {number: plain for number, plain in unmarked.items() if plain != number}

    def formatted(self, style: int, code: str) -> int:
        """Return a style like another with a number format, given by its code."""
        builtin = {"General": 0, "@": TEXT_FORMAT}
        number = builtin.get(code)
        if number is None:
            number = self._known_format(code)
        if number is None:
            number = self._formats.setdefault(code, self._free_format() + len(self._formats))
        new = {b"numFmtId": b"%d" % number, b"applyNumberFormat": b"1"}
        return self._with(style, new)

    def wrapped(
        self,
        style: int,
        *,
        points: int = 10,
        bold: bool = False,
        colour: str = "",
        framed: bool = False,
        centred: bool = False,
    ) -> int:
        """Return a style like another for wrapped text: its size, weight and frame."""
        number = self._with(style, {b"applyAlignment": b"1"})
        if framed:
            border = b"%d" % self._border()
            number = self._with(number, {b"borderId": border, b"applyBorder": b"1"})
        font = b"%d" % self._font(points, bold=bold, colour=colour)
        number = self._with(number, {b"fontId": font, b"applyFont": b"1"})
        name = self._prefix
        across = b' horizontal="center"' if centred else b""
        inside = b'<%salignment%s vertical="center" wrapText="1"/>' % (name, across)
        head = start_tag(name + b"xf", attributes(self._xfs[number].partition(b">")[0]))
        return self._add_style(head + inside + b"</" + name + b"xf>")

    def shows_percent(self, style: int) -> bool:
        """Return True for a style that shows 0.5 as 50%."""
        tag = self._xfs[style].partition(b">")[0]
        number = int(attributes(tag).get(b"numFmtId", b"0"))
        if number in _PERCENT_FORMATS:
            return True
        return b"%" in self._own_formats().get(number, b"")

    def _own_formats(self) -> dict[int, bytes]:
        """Return the codes of the formats that the part has, by number."""
        tags = map(attributes, self._children(b"numFmts", b"numFmt"))
        return {int(tag.get(b"numFmtId", b"0")): tag.get(b"formatCode", b"") for tag in tags}

    def for_number(self, style: int) -> int:
        """Return a style like another for a number, and not for text."""
        number = attributes(self._xfs[style].partition(b">")[0]).get(b"numFmtId", b"0")
        return self.formatted(style, "General") if int(number) == TEXT_FORMAT else style

    @property
    def digit_width(self) -> float:
        """Pixels of a digit of the usual font, by which widths are counted."""
        font = self._fonts[0] if self._fonts else b""
        size = re.search(rb"""<(?:[\w.-]+:)?sz\s[^>]*?val=["']([\d.]+)""", font)
        name = re.search(rb"""<(?:[\w.-]+:)?name\s[^>]*?val=["']([^"']*)""", font)
        pixels = float(size[1] if size else 11) * 4 / 3
        is_chinese = name is not None and (not name[1].isascii() or name[1].startswith(b"Sim"))
        return ceil(pixels / 2) if is_chinese else round(pixels * 0.507)

    def _font(self, points: int, *, bold: bool, colour: str) -> int:
        name = self._prefix
        weight = b"<%sb/>" % name if bold else b""
        tint = b'<%scolor rgb="FF%s"/>' % (name, colour.encode()) if colour else b""
        line = b"<%su/>" % name if colour else b""
        font = (b'<%sfont>%s%s<%ssz val="%d"/>%s<%sname val="\xe5\xae\x8b\xe4\xbd\x93"/></%sfont>') % (
            name, weight, line, name, points, tint, name, name,
        )  # fmt: skip
        return self._add_member(b"fonts", self._fonts, font)

    def _border(self) -> int:
        name = self._prefix
        sides = b"".join(
            b'<%(n)s%(s)s style="thin"><%(n)scolor rgb="FFB0B8C4"/></%(n)s%(s)s>'
            % {b"n": name, b"s": s}
            for s in (b"left", b"right", b"top", b"bottom")
        )
        border = b"<%sborder>%s</%sborder>" % (name, sides, name)
        return self._add_member(b"borders", self._borders, border)

    def _add_style(self, xf: bytes) -> int:
        if xf not in self._known:
            self._known[xf] = len(self._xfs)
            self._xfs.append(xf)
        return self._known[xf]

    def _known_format(self, code: str) -> int | None:
        """Return the number of a format that the part has, None if it has not."""
        numbers = (n for n, own in self._own_formats().items() if own == code.encode())
        return next(numbers, None)

    def _free_format(self) -> int:
        """Return a number that no format has, above those that are built in."""
        used = re.findall(rb"""numFmtId=["'](\d+)["']""", self.part)
        return max([163, *map(int, used)]) + 1

    def _with(self, style: int, new: dict[bytes, bytes]) -> int:
        """Return a style like another with some attributes new."""
        xf = self._xfs[style] if style < len(self._xfs) else self._xfs[0]
        head = xf[: xf.index(b">") + 1]
        values = attributes(head) | new
        end = b"/>" if head.endswith(b"/>") else b">"
        return self._add_style(start_tag(self._prefix + b"xf", values, end) + xf[len(head) :])

    def _fill(self, fill: bytes) -> int:
        return self._add_member(b"fills", self._fills, fill)

    def _fill_of(self, style: int) -> bytes | None:
        if style >= len(self._xfs):
            return None
        number = self._fill_number(style)
        return self._fills[number] if number < len(self._fills) else None

    def _colour(self, fill: bytes, name: bytes) -> dict[bytes, bytes]:
        """Return the attributes of the front or back colour of a fill."""
        tag = re.search(rb"<" + self._prefix + name + rb"\s[^>]*>", fill)
        return attributes(tag[0]) if tag else {}

    def _covered(self, style: int) -> bytes | None:
        """Return the attributes of the colour that a mark would cover, None for a pattern."""
        fill = self._fill_of(style)
        kind = attributes(fill[fill.find(b"patternFill") :]) if fill else {}
        pattern = kind.get(b"patternType", b"none")
        if fill is not None and b"gradientFill" in fill:
            return None
        if pattern == b"none":
            return _NO_COLOUR
        if pattern != b"solid" or fill is None:
            return None
        return b" ".join(b'%s="%s"' % pair for pair in self._solid_colour(fill).items())

    def to_part(self) -> bytes:
        """Return the part with the styles that were added."""
        formats = [
            start_tag(
                self._prefix + b"numFmt",
                {b"numFmtId": b"%d" % number, b"formatCode": code.encode()},
                b"/>",
            )
            for code, number in self._formats.items()
        ]
        had = len(self._children(b"numFmts", b"numFmt"))
        edits = [
            *self._added(b"numFmts", formats, had),
            *self._added(b"fonts", self._fonts[self._counts[2] :], self._counts[2]),
            *self._added(b"fills", self._fills[self._counts[1] :], self._counts[1]),
            *self._added(b"borders", self._borders[self._counts[3] :], self._counts[3]),
            *self._added(b"cellXfs", self._xfs[self._counts[0] :], self._counts[0]),
        ]
        edits.sort(key=itemgetter(0))
        part = self.part
        for start, end, new in reversed(edits):  # from the last on, so that the others' places stay
            part = part[:start] + new + part[end:]
        return part

    def _added(
        self, name: bytes, new: Sequence[bytes], had: int
    ) -> Iterator[tuple[int, int, bytes]]:
        """Yield start, end and new bytes where a group gets new members."""
        if not new:
            return
        count, group = had + len(new), self._groups.get(name)
        if group and had:
            tag = self.part[group.start : group.inside]
            counted = re.sub(rb"""(\bcount=["'])\d+""", rb"\g<1>%d" % count, tag, count=1)
            yield group.start, group.inside, counted
            yield group.outside, group.outside, b"".join(new)
            return
        whole = b'<%s count="%d">%s</%s>' % (
            self._prefix + name, count, b"".join(new), self._prefix + name,
        )  # fmt: skip
        behind = _GROUPS[_GROUPS.index(name) + 1 :]
        place = min(self._groups[each].start for each in behind if each in self._groups)
        yield (group.start, group.end, whole) if group else (place, place, whole)


def _groups(part: bytes) -> dict[bytes, _Group]:
    """Return the groups of a styles' part by name."""
    root = re.search(rb"<(?:[\w.-]+:)?styleSheet(?=[\s/>])[^<>]*>", part)
    groups: dict[bytes, _Group] = {}
    for name, start, end in child_elements(part, root.end() if root else 0, len(part)):
        if name == b"AlternateContent" and any(each in part[start:end] for each in _GROUPS[:6]):
            raise CannotRead(f"文件的样式部分有几种写法并存，不能原样改写。{SAVE_AS}")
        tag_end = part.index(b">", start) + 1
        close = end if tag_end == end else part.rindex(b"</", start, end)
        groups.setdefault(name, _Group(start, tag_end, close, end))
    return groups


def _alternative(element: bytes, child: bytes) -> list[bytes]:
    """Return the members that stand for alternatives, the fallback's if there is one.

    Raises CannotRead where one alternative has more of them than another.
    """
    start = element.index(b">") + 1
    branches: dict[bytes, list[bytes]] = {}
    for name, begin, end in child_elements(element, start, len(element)):
        inside = element.index(b">", begin) + 1
        found = child_elements(element, inside, end)
        branches[name] = [element[a:b] for each, a, b in found if each == child]
    if len({len(members) for members in branches.values()}) > 1:
        raise CannotRead(f"文件的样式部分有几种写法并存，不能原样改写。{SAVE_AS}")
    return branches.get(b"Fallback") or next(iter(branches.values()), [])


def _without_fill(xf: bytes) -> tuple[dict[bytes, bytes], bytes]:
    """Return attributes and content of a style but for its fill."""
    tag, _, rest = xf.partition(b">")
    values = attributes(tag)
    return {k: v for k, v in values.items() if k not in (b"fillId", b"applyFill")}, rest
