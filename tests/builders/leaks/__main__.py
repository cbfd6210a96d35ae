"""Tell outputs that show a personal number whole.

python -m builders.leaks [COUNT [SEED [FIRST]]]

FIRST leaves out as many texts, so that a long run can be taken in slices of whole hundreds.
"""

from __future__ import annotations

import sys

from builders.leaks.search import leaks

count, seed, first, *_ = (*map(int, sys.argv[1:]), *(1_000, 0, 0)[len(sys.argv) - 1 :])
found = 0
for line in leaks(count, seed, first):
    print(line, flush=True)
    found += 1
print(f"{count - first} texts: {found} leaks")
sys.exit(bool(found))
