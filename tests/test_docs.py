"""The generated pages under docs/ say what the program says now."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.docs import DOCS, reference, stray, write

PAGES = reference()
AGAIN = "the page is stale; run: python3 make.py docs"


@pytest.mark.parametrize("path", PAGES)
def test_page_is_not_stale(path: str) -> None:
    written = DOCS / path
    assert written.exists(), AGAIN
    assert written.read_text(encoding="utf-8") == PAGES[path], AGAIN


def test_no_page_is_left_over(tmp_path: Path) -> None:
    assert stray(DOCS, PAGES) == [], AGAIN
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "0.md").touch()
    write(tmp_path)
    assert not (tmp_path / "rules" / "0.md").exists()
    assert {path for path in PAGES if not (tmp_path / path).exists()} == set()
