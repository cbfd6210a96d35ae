"""An office's own notices, each proofread and made when nothing is wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec.structs import replace

from ruralskills.catalogue.proofread import (
    condition_words,
    coverage_check,
    known_names,
    requirement_checks,
    samples_check,
    severity_check,
)
from ruralskills.notices import (
    SHIPPED_FOLDER,
    Notice,
    NoticeError,
    NoticeLibrary,
    Problem,
    consistency,
    notices_in_force,
    shipped_notices,
)
from ruralskills.notices.loader import build
from ruralskills.notices.source import NoticeSource, read
from ruralskills.text.real_path import real_path


def load_all(paths: Iterable[Path], shipped: NoticeLibrary) -> Mapping[str, Notice]:
    """Return the notices of files by id, each before the one that it stands on.

    Raises NoticeError, which names every problem in any of them.
    """
    own: dict[str, Notice] = {}
    problems: list[Problem] = []
    for source in _in_order([read(path) for path in paths]):
        available: Mapping[str, Notice] = shipped.with_own(own)
        found = [*find_problems(source, available), *_repeated_id(source, available)]
        problems += found
        if not found:
            notice = replace(build(source, available), sha256=source.sha256)
            own = {notice.id: notice, **own}
    if problems:
        raise NoticeError(problems)
    return own


def proofread(path: Path) -> tuple[Notice | None, list[Problem]]:
    """Return the notice of a file, None if it has problems, and its problems."""
    source, shipped = read(path), shipped_notices()
    neighbours = [read(other) for other in sorted(path.parent.glob("*.toml")) if other != path]
    available = shipped if source.entries.extends in shipped else _with_sound(neighbours, shipped)
    found = sorted(set(find_problems(source, available)))
    if real_path(path).parent != real_path(SHIPPED_FOLDER):
        found += _repeated_id(source, shipped)
    return (None if found else build(source, available)), found


def find_problems(source: NoticeSource, available: Mapping[str, Notice]) -> list[Problem]:
    """Return all problems of a file, those with ledgers and rules included."""
    found = list(source.problems)
    if not source.raw:
        return found
    for check in (
        consistency.problems,
        known_names.problems,
        condition_words.problems,
        requirement_checks.problems,
    ):
        found += check(source, available)
    own = [] if found else [build(source, available)]
    bases = source.bases(available)
    found += coverage_check.problems(source, own[0] if own else None, bases, found)
    if own:
        found += samples_check.problems(source, notices_in_force(own, available))
    return [*found, *severity_check.problems(source, [*own, *source.bases(available)])]


def _in_order(sources: list[NoticeSource]) -> Iterator[NoticeSource]:
    """Yield each file after the one that it stands on."""
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


def _repeated_id(source: NoticeSource, available: Mapping[str, Notice]) -> Iterator[Problem]:
    name = source.entries.id
    if name in available:
        remedy = "请换一个编号；要在它的基础上改，请写 extends"
        yield source.problem(("id",), f"编号“{name}”已经有了", remedy)


def _with_sound(sources: list[NoticeSource], shipped: NoticeLibrary) -> NoticeLibrary:
    """Return the library with the files that have no problems before it."""
    own: dict[str, Notice] = {}
    for source in _in_order(sources):
        available = shipped.with_own(own)
        if source.entries.id not in available and not find_problems(source, available):
            own = {source.entries.id: build(source, available), **own}
    return shipped.with_own(own)
