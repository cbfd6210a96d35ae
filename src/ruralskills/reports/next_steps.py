"""The commands that come next after a check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ruralskills.model.masking import mask_name
from ruralskills.model.outcome import Outcome
from ruralskills.validation.mend_hints import MEND_CODES

TITLE = "接下来："
_MOST_CODES = 3


def next_steps(outcome: Outcome, paths: Sequence[str]) -> Iterator[str]:
    """Yield what can be done about the findings, each with its command.

    A personal number in the name of a file is hidden here too.
    """
    what = " ".join(f'"{path}"' if " " in path else path for path in map(mask_name, paths))
    mends = sum(1 + len(f.related) for f in outcome.findings if f.code in MEND_CODES)
    if mends:
        yield f"{mends}格可自动改好：rs correct {what}"
    proposals = Counter(f.code for f in outcome.findings if f.fix and f.code not in MEND_CODES)
    if proposals:
        codes = " ".join(f"--accept {code}" for code in sorted(proposals)[:_MOST_CODES])
        more = "等" if len(proposals) > _MOST_CODES else ""
        yield f"{proposals.total()}处有建议值，逐条核对后：rs correct {what} {codes}{more}"
    if outcome.findings:
        gravest = min(outcome.findings, key=lambda f: (f.severity.rank, f.nature.rank, f.number))
        yield f"发回乡镇的清单：rs validate {what} -o 问题清单.xlsx；一条规则的说明：rs rule {gravest.code}"
