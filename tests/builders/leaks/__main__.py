"""Tell outputs that show a personal number whole.

python -m builders.leaks [COUNT [SEED]]
"""

from __future__ import annotations

import sys

from builders.leaks.search import leaks

count, seed, *_ = (*map(int, sys.argv[1:]), *(1_000, 0)[len(sys.argv) - 1 :])
found = 0
for line in leaks(count, seed):
    print(line, flush=True)
    found += 1
print(f"{count} texts: {found} leaks")
sys.exit(bool(found))
