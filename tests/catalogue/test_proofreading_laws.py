"""Whatever somebody does to a pack, proofreading names problems with their lines and never breaks."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.proof import amount
from ruralskills.catalogue import available_notices

HOW_TO = Path(__file__).resolve().parents[2] / "docs" / "own-notice.zh-CN.md"
LINES = "\n".join(
    re.findall(r"^```toml\n(.*?)^```$", HOW_TO.read_text(encoding="utf-8"), re.M | re.S)
).splitlines()

VALUES = (
    "3",
    "true",
    '"甲"',
    "[]",
    '[1, "a"]',
    '{ ledger = "leader" }',
    "[[2024]]",
    "1979-05-27",
    "“甲”",
)
slips = st.one_of(
    st.tuples(st.just("leave out"), st.integers(0, len(LINES) - 1), st.just("")),
    st.tuples(st.just("value"), st.integers(0, len(LINES) - 1), st.sampled_from(VALUES)),
    st.tuples(st.just("again"), st.integers(0, len(LINES) - 1), st.sampled_from(LINES)),
    st.tuples(st.just("key"), st.integers(0, len(LINES) - 1), st.text("abc._-词", max_size=3)),
)


def slipped(changes: list[tuple[str, int, str]]) -> str:
    lines = list(LINES)
    for kind, at, told in changes:
        key, equals, value = lines[at].partition("=")
        if kind == "leave out":
            lines[at] = ""
        elif kind == "again":
            lines[at] = f"{lines[at]}\n{told}"
        elif equals:
            lines[at] = f"{key}= {told}" if kind == "value" else f"{told}{key}={value}"
    return "\n".join(lines)


@settings(
    max_examples=amount(60, 1200),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(slips, min_size=1, max_size=4))
def test_slips_are_named(tmp_path: Path, changes: list[tuple[str, int, str]]) -> None:
    path = tmp_path / "our.toml"
    path.write_text(slipped(changes), encoding="utf-8")
    length = len(path.read_text(encoding="utf-8").splitlines())
    notice, problems = available_notices.proofread(path)
    assert (notice is None) == bool(problems)
    for problem in problems:
        assert 1 <= problem.line <= length
        assert problem.message
        assert problem.remedy
