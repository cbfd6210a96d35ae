"""The reading of an archive, whatever the number of its files."""

from __future__ import annotations

import zipfile
from collections import Counter
from pathlib import Path

import pytest

from ruralskills.validation.archives import unpack
from ruralskills.validation.input_file import InputFile, Inputs


def test_an_archive_is_opened_once_for_all_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "包.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for at in range(9):
            archive.writestr(f"{at}.csv", f"姓名,村\n张{at},青龙村\n")
    opened: Counter[Path] = Counter()

    class Counted(zipfile.ZipFile):
        def __init__(self, file: Path) -> None:
            opened[file] += 1
            super().__init__(file)

    monkeypatch.setattr(zipfile, "ZipFile", Counted)
    inputs = Inputs()
    unpack(InputFile(path, "包.zip"), tmp_path / "解", inputs)
    assert [each.name for each in inputs.files] == [f"包.zip/{at}.csv" for at in range(9)]
    assert opened == {path: 1}
