"""Tell patterns that grow more than their text, then commands of ten seconds.

python -m builders.hostile [patterns] [cells | title | header | short | wide …]
"""

from __future__ import annotations

import sys
from typing import Final

from builders.hostile.commands import KINDS, slow
from builders.hostile.pattern_growth import growing

_SECONDS: Final = 10.0

wanted = sys.argv[1:] or ["patterns", *KINDS]
found = 0
for line in growing() if "patterns" in wanted else ():
    print(line, flush=True)
    found += 1
for line in slow(_SECONDS, tuple(kind for kind in KINDS if kind in wanted)):
    print(line, flush=True)
    found += 1
sys.exit(bool(found))
