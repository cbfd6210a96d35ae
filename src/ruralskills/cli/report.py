"""The report of a check, in the chosen format, on the screen or in a file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Final

from ruralskills.cli.exit import CommandError
from ruralskills.cli.output import name_kept, writing
from ruralskills.cli.output_format import output_format
from ruralskills.cli.screen import print_bytes, say
from ruralskills.model.findings import Severity
from ruralskills.model.outcome import Outcome
from ruralskills.outputs import output_file
from ruralskills.outputs.mark import OutputKind, marked


class ReportFormat(StrEnum):
    """The format of the report."""

    CONSOLE = "console"
    JSON = "json"
    CSV = "csv"
    HTML = "html"
    XLSX = "xlsx"
    MARKDOWN = "markdown"
    SARIF = "sarif"
    GITHUB = "github"


_KINDS: Final = {
    ReportFormat.CONSOLE: OutputKind.TEXT,
    ReportFormat.JSON: OutputKind.JSON,
    ReportFormat.CSV: OutputKind.CSV,
    ReportFormat.HTML: OutputKind.HTML,
    ReportFormat.XLSX: OutputKind.WORKBOOK,
    ReportFormat.MARKDOWN: OutputKind.MARKDOWN,
    ReportFormat.SARIF: OutputKind.SARIF,
    ReportFormat.GITHUB: OutputKind.TEXT,
}


_SUFFIXES: Final = {
    ".txt": ReportFormat.CONSOLE,
    ".json": ReportFormat.JSON,
    ".csv": ReportFormat.CSV,
    ".html": ReportFormat.HTML,
    ".htm": ReportFormat.HTML,
    ".xlsx": ReportFormat.XLSX,
    ".md": ReportFormat.MARKDOWN,
    ".sarif": ReportFormat.SARIF,
}
_ALSO: Final = {".json": (ReportFormat.SARIF,), ".txt": (ReportFormat.GITHUB,)}
"""Formats that are common under a suffix that stands for another one."""


def report_format(asked: ReportFormat | None, output: Path | None) -> ReportFormat:
    """Return the format asked for, else the one that the name of the file stands for."""
    return output_format(asked, output, _SUFFIXES, ReportFormat.CONSOLE, _ALSO)


def print_report(
    outcome: Outcome,
    format_: ReportFormat,
    *,
    counts_only: bool,
    paths: Sequence[str] = (),
    least: Severity | None = Severity.ERROR,
) -> None:
    """Print a report on ``paths``.

    Findings from the severity ``least`` on decide the exit code.

    ``counts_only`` replaces the findings of the console format by their number for each rule.
    """
    if format_ is ReportFormat.XLSX:
        raise CommandError("xlsx格式要写到文件，请加 --output 问题清单.xlsx")
    if format_ is not ReportFormat.CONSOLE:
        print_bytes(_text(outcome, format_))
    elif counts_only:
        from ruralskills.reports import statistics

        for line in statistics.lines(outcome):
            say(line, mask=False)
    else:
        from ruralskills.reports import console

        console.write(outcome, paths=paths, least=least)


def say_if_nothing_was_recognised(outcome: Outcome) -> None:
    """Say on stderr that files were read and nothing in them was checked."""
    if not outcome.tables and any(file.status != "unreadable" for file in outcome.files):
        say(
            "rs：没有认出任何台账或人员名单，什么也没有检查。请核对表头，或用 rs validate --show-layout 查看识别情况",
            error=True,
        )


def write_report(
    outcome: Outcome,
    original: Outcome,
    format_: ReportFormat,
    output: Path,
    inputs: Sequence[str],
    *,
    counts_only: bool,
    quiet: bool,
) -> None:
    """Write a report to a file, never over one of ``inputs``.

    ``original`` is the outcome before masking: links in a list lead to true names.  Raises
    CommandError where the file cannot be written, OutputRefused where it must not.
    """
    with writing(output):
        content = _content(outcome, original, format_, output, counts_only)
        kept = output_file.write(marked(content, _KINDS[format_]), output, inputs=inputs)
    if not quiet:
        name_kept(kept)
        say(f"已写入 {output}", error=True)


def _content(
    outcome: Outcome, original: Outcome, format_: ReportFormat, output: Path, counts_only: bool
) -> bytes:
    """Return the bytes of a report as it stands in a file."""
    if format_ is ReportFormat.XLSX:
        from ruralskills.reports import xlsx

        return xlsx.workbook(outcome, output, original)
    if format_ is not ReportFormat.CONSOLE:
        return _text(outcome, format_).encode("utf-8", errors="replace")
    stream = StringIO()
    if counts_only:
        from ruralskills.reports import statistics

        stream.writelines(f"{line}\n" for line in statistics.lines(outcome))
    else:
        from ruralskills.reports import console

        console.write(outcome, stream, colour=False)
    text = stream.getvalue().replace("\n", os.linesep)
    return text.encode("utf-8", errors="replace")


def _text(outcome: Outcome, format_: ReportFormat) -> str:
    """Return the report in a format that is one text."""
    if format_ is ReportFormat.MARKDOWN:
        from ruralskills.reports import chat

        return chat.text(outcome)
    if format_ is ReportFormat.SARIF:
        from ruralskills.reports import sarif

        return sarif.text(outcome)
    if format_ is ReportFormat.GITHUB:
        from ruralskills.reports import github

        return github.text(outcome)
    if format_ is ReportFormat.HTML:
        from ruralskills.reports import html

        return html.page(outcome)
    if format_ is ReportFormat.CSV:
        from ruralskills.reports import csv

        return csv.text(outcome)
    from ruralskills.reports import json

    return json.text(outcome)
