"""The notice files of a folder: known by their headings, read whole when needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ruralskills.model.fields import FieldSpec
from ruralskills.notices.loader import load
from ruralskills.notices.model import NoticeHeading
from ruralskills.notices.notice import Notice
from ruralskills.notices.problems import nearest
from ruralskills.notices.source import heading

SHIPPED_FOLDER: Final = Path(__file__).parent


class NoticeLibrary(Mapping[str, Notice]):
    """Notices by id.  Looking at ``headings`` reads none of them whole."""

    def __init__(
        self,
        paths: Mapping[str, Path],
        headings: Mapping[str, NoticeHeading],
        own: Mapping[str, Notice] = MappingProxyType({}),
    ) -> None:
        self.headings: Mapping[str, NoticeHeading] = {**own, **headings}
        self._paths = paths
        self._own = dict(own)
        self._read = dict(own)

    def __getitem__(self, name: str) -> Notice:
        if name not in self._read:
            self._read[name] = load(self._paths[name], self)
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self.headings

    def __iter__(self) -> Iterator[str]:
        return iter(self.headings)

    def __len__(self) -> int:
        return len(self.headings)

    @property
    def own(self) -> tuple[Notice, ...]:
        """The office's own notices."""
        return tuple(self._own.values())

    @property
    def own_headers(self) -> tuple[tuple[str, str | FieldSpec, tuple[str, ...]], ...]:
        """The headers that the office's own notices add: ledger, field, headers.

        A field of which only the notice knows comes with its specification.
        """
        written = tuple(
            (ledger, name, words)
            for own in self._own.values()
            for ledger, fields in own.headers.items()
            for name, words in fields.items()
        )
        added = tuple(
            (ledger, spec, spec.headers)
            for own in self._own.values()
            for ledger in own.columns
            for spec in own.own_fields(ledger).values()
        )
        return written + added

    def with_own(self, own: Mapping[str, Notice]) -> NoticeLibrary:
        """Return a library with an office's own notices before those of the program."""
        library = NoticeLibrary(self._paths, {n: self.headings[n] for n in self._paths}, own)
        library._read |= self._read
        return library


@cache
def shipped_notices(folder: Path = SHIPPED_FOLDER) -> NoticeLibrary:
    """Return the notices of a folder, those of the program unless another is given."""
    headings = {path: heading(path) for path in sorted(folder.glob("*.toml"))}
    return NoticeLibrary(
        {each.id: path for path, each in headings.items()},
        {each.id: each for each in headings.values()},
    )


def nearest_notice(name: str, headings: Mapping[str, NoticeHeading]) -> str:
    """Return the id of the notice that a name may mean, "" if none is like it."""
    ids = {
        word: notice.id
        for notice in headings.values()
        for word in (*notice.places, notice.title, notice.id)
    }
    return ids.get(nearest(name, ids), "")
