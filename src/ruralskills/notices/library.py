"""The packs of a folder: known by their first lines, read whole when one is taken down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from ruralskills.notices.loader import load
from ruralskills.notices.model import Notice, NoticeHeading
from ruralskills.notices.source import heading

PACKS: Final = Path(__file__).parent


class Shelf(Mapping[str, Notice]):
    """Notices by id.  To look at ``headings`` reads none of them whole."""

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
    def headers(self) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
        """What the office's own notices add to the headers of ledgers: ledger, field, headers."""
        return tuple(
            (ledger, name, words)
            for own in self._own.values()
            for ledger, fields in own.headers.items()
            for name, words in fields.items()
        )

    def behind(self, own: Mapping[str, Notice]) -> Shelf:
        """The same shelf with an office's own notices before those of the program."""
        shelf = Shelf(self._paths, {n: self.headings[n] for n in self._paths}, own)
        shelf._read |= self._read
        return shelf


@cache
def packs(folder: Path = PACKS) -> Shelf:
    """Return the packs of a folder by their ids."""
    found = {path: heading(path) for path in sorted(folder.glob("*.toml"))}
    return Shelf(
        {about.id: path for path, about in found.items()},
        {about.id: about for about in found.values()},
    )
