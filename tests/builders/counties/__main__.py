"""Write the example counties, their findings and the sample in the READMEs.

``PYTHONPATH=src:tests python -m builders.counties examples`` writes ``<notice>/``, ``<notice>-clean/``
and ``<notice>.findings.txt`` of every county and says what was found and not planted, or planted and
not found; with notices behind it, of those alone. ``tests/test_example_counties.py`` checks them all.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import ruralskills
from builders import readme_sample
from builders.counties import EXAMPLES
from builders.county import lines_of, write
from builders.planted_faults import differences


def main(arguments: Sequence[str]) -> int:
    """Write the counties, and return 1 if the findings are not the planted faults."""
    folder, missed = Path(arguments[0]), 0
    for notice in arguments[1:] or EXAMPLES:
        example = EXAMPLES[notice]
        for name, planted in ((example.clean, False), (notice, True)):
            shutil.rmtree(folder / name, ignore_errors=True)
            faults = write(example, folder / name, planted=planted)
            outcome = ruralskills.validate(folder / name, as_of=example.as_of)
            for line in differences(faults, outcome.findings):
                print(f"{name}: {line}")
                missed += 1
        text = "".join(f"{line}\n" for line in lines_of(outcome.findings))
        (folder / example.findings).write_text(text, encoding="utf-8", newline="\n")
        if notice == readme_sample.COUNTY:
            readme_sample.renew(folder.resolve().parent, outcome)
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
