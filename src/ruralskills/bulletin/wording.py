"""The wording of a bulletin: jinja2 templates, those of the office before ours.

A template prints lines.  ``# `` opens the title, ``> `` the addressees, ``## `` a heading,
``（#）`` an item, which is numbered in its section, ``! `` the contact; other lines are text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from ruralskills.bulletin.content import Material, content
from ruralskills.bulletin.number_marks import NumberMarks
from ruralskills.bulletin.statement import Bulletin, BulletinError, Kind, SaidParagraph, Statement
from ruralskills.reports import templates
from ruralskills.rollups.periods import folder_name

_GENERAL: Final = "bulletin.txt.j2"
_OF_NOTICE: Final = "bulletin-{}.txt.j2"
_SENTENCES: Final = "bulletin-sentences.toml"
_ITEM: Final = "（#）"
_KINDS: Final[Mapping[str, Kind]] = {
    "# ": "title", "> ": "addressee", "## ": "heading", _ITEM: "item", "! ": "contact",
}  # fmt: skip
_ROOMS: Final = (20, 10, 7, 5, 4, 3, 2)
"""Entries of a list that there may be room for, the rest left to the annexes."""
_MOST_LINES: Final = 56
"""Lines of three pages, less title and signature."""
_CHARACTERS: Final = 25
_DIGITS: Final = "一二三四五六七八九"


def worded(material: Material, workspace: Path | None) -> Bulletin:
    """Return the bulletin in the words of the templates.  Raises BulletinError."""
    marks = NumberMarks(folder_name(material.rollup.period))
    values = content(material, marks)
    folders = (
        [templates.folder()] if workspace is None else [workspace / "templates", templates.folder()]
    )
    environment = _environment(folders)
    try:
        values["sentences"] = _sentences(material, folders, environment, values)
        template = _template(environment, folders, material)
        for room in _ROOMS:
            found = tuple(_paragraphs(template.render(values, room=room), marks))
            if _lines(found) <= _MOST_LINES:
                break
    except (TemplateError, TypeError, AttributeError, OverflowError) as error:
        raise BulletinError(f"通报的模板填不出来（{error}），请核对 templates 里的模板") from error
    return Bulletin(found)


def _lines(paragraphs: Sequence[SaidParagraph]) -> int:
    """Return the number of lines on paper, about."""
    return sum(1 + (len(each.said.text) + 1) // _CHARACTERS for each in paragraphs)


def _environment(folders: list[Path]) -> SandboxedEnvironment:
    environment = SandboxedEnvironment(
        loader=FileSystemLoader(folders), undefined=StrictUndefined, autoescape=False,
        trim_blocks=True, lstrip_blocks=True, finalize=_known,
    )  # fmt: skip
    environment.filters["names"] = _names
    return environment


def _known(value: Any) -> Any:
    """Return what a template prints, in words where a figure is not known."""
    return "（没有数）" if value is None else value


def _template(environment: SandboxedEnvironment, folders: list[Path], material: Material) -> Any:
    """Return the first template there is: that of the notice, then the general one."""
    own = [_OF_NOTICE.format(each.id) for each in material.rollup.notices]
    for folder in folders:
        for name in (*own, _GENERAL):
            if (folder / name).is_file():
                return environment.get_template(name)
    raise BulletinError("没有通报的模板")


def _sentences(
    material: Material,
    folders: list[Path],
    environment: SandboxedEnvironment,
    values: Mapping[str, Any],
) -> list[str]:
    """Return the sentences for the situations there are, in the office's own words."""
    table: dict[str, str] = {}
    for folder in reversed(folders):
        path = folder / _SENTENCES
        if path.is_file():
            try:
                found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise BulletinError(f"{path}：不是正确的TOML格式（{error}）") from error
            table |= {key: str(value) for key, value in found.items()}
    table |= material.settings.sentences
    situations = values["situations"]
    if unknown := sorted(set(table) - set(situations)):
        raise BulletinError(
            f"下一步工作要求里没有“{unknown[0]}”这种情形，可以写：{'、'.join(situations)}"
        )
    return [
        environment.from_string(sentence).render({**values, "units": _names(situations[name])})
        for name, sentence in table.items()
        if sentence and situations[name]
    ]


def _names(names: tuple[str, ...], most: int = 8) -> str:
    """Return names as a sentence has them, a long list cut short.

    >>> _names(("桂林街道", "双江镇"))
    '桂林街道、双江镇'
    """
    shown = "、".join(names[:most])
    return f"{shown}等" if len(names) > most else shown


def _paragraphs(text: str, marks: NumberMarks) -> Iterator[SaidParagraph]:
    section, number = "", 0
    for line in filter(None, map(str.strip, text.splitlines())):
        opening = next((each for each in _KINDS if line.startswith(each)), "")
        kind: Kind = _KINDS.get(opening, "text")
        words, numbers = marks.read(line.removeprefix(opening))
        lead = ""
        if kind == "heading":
            section, number = words, 0
        if kind == "item":
            number += 1
            words = f"（{han_number(number)}）{words}"
            lead = words.partition("。")[0] + "。"
        yield SaidParagraph(kind, Statement(section or words, words, numbers), lead)


def han_number(number: int) -> str:
    """Return a number from 1 to 99 in Chinese.

    >>> [han_number(number) for number in (1, 10, 11, 20, 21)]
    ['一', '十', '十一', '二十', '二十一']
    """
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens - 1]}十"
    return head + (_DIGITS[ones - 1] if ones else "")
