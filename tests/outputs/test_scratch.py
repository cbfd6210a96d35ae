"""Folders for unpacked archives: gone when a run ends, and after a kill when the next one starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ruralskills.outputs.scratch import remove_leftovers, scratch_folder

WAITS = (
    "import sys, time\n"
    "from ruralskills.outputs.scratch import scratch_folder\n"
    "with scratch_folder() as folder:\n"
    "    (folder / '花名册.xlsx').write_text('x')\n"
    "    print(folder, flush=True)\n"
    "    time.sleep(60)\n"
)


def test_the_folder_is_gone_after_the_run() -> None:
    with scratch_folder() as folder:
        (folder / "a").write_text("x")
        assert folder.is_dir()
    assert not folder.exists()


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGKILL])
def test_the_next_run_removes_what_a_killed_one_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: signal.Signals
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with subprocess.Popen([sys.executable, "-c", WAITS], stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None
        folder = Path(run.stdout.readline().strip())
        remove_leftovers(tmp_path)
        assert (folder / "花名册.xlsx").exists()  # its run goes on
        run.send_signal(stop)
    assert folder.exists()
    with zipfile.ZipFile(tmp_path / "包.zip", "w") as archive:
        archive.writestr("说明.txt", "x")
    subprocess.run(
        [sys.executable, "-m", "ruralskills", "validate", str(tmp_path / "包.zip")],
        capture_output=True, check=False,
    )  # fmt: skip
    assert not folder.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["包.zip"]


def test_others_folders_stay(tmp_path: Path) -> None:
    for name in ("rs-", "rs-abc-1", "rs-99999999x-1", "other-1-2"):
        (tmp_path / name).mkdir()
    (tmp_path / "rs-99999999-file").write_text("x")
    remove_leftovers(tmp_path)
    assert len(list(tmp_path.iterdir())) == 5
