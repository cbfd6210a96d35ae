"""The findings as workflow commands, which GitHub Actions shows beside the files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ruralskills.model.findings import Finding, Severity
from ruralskills.model.outcome import Outcome
from ruralskills.reports.repository_paths import RepositoryPaths
from ruralskills.reports.summary import summary
from ruralskills.text.terminal import clean_text

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_IN_MESSAGE: Final = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTY: Final = {**_IN_MESSAGE, ":": "%3A", ",": "%2C"}


def text(outcome: Outcome) -> str:
    """Return a line for each finding and unreadable file, and one that sums up."""
    return "".join(f"{line}\n" for line in _lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    paths = RepositoryPaths(outcome)
    for status in outcome.files:
        if status.status == "unreadable":
            yield _command(
                "error", {"file": paths[status.path], "title": "未能读取"}, status.reason
            )
    for finding in outcome.findings:
        yield _command(_COMMANDS[finding.severity], _properties(finding, paths), _message(finding))
    yield _command("notice", {"title": "台账核查"}, summary(outcome))


def _properties(finding: Finding, paths: RepositoryPaths) -> dict[str, str]:
    properties = {"file": paths[finding.file]}
    if finding.cell is not None:
        properties |= {"line": str(finding.cell.row), "col": str(finding.cell.column + 1)}
    return {**properties, "title": f"{finding.nature.label} {finding.title} [{finding.code}]"}


def _message(finding: Finding) -> str:
    return f"{finding.place}：{finding.message}。{finding.remedy}"


def _command(name: str, properties: dict[str, str], message: str) -> str:
    r"""Return a workflow command.

    >>> _command("error", {"file": "a,b.xlsx"}, "50%\n")
    '::error file=a%2Cb.xlsx::50%25%0A'
    """
    written = ",".join(
        f"{key}={_escaped(value, _IN_PROPERTY)}" for key, value in properties.items()
    )
    return f"::{name} {written}::{_escaped(message, _IN_MESSAGE)}"


def _escaped(text: str, escapes: dict[str, str]) -> str:
    return "".join(escapes.get(character, character) for character in clean_text(text))
