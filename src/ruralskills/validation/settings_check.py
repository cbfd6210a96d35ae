"""Settings that speak of rules, ledgers and files, held against what there is."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ruralskills.ledgers import LEDGERS
from ruralskills.model.fields import field_specs
from ruralskills.notices.problems import suggestion
from ruralskills.rules import RuleError, code_prefixes
from ruralskills.text.lazy_regex import regex
from ruralskills.text.version_names import fits
from ruralskills.validation.code_selection import CodeSelection
from ruralskills.workspace.settings import Layout, Settings, WorkspaceError

_LETTERS: Final = regex("[A-Z]{1,2}|[A-W][A-Z]{2}|X[A-E][A-Z]|XF[A-D]")
_Codes = tuple[str, ...]


def code_selection(
    settings: Settings, select: Sequence[str], ignore: Sequence[str], declared: Iterable[str]
) -> CodeSelection:
    """Return the codes to report: as given, else as the settings have it.

    ``declared`` are codes of the office's own requirements.  Raises RuleError for a beginning of
    no code that was given, WorkspaceError for one in the settings.
    """
    known = tuple(declared)

    def prefixes(given: Sequence[str], name: str, written: Sequence[str], *path: str) -> _Codes:
        if given:
            return code_prefixes(given, known)
        try:
            return code_prefixes(written, known)
        except RuleError as error:
            raise WorkspaceError(f"{settings.place(name, *path)}：{error}") from None

    return CodeSelection(
        prefixes(select, "select", settings.select),
        prefixes(ignore, "ignore", settings.ignore),
        tuple(
            (pattern, prefixes((), "per_file_ignores", codes, pattern))
            for pattern, codes in settings.per_file_ignores.items()
        ),
    )


def refuse_wrong_layouts(settings: Settings) -> None:
    """Raise WorkspaceError for a layout with an unknown ledger, field or column."""
    problems = [
        f"{settings.place('layouts', number, *path)}：{problem}"
        for number, layout in enumerate(settings.layouts)
        for path, problem in _problems(layout)
    ]
    if problems:
        raise WorkspaceError("\n".join(problems))


def _problems(layout: Layout) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what is wrong with a layout, each with the names down to the entry."""
    ledgers = {ledger.info.id: ledger for ledger in LEDGERS}
    if layout.ledger and layout.ledger not in ledgers:
        ids = {word: key for key, one in ledgers.items() for word in (key, one.info.title)}
        titles = {one.info.title: key for key, one in ledgers.items()}
        if layout.ledger in titles:
            remedy = f"请写它的编号“{titles[layout.ledger]}”"
        else:
            remedy = suggestion(layout.ledger, ids, "编号见 rs ledgers")
        yield ("ledger",), f"没有“{layout.ledger}”这个台账。{remedy}"
        return
    named = [ledgers[layout.ledger]] if layout.ledger else LEDGERS
    known = dict.fromkeys(name for ledger in named for name in field_specs(ledger))
    for letters, name in layout.columns.items():
        if not _LETTERS.fullmatch(letters):
            yield ("columns", letters), f"“{letters}”不是列的字母。要写成大写字母，如 A、AB"
        if name not in known:
            otherwise = f"字段见 rs ledgers {layout.ledger}".rstrip()
            whose = f"“{layout.ledger}”" if layout.ledger else "台账"
            remedy = suggestion(name, known, otherwise)
            yield ("columns", letters), f"{whose}没有“{name}”这个字段。{remedy}"


def unused_layouts(settings: Settings, names: Iterable[str]) -> Iterator[str]:
    """Yield a remark on each layout that fits no file checked or in the workspace."""
    checked = list(names)
    in_workspace: list[str] | None = None
    for number, layout in enumerate(settings.layouts):
        if _any_fits(layout.file, checked):
            continue
        if in_workspace is None:
            in_workspace = [
                file for _, _, files in os.walk(settings.folder or ".") for file in files
            ]
        if not _any_fits(layout.file, in_workspace):
            place = settings.place("layouts", number, "file")
            yield f"{place}：没有与“{layout.file}”相符的文件，请核对文件名"


def _any_fits(pattern: str, names: Iterable[str]) -> bool:
    return any(fits(pattern, name) for name in names)
