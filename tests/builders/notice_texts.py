"""The wording of the notices, section by section."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "notices"
_NUMERALS = "一二三四五六七八九十"
_HEADINGS = (
    re.compile(r"()(附件\d+)$|(附)[:：]"),
    re.compile(rf"([{_NUMERALS}]+)、"),
    re.compile(rf"([（(][{_NUMERALS}]+[）)])"),
    re.compile(r"(\d+)[.．](?!\d)"),
    re.compile(r"(（\d+）)"),
)
"""Headings from the annex down to the item, each with its name."""


@cache
def wording(notice: str) -> str:
    """Return the text of a notice without blanks."""
    return _without_blanks((FOLDER / f"{notice}.txt").read_text(encoding="utf-8"))


@cache
def sections(notice: str) -> dict[str, str]:
    """Return the text of each section and those below it, by names like ``附件2三（一）``."""
    found: dict[str, str] = {}
    heads = [""] * len(_HEADINGS)
    for line in (FOLDER / f"{notice}.txt").read_text(encoding="utf-8").splitlines():
        text = _without_blanks(line)
        for depth, heading in enumerate(_HEADINGS):
            # An item of a list that stands below no numbered section is no heading.
            if (match := heading.match(text)) and (depth < 3 or heads[1]):
                name = next(filter(None, match.groups()))
                heads[depth:] = [name.replace("(", "（").replace(")", "）"), *[""] * (4 - depth)]
                break
        for name in {"".join(heads[:depth]) for depth in range(1, len(heads) + 1)}:
            found[name] = found.get(name, "") + text
    return found


def section_text(notice: str, cited: str) -> str:
    """Return the text of the sections that a clause cites, such as ``三（一）1、三（二）1``.

    The sentence that opens with 三是 belongs to its section; 三各项 is all of 三.
    Raises KeyError for a section that the notice does not have.
    """
    names = re.split(rf"、(?=[{_NUMERALS}]（)", cited)
    plain = (re.sub(rf"(各项|[{_NUMERALS}]是)$", "", name) for name in names)
    return "".join(sections(notice)[name] for name in plain)


def _without_blanks(text: str) -> str:
    return re.sub(r"\s+", "", text)
