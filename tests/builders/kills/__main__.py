"""Kill runs at random moments, and count what was found.

python -m builders.kills [HOW MANY [SEED]]
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from pathlib import Path

from builders.kills.kill import KILLED, Killed, Killer

many, seed = map(int, [*sys.argv[1:], *("100", "1")[len(sys.argv) - 1 :]])
found: list[Killed] = []
faults = 0
with tempfile.TemporaryDirectory() as home:
    killer = Killer(Path(home), seed)
    for round_ in range(many):
        name = KILLED[round_ % len(KILLED)]
        try:
            found.append(killer.kill(name, in_writing=bool(round_ // len(KILLED) % 2)))
        except AssertionError as error:
            faults += 1
            print(f"{name}: {error}", flush=True)
    killer.close()
print(f"{many} kills over {len(KILLED)} ways to write: {faults} lost or tore something")
for title, counts in (
    ("in the midst of writing", Counter(each.is_in_writing for each in found)),
    ("before the kill", Counter(each.state for each in found)),
    ("right after it", Counter(each.after for each in found)),
    ("litter that the next run took away", Counter(bool(each.litter) for each in found)),
):
    print(f"{title}: {dict(counts)}")
sys.exit(bool(faults))
