"""Try one fault in this Python.

python -m builders.mutants.fresh_trial MODULE NUMBER LIST-OF-TESTS
"""

from __future__ import annotations

import sys
from pathlib import Path

from builders.mutants.trial import mutants_of, run_freshly

module, number, tests = sys.argv[1:]
sys.exit(run_freshly(mutants_of(module)[int(number)], Path(tests).read_text("utf-8").splitlines()))
