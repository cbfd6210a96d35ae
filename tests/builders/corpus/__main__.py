"""``python -m builders.corpus FOLDER`` writes the whole corpus."""

from __future__ import annotations

import sys
from pathlib import Path

from builders.corpus import CASES


def main(folder: Path) -> None:
    """Write each file, except what the file system cannot hold."""
    folder.mkdir(parents=True, exist_ok=True)
    for case in CASES:
        try:
            case.make(folder / case.name)
        except OSError as error:
            print(f"{case.title}: {error.strerror}", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
