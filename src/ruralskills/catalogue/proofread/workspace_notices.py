"""An office's own notices, each proofread and made when nothing is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from ruralskills.catalogue.proofread import condition_words, known_names, severity_check
from ruralskills.notices import PACKS, Notice, NoticeError, Problem, Shelf, consistency, packs
from ruralskills.notices.loader import build
from ruralskills.notices.source import NoticeSource, read


def load_all(paths: Iterable[Path], shelf: Shelf) -> Mapping[str, Notice]:
    """Return the notices by id, each before the one on which it stands.

    Raises NoticeError, which names every problem in any of them.
    """
    own: dict[str, Notice] = {}
    problems: list[Problem] = []
    for source in _in_order([read(path) for path in paths]):
        others: Mapping[str, Notice] = shelf.behind(own)
        found = [*find_problems(source, others), *_repeated_id(source, others)]
        problems += found
        if not found:
            own = {source.entries.id: build(source, others), **own}
    if problems:
        raise NoticeError(problems)
    return own


def proofread(path: Path) -> tuple[Notice | None, list[Problem]]:
    """Return the notice of a file, None if it has problems, and its problems."""
    source, shelf = read(path), packs()
    neighbours = [read(other) for other in sorted(path.parent.glob("*.toml")) if other != path]
    others = shelf if source.entries.extends in shelf else _with_sound(neighbours, shelf)
    found = sorted(set(find_problems(source, others)))
    if path.resolve().parent != PACKS.resolve():
        found += _repeated_id(source, shelf)
    return (None if found else build(source, others)), found


def find_problems(source: NoticeSource, others: Mapping[str, Notice]) -> list[Problem]:
    """Return everything that is wrong in a file, by what is known of ledgers and rules too."""
    found = list(source.problems)
    if not source.raw:
        return found
    for check in (consistency.problems, known_names.problems, condition_words.problems):
        found += check(source, others)
    own = [] if found else [build(source, others)]
    return [*found, *severity_check.problems(source, [*own, *source.bases(others)])]


def _in_order(sources: list[NoticeSource]) -> Iterator[NoticeSource]:
    """Yield each file after the one on which it stands."""
    by_id = {source.entries.id: source for source in sources}
    given: set[Path] = set()

    def after(source: NoticeSource) -> Iterator[NoticeSource]:
        if source.path in given:
            return
        given.add(source.path)
        if base := by_id.get(source.entries.extends):
            yield from after(base)
        yield source

    for source in sources:
        yield from after(source)


def _repeated_id(source: NoticeSource, others: Mapping[str, Notice]) -> Iterator[Problem]:
    name = source.entries.id
    if name in others:
        remedy = "请换一个编号；要在它的基础上改，请写 extends"
        yield source.problem(("id",), f"编号“{name}”已经有了", remedy)


def _with_sound(sources: list[NoticeSource], shelf: Shelf) -> Shelf:
    """Return the shelf with the files before it that have no problems."""
    own: dict[str, Notice] = {}
    for source in _in_order(sources):
        others = shelf.behind(own)
        if source.entries.id not in others and not find_problems(source, others):
            own = {source.entries.id: build(source, others), **own}
    return shelf.behind(own)
