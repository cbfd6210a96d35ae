"""``rs rollup --into``: the superior's own blank, filled beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from ruralskills.cli.output import name_kept, refuse_stream, writing
from ruralskills.cli.screen import say

if TYPE_CHECKING:
    from ruralskills.rollups.rollup import Rollup

_FILLED: Final = ".已填"


def fill_blank(
    made: Rollup, blank: Path, output: Path | None, password: str, *, unmask: bool, quiet: bool
) -> None:
    """Fill a blank, and name each cell that stayed empty with the reason."""
    from ruralskills.outputs import output_file
    from ruralskills.outputs.mark import OutputKind, marked
    from ruralskills.outputs.package_mark import unmarked_package
    from ruralskills.readers.content import content_of
    from ruralskills.readers.encryption import decrypt
    from ruralskills.readers.file_type import FileType, file_type_of
    from ruralskills.rollups.blank_filling import fill

    refuse_stream(output)
    content = content_of(blank)
    if file_type_of(content) is FileType.ENCRYPTED:
        content = decrypt(content, password)
    if file_type_of(content) is FileType.XLSX:
        content = unmarked_package(content)
    filled = fill(made, content, blank.name)
    target = output or blank.with_name(f"{blank.stem}{_FILLED}{filled.suffix}")
    inputs: list[str | Path] = [blank, *(each.file for each in made.submissions if each.file)]
    with writing(target):
        kept = output_file.write(marked(filled.content, OutputKind.WORKBOOK), target, inputs=inputs)
    for left in filled.left:
        say(f"未填：{left.place}　{left.reason}", mask=not unmask)
    for remark in filled.remarks:
        say(remark, mask=not unmask)
    if not quiet:
        name_kept(kept)
        say(f"已填{filled.cells}个单元格，写入 {target}", error=True)
