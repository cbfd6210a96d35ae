"""An office's own notices: each read strictly, and made when nothing is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ruralskills import notices as notice
from ruralskills.catalogue.proofread import condition_words, known_names, severity_check
from ruralskills.notices import Notice, NoticeError, Problem, Shelf
from ruralskills.notices.loader import build
from ruralskills.notices.loader import mistakes as unfit
from ruralskills.notices.source import NoticeSource, read


def notices(paths: Iterable[Path], shelf: Shelf) -> Mapping[str, Notice]:
    """The packs by id, each before the one on which it stands.

    Raises NoticeError, which names every mistake in any of them.
    """
    own: dict[str, Notice] = {}
    wrong: list[Problem] = []
    for source in _in_order([read(path) for path in paths]):
        others: Mapping[str, Notice] = shelf.behind(own)
        found = [*mistakes(source, others), *_taken(source, others)]
        wrong += found
        if not found:
            own = {source.data["id"]: build(source, others), **own}
    if wrong:
        raise NoticeError(wrong)
    return own


def _in_order(sources: list[NoticeSource]) -> Iterator[NoticeSource]:
    """Each pack after the one on which it stands."""
    by_id = {source.data.get("id", ""): source for source in sources}
    given: set[Path] = set()

    def after(source: NoticeSource) -> Iterator[NoticeSource]:
        if source.path in given:
            return
        given.add(source.path)
        if base := by_id.get(source.data.get("extends", "")):
            yield from after(base)
        yield source

    for source in sources:
        yield from after(source)


def proofread(path: Path) -> tuple[Notice | None, list[Problem]]:
    """Read one pack strictly: the notice, if it has no mistakes, and its mistakes."""
    source = read(path)
    shelf = notice.packs()
    beside = [read(other) for other in sorted(path.parent.glob("*.toml")) if other != path]
    others = _sound(beside, shelf) if source.data.get("extends", "") not in shelf else shelf
    found = sorted(set(mistakes(source, others)))
    if path.resolve().parent != notice.PACKS.resolve():
        found += _taken(source, shelf)
    return (None if found else build(source, others)), found


def _taken(source: NoticeSource, others: Mapping[str, Notice]) -> Iterator[Problem]:
    """An id that another notice has."""
    name = source.data.get("id", "")
    if name in others:
        told = "请换一个编号；要在它的基础上改，请写 extends"
        yield source.wrong(("id",), f"编号“{name}”已经有了", told)


def _sound(sources: list[NoticeSource], shelf: Shelf) -> Shelf:
    """The shelf with those packs before it that have no mistakes."""
    own: dict[str, Notice] = {}
    for source in _in_order(sources):
        others = shelf.behind(own)
        if source.data.get("id", "") not in others and not [*mistakes(source, others)]:
            own = {source.data["id"]: build(source, others), **own}
    return shelf.behind(own)


def mistakes(source: NoticeSource, others: Mapping[str, Notice]) -> Iterator[Problem]:
    """Everything that is wrong in a pack, by what the program knows of ledgers and rules too."""
    yield from source.mistakes
    if source.data:
        yield from unfit(source, others)
        yield from known_names.mistakes(source, others)
        yield from condition_words.mistakes(source, others)
        yield from severity_check.mistakes(source, others)
