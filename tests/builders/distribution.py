"""Check sdist and wheel: the files in them, and the wheel alone at work.

python -m builders.distribution FOLDER        list what is missing or too much in both
python -m builders.distribution --run RS      check the example of the README outside of this tree
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from builders import readme_sample

ROOT: Final = Path(__file__).resolve().parents[2]
_STRANGE: Final = re.compile(
    r"(^|/)(tests|benchmarks|examples|docs|build|\.[^/]+|__pycache__|[^/]*\.py[co]|[^/]*\.orig)(/|$)"
)
"""Names that neither may hold: tests, caches, and what is not the program."""
BESIDE: Final = ("LICENSE", "MANIFEST.in", "README.md", "pyproject.toml", "setup.py")
"""Files of an sdist beside the sources."""
_MADE: Final = re.compile(r"setup\.cfg|PKG-INFO|src/ruralskills\.egg-info/.*")
"""Files that setuptools writes into an sdist."""


def wanted() -> dict[str, Path]:
    """Return the files of an installed package, and their places in this tree."""
    src, templates = ROOT / "src", ROOT / "templates"
    found = {
        path.relative_to(src).as_posix(): path
        for path in (src / "ruralskills").rglob("*.*")
        if path.suffix in {".py", ".typed", ".toml", ".csv", ".json", ".txt"}
    }
    for path in templates.iterdir():
        found[f"ruralskills/templates/{path.name}"] = path
    return found


def faults_of_wheel(path: Path) -> Iterator[str]:
    """Yield what is missing, too much or not the same in a wheel."""
    with zipfile.ZipFile(path) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
        inside = {name: wheel.read(name) for name in names}
        notes = {name.partition(".dist-info/")[2] for name in wheel.namelist()} - {""}
    yield from _differences(path.name, inside, wanted())
    lacking = {"METADATA", "entry_points.txt", "licenses/LICENSE"} - notes
    yield from (f"{path.name}: {name} is missing" for name in sorted(lacking))


def faults_of_sdist(path: Path) -> Iterator[str]:
    """Yield what is missing, too much or not the same in an sdist."""
    expected = {_place_in_sdist(name): source for name, source in wanted().items()}
    expected |= {name: ROOT / name for name in BESIDE}
    inside = {}
    with tarfile.open(path) as sdist:
        for member in sdist.getmembers():
            name = member.name.partition("/")[2]
            if (
                member.isfile()
                and not _MADE.fullmatch(name)
                and (stream := sdist.extractfile(member))
            ):
                inside[name] = stream.read()
    yield from _differences(path.name, inside, expected)


def _place_in_sdist(name: str) -> str:
    inside = name.removeprefix("ruralskills/templates/")
    return f"src/{name}" if inside == name else f"templates/{inside}"


def _differences(where: str, inside: dict[str, bytes], expected: dict[str, Path]) -> Iterator[str]:
    for name in sorted(expected.keys() - inside.keys()):
        yield f"{where}: {name} is missing"
    for name in sorted(inside.keys() - expected.keys()):
        yield f"{where}: {name} does not belong there"
    for name in sorted(inside.keys() & expected.keys()):
        if inside[name] != expected[name].read_bytes():
            yield f"{where}: {name} is not the one of this tree"
    for name in filter(_STRANGE.search, sorted(inside)):
        yield f"{where}: {name} is a test, a cache or the like"


def faults(folder: Path) -> list[str]:
    """Return what is wrong with the one wheel and the one sdist in a folder."""
    [wheel] = folder.glob("*.whl")
    [sdist] = folder.glob("*.tar.gz")
    return [*faults_of_wheel(wheel), *faults_of_sdist(sdist)]


def faults_of_run(program: Path) -> list[str]:
    """Return the lines of the README that an installed program does not print."""
    with TemporaryDirectory() as folder:
        example = Path(folder) / "examples" / readme_sample.COUNTY
        shutil.copytree(ROOT / "examples" / readme_sample.COUNTY, example)
        bare = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        done = subprocess.run(
            [program, *readme_sample.COMMAND.split()[2:]],
            cwd=folder, env=bare | {"PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8",
        )  # fmt: skip
    printed = re.sub(r"，用时[\d.]+秒", "", done.stdout + done.stderr).splitlines()
    _, *lines = readme_sample.sample_in((ROOT / "README.md").read_text("utf-8"))
    lacking = [line for line in lines if line not in (*printed, readme_sample.LEFT_OUT)]
    return [f"not printed: {line}" for line in lacking] + (
        [f"exit code {done.returncode}, not 1: {done.stderr[-2000:]}"]
        if done.returncode != 1
        else []
    )


def main() -> int:
    """Print every fault, and return 1 if there is any."""
    first, *rest = sys.argv[1:]
    found = faults_of_run(Path(*rest)) if first == "--run" else faults(Path(first))
    print(*found, sep="\n", end="\n" if found else "")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
