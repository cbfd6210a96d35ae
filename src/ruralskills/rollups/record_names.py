"""Names of stored records, by all that changes what is read of a file."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, Final

import msgspec

from ruralskills.model.fields import FieldSpec
from ruralskills.notices import InForce
from ruralskills.rollups.reading import ReadOptions
from ruralskills.validation.file_check import CheckOptions, folders_of
from ruralskills.validation.input_file import InputFile
from ruralskills.validation.waiver_list import WaiverEntry
from ruralskills.version import __version__

_FORMAT: Final = 14
"""The number of the way in which records are made. Count it up with each change."""
_NAME_BYTES: Final = 20


class RecordNames:
    """The names of the records that a run makes."""

    def __init__(self, options: ReadOptions) -> None:
        self._home = options.check.home
        waivers = [_waiver(entry) for entry in options.waivers]
        self._base = _digest([*_settings(options.check), waivers])

    def name(self, file: InputFile, sha256: str) -> str:
        """Return the name of the records of a file with some content."""
        return _digest([self._base, sha256, file.name, folders_of(file.path, self._home)])


def _waiver(entry: WaiverEntry) -> list[str]:
    waiver = entry.waiver
    return [waiver.code, waiver.fingerprint, waiver.unit, waiver.village, waiver.name]


def reading_digest(options: CheckOptions) -> str:
    """Return the digest of the options by which any file is read."""
    return _digest(_settings(options))


def _settings(options: CheckOptions) -> list[Any]:
    names = options.units.names
    return [
        _FORMAT,
        __version__,
        _notices(options),
        [repr(hint) for hint in options.hints],
        [_header(*each) for each in options.notices.own_headers],
        sorted(options.off.items()),
        sorted(names.listed.items()),
        sorted(names.short.items()),
        sorted(names.of_several),
        sorted(names.counties),
        options.units.office,
    ]


def _header(ledger: str, own: str | FieldSpec, headers: tuple[str, ...]) -> list[Any]:
    """Return an added header as data, with the kind of its field."""
    kind = [] if isinstance(own, str) else [own.reads.name, own.unit, own.codes]
    return [ledger, own if isinstance(own, str) else own.field, *kind, headers]


def _notices(options: CheckOptions) -> Any:
    """Return the notices that files are read under, or may be."""
    if options.chosen is None:
        return [repr(each) for each in options.notices.headings.values()]
    in_force: InForce = options.in_force(options.chosen)
    return [msgspec.to_builtins(each) for each in in_force.notices]


def notice_digests(in_force: InForce) -> dict[str, str]:
    """Return by id the digest of the content of each notice."""
    return {each.id: _digest([msgspec.to_builtins(each)]) for each in in_force.notices}


def _digest(parts: Iterable[Any]) -> str:
    content = json.dumps(list(parts), ensure_ascii=True).encode()  # names may be of no encoding
    return hashlib.blake2b(content, digest_size=_NAME_BYTES).hexdigest()
