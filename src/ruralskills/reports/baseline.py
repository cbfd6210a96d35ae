"""What an earlier report has said already, so that a new one tells only what is new."""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from ruralskills.errors import OfficeError
from ruralskills.model.outcome import Outcome


class BaselineError(OfficeError):
    """A file that is no earlier report; the message names it and says what is wrong."""


def known(path: Path) -> frozenset[str]:
    """Return the fingerprints of what a report of ``rs validate --format json`` has told before.

    What it knew from a baseline counts, so it serves as the next one; what somebody had waived does
    not: when the waiver ends, the finding is new.  Raises BaselineError.
    """
    try:
        report = json.loads(path.read_bytes())
        waived = [finding for finding in report["waived"] if not finding.get("waiver")]
        findings = [*report["findings"], *waived]
        return frozenset(str(finding["fingerprint"]) for finding in findings)
    except FileNotFoundError:
        raise BaselineError(f"基线文件“{path}”不存在") from None
    except OSError as error:
        raise BaselineError(f"基线文件“{path}”打不开（{error.strerror}）") from error
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise BaselineError(
            f"基线文件“{path}”不是核查报告，请用 rs validate --format json 的结果"
        ) from error


def new_findings(outcome: Outcome, fingerprints: Collection[str]) -> Outcome:
    """Return an outcome without the findings that are known: those stand among the waived.

    They bear no waiver: nobody has said that they may stand.

    Numbers stay as they are, so that a finding is called alike with and without a baseline.
    """
    new = tuple(f for f in outcome.findings if f.fingerprint not in fingerprints)
    old = tuple(f for f in outcome.findings if f.fingerprint in fingerprints)
    remark = f"与基线相比：已有{len(old)}条不再列出，新增{len(new)}条"
    return replace(
        outcome,
        findings=new,
        waived=(*outcome.waived, *old),
        remarks=(*outcome.remarks, remark),
    )
