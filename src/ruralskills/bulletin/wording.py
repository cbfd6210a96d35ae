"""The wording of a bulletin: jinja2 templates, those of the office before ours.

A template prints lines.  ``# `` opens the title, ``> `` the addressees, ``## `` a heading,
``（#）`` an item, which is numbered in its section, ``! `` the contact; other lines are text.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from jinja2 import ChoiceLoader, FileSystemLoader, PrefixLoader, StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from msgspec import Struct

from ruralskills.bulletin.content import Material, content
from ruralskills.bulletin.number_marks import MarkedNumber, NumberMarks
from ruralskills.bulletin.paper_lines import fits
from ruralskills.bulletin.statement import Bulletin, BulletinError, Kind, SaidParagraph, Statement
from ruralskills.reports import templates
from ruralskills.rollups.periods import folder_name
from ruralskills.text.numbers import in_han
from ruralskills.text.toml_text import toml_data

_GENERAL: Final = "bulletin.txt.j2"
_OF_NOTICE: Final = "bulletin-{}.txt.j2"
_OURS: Final = "ours"
"""The folder by which a template of the office names ours of the same name."""
_SENTENCES: Final = "bulletin-sentences.toml"
_ITEM: Final = "（#）"
_KINDS: Final[Mapping[str, Kind]] = {
    "# ": "title", "> ": "addressee", "## ": "heading", _ITEM: "item", "! ": "contact",
}  # fmt: skip


class _Room(Struct, frozen=True):
    """The room for lists in a text. What there is none for is left to the annexes."""

    tasks: int
    kinds: int
    sentences: int
    shows_rates: bool = False
    """True if rates stand beside the units in front and the last."""
    shows_parts: bool = True
    """True if a task has its parts beside it."""


def _rooms() -> Iterator[_Room]:
    """Yield ever less room, at last without the parts of tasks.

    Ranks are cut after problems and requirements, which the offices get in lists of their own.
    """
    for number in (20, 12, 9):
        yield _Room(number, number, number, shows_rates=True)
    for shows_parts in (True, False):
        for number in range(9 if shows_parts else 4, 0, -1):
            for less in range(4):
                kinds, sentences = max(1, number - less), max(2, number + 2 - less)
                yield _Room(number, kinds, sentences, shows_parts=shows_parts)


_ANNEXES: Final = 3
"""Annexes of a bulletin with ranks and room for all requirements."""


def worded(material: Material, workspace: Path | None) -> Bulletin:
    """Return the bulletin in the words of the templates.  Raises BulletinError."""
    marks = NumberMarks(folder_name(material.rollup.period))
    values = content(material, marks)
    annexes = _ANNEXES if values["has_ranks"] else _ANNEXES - 1
    folders = (
        [templates.folder()] if workspace is None else [workspace / "templates", templates.folder()]
    )
    environment = _environment(folders)
    try:
        sentences = _sentence_table(material, folders, values["situations"])
        template = _template(environment, folders, material)
        for room in _rooms():
            said = list(_sentences(sentences, environment, values, min(8, room.tasks + 1)))
            kinds, left = len(values["problems"]["kinds"]), len(said) - room.sentences
            text = template.render(
                values, sentences=said[: room.sentences], room=room.tasks, room_kinds=room.kinds,
                left_kinds=_left(kinds - room.kinds, "problem_kinds", "类", marks),
                left_sentences=_left(left, "requirements", "项", marks),
                requirements_annex=annexes + 1,
                shows_rates=room.shows_rates, shows_parts=room.shows_parts,
            )  # fmt: skip
            found = tuple(_paragraphs(text, marks))
            if fits(found, annexes + (left > 0)):
                break
        requirements = list(_sentences(sentences, environment, values)) if left > 0 else []
    except (TemplateError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise BulletinError(f"通报的模板填不出来（{error}），请核对 templates 里的模板") from error
    return Bulletin(found, requirements=tuple(marks.read(each) for each in requirements))


def _left(count: int, name: str, unit: str, marks: NumberMarks) -> MarkedNumber | None:
    """Return the number of lines that a text has no room for, None for none."""
    return marks.mark(count, name, unit, "current") if count > 0 else None


def _environment(folders: list[Path]) -> SandboxedEnvironment:
    ours = PrefixLoader({_OURS: FileSystemLoader(folders[-1])})
    environment = SandboxedEnvironment(
        loader=ChoiceLoader([ours, FileSystemLoader(folders)]), undefined=StrictUndefined, autoescape=False,
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


def _sentence_table(
    material: Material, folders: list[Path], situations: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Return by situation the sentence to be said, in the office's own words."""
    table: dict[str, str] = {}
    for folder in reversed(folders):
        path = folder / _SENTENCES
        if path.is_file():
            try:
                found = toml_data(path.read_text(encoding="utf-8-sig"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
                raise BulletinError(f"{path}：不是正确的TOML格式（{error}）") from error
            table |= {key: str(value) for key, value in found.items()}
    table |= material.settings.sentences
    if unknown := sorted(set(table) - set(situations)):
        raise BulletinError(
            f"下一步工作要求里没有“{unknown[0]}”这种情形，可以写：{'、'.join(situations)}"
        )
    return {name: said for name, said in table.items() if said and situations[name]}


def _sentences(
    table: Mapping[str, str],
    environment: SandboxedEnvironment,
    values: Mapping[str, Any],
    most: int | None = None,
) -> Iterator[str]:
    """Yield the sentences for the situations there are, naming so many units at most."""
    for name, sentence in table.items():
        own = values["situations"][name]
        units = _names(own, len(own) if most is None else most)
        yield environment.from_string(sentence).render({**values, "units": units})


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
            words = f"（{in_han(number)}）{words}"
            lead = words.partition("。")[0] + "。"
        yield SaidParagraph(kind, Statement(section or words, words, numbers), lead)
