"""The roll-up of a period, kept as long as nothing that it is made of has changed.

What is kept is what a roll-up says. The cells behind its figures are looked for in the records, as
ever, when somebody asks for them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

import msgspec
from msgspec import Struct
from msgspec.structs import astuple, replace

from ruralskills.model.masking import mask_name
from ruralskills.model.outcome import NoticeInForce
from ruralskills.model.period import Period
from ruralskills.rollups.entries import (
    Inconsistency,
    LeftOut,
    RollupFigure,
    RollupIndicator,
    RollupUnit,
    Submission,
)
from ruralskills.rollups.periods import folder_name
from ruralskills.rollups.record_names import reading_digest
from ruralskills.rollups.record_store import RecordStore
from ruralskills.rollups.reduction import Reduction
from ruralskills.rollups.rollup import Rollup
from ruralskills.text.lazy_regex import regex
from ruralskills.version import __version__

_DIGEST: Final = regex(r"[0-9a-f]{32,128}")
_FORMAT: Final = 5
"""The number of the way in which a roll-up is made. Count it up with each change."""


class KeptRollup(Struct, frozen=True):
    """All that a roll-up says."""

    notices: tuple[NoticeInForce, ...]
    submissions: tuple[Submission, ...]
    indicators: tuple[RollupIndicator, ...]
    figures: tuple[tuple[Any, ...], ...]
    """The values of each figure, of which there are very many."""
    inconsistent: tuple[Inconsistency, ...]
    left_out: tuple[LeftOut, ...]
    units: tuple[RollupUnit, ...]
    expected: int
    received: int
    undated: tuple[str, ...]
    remarks: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]
    own_files: tuple[str, ...]
    people_of_files: Mapping[str, tuple[str, ...]]
    sent_for: tuple[Period, ...]


def rolled_up(reduction: Reduction, store: RecordStore | None) -> Rollup:
    """Return the roll-up of what was read, as it was kept if nothing has changed."""
    if store is None or not (name := _name(reduction)):
        return reduction.rollup()
    title = folder_name(reduction.period)
    with suppress(OSError, msgspec.MsgspecError):
        if kept := store.kept(title, name):
            return _restored(reduction, msgspec.msgpack.decode(kept, type=KeptRollup))
    made = reduction.rollup()
    if not _tells_a_number(made):
        with suppress(OSError):
            store.keep(title, name, _packed(made))
    return made


def _tells_a_number(made: Rollup) -> bool:
    """Return True if a personal number stands in what a roll-up says.

    Such a roll-up is made anew each time.  Figures have no texts but names of units and indicators.
    """
    said = {name: getattr(made, name) for name in KeptRollup.__struct_fields__ if name != "figures"}
    return any(mask_name(text) != text for text in _texts(msgspec.to_builtins(said)))


def _texts(value: object) -> Iterator[str]:
    """Yield the texts in nested values, without the digests of files."""
    if isinstance(value, str):
        if not _DIGEST.fullmatch(value):
            yield value
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _texts(key)
            yield from _texts(each)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from _texts(each)


def _packed(made: Rollup) -> bytes:
    said = {name: getattr(made, name) for name in KeptRollup.__struct_fields__}
    figures = tuple(map(astuple, made.figures))
    return msgspec.msgpack.encode(KeptRollup(**said | {"figures": figures}))


def _restored(reduction: Reduction, kept: KeptRollup) -> Rollup:
    said = {name: getattr(kept, name) for name in KeptRollup.__struct_fields__}
    figures = tuple(RollupFigure(*values) for values in kept.figures)
    return replace(reduction.unfilled(), **said | {"figures": figures})


def _name(reduction: Reduction) -> str:
    """Return the digest of all that a roll-up is made of, empty if it is not stored.

    Records have the name of all that they depend on, and their signature.
    """
    digest = hashlib.blake2b(digest_size=20)
    for each in _parts(reduction):
        if each is None:
            return ""
        digest.update(repr(each).encode("utf-8", errors="surrogatepass"))
    return digest.hexdigest()


def _parts(reduction: Reduction) -> Iterator[object]:
    """Yield what a roll-up is made of, None for something that is not stored."""
    yield _FORMAT, __version__, reduction.period, reduction.options.as_of, reduction.ranked
    yield reduction.settings, reduction.options.chosen, reading_digest(reduction.options)
    listed = reduction.listed
    yield listed.units, listed.is_listed, reduction.register.lines
    yield sorted(listed.former.items()), sorted(listed.villages.items())
    arrivals = reduction.arrivals
    yield arrivals.broken
    for number, each in enumerate(arrivals.files):
        yield each.file.name, each.period, each.below, each.is_reference
        if source := reduction.sources.get(number):
            is_stored = source.path is not None or source.content.problem
            yield (source.path and source.path.name, source.content.problem) if is_stored else None
