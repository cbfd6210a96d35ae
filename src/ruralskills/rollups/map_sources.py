"""The reading of all files under the notices that they agree on."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from ruralskills.rollups.reading import Reading, ReadOptions, read
from ruralskills.validation.input_file import InputFile
from ruralskills.validation.notice_choice import NoticeChoice, agree_on_notices

Tick = Callable[[], None]


class ReadFiles(Struct):
    """Files that were read, in their order, and the notices that bind them."""

    readings: list[Reading]
    choices: tuple[NoticeChoice, ...]


def read_all(files: Sequence[InputFile], options: ReadOptions, tick: Tick) -> ReadFiles:
    """Read files under the notices named, else under those that all of them agree on.

    Raises ChoiceError if the files name different places.
    """
    readings = [_read(file, options, tick) for file in files]
    if options.check.chosen is not None:
        return ReadFiles(readings, options.check.chosen)
    by_file = {
        file.name: reading.content.choices for file, reading in zip(files, readings, strict=True)
    }
    chosen = agree_on_notices(by_file, options.check.notices.headings)
    agreed = {choice.notice for choice in chosen}
    options = replace(options, check=replace(options.check, chosen=chosen))
    for index, reading in enumerate(readings):
        own = {choice.notice for choice in reading.content.choices}
        if reading.content.tables and own != agreed:
            readings[index] = read(files[index], options)
    return ReadFiles(readings, chosen)


def _read(file: InputFile, options: ReadOptions, tick: Tick) -> Reading:
    reading = read(file, options)
    tick()
    return reading
