"""A run that is killed at any moment leaves the source whole, and no half copy under its name."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from builders.features import FEATURES
from builders.proof import amount

CHILD = """
import os, sys
from pathlib import Path
from ruralskills.outputs.output_file import write
content = Path(sys.argv[2]).read_bytes()
print("ready", flush=True)
while True:
    write(content, Path(sys.argv[1]))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system kills in another way")
def test_a_kill_while_writing_leaves_all_or_nothing(tmp_path: Path) -> None:
    content = FEATURES["image"].content()
    source, target = tmp_path / "台账.xlsx", tmp_path / "台账.校正.xlsx"
    source.write_bytes(content)
    seed = random.Random(7)
    whole = 0
    for attempt in range(amount(12, 100)):
        target.unlink(missing_ok=True)
        child = subprocess.Popen(
            [sys.executable, "-c", CHILD, target, source], stdout=subprocess.PIPE, env=os.environ
        )
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(seed.uniform(0, 0.02 + 0.05 * attempt / 2))  # a busy machine writes late
        child.kill()
        child.wait(timeout=30)
        child.stdout.close()
        assert source.read_bytes() == content
        if target.exists():
            whole += 1
            assert target.read_bytes() == content
    assert whole
    assert {p.suffix for p in tmp_path.iterdir()} <= {".xlsx", ".tmp"}
