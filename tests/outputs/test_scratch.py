"""Folders for unpacked archives: gone when a run ends, and after a kill when the next one starts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path

import pytest

from ruralskills.outputs.scratch import held_folder, remove_leftovers, scratch_folder
from ruralskills.rollups.aggregates import Aggregates

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


class Holder:
    """Whoever needs a folder."""


def test_a_folder_that_is_held_goes_with_its_holder() -> None:
    holder = Holder()
    folder = held_folder(holder)
    assert folder.stat().st_mode & 0o77 == 0 or os.name == "nt"
    del holder
    assert not folder.exists()


def test_what_the_database_cannot_hold_is_put_where_the_next_run_clears_it_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    database = Aggregates(date(2020, 12, 31)).database
    [[place]] = database.execute("SELECT current_setting('temp_directory')").fetchall()
    assert Path(place).name.startswith(f"rs-{os.getpid()}-")
    assert Path(place).parent == Path(tempfile.gettempdir())
