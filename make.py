"""Run what a working copy needs, with Python alone (Windows and Linux).

    python3 make.py demo     install, then check the example county
    python3 make.py test     install with the tools, lint, run the tests
    python3 make.py lint     only the lint steps
    python3 make.py proof    run at full length what test samples, then fuzz, mutants and package,
                             then test with the oldest and the newest libraries that
                             pyproject.toml allows (hours)
    python3 make.py package  build sdist and wheel into build/dist, check them, try the wheel alone
    python3 make.py fuzz [--minutes N] [WORD ...]     damage what rs is given, and see it refuse
    python3 make.py mutants [--sample N] [WORD ...]   list small faults that no test notices
    python3 make.py bench    run the benchmarks
    python3 make.py bench-peers    run rs beside other libraries, which it downloads
    python3 make.py bench-rollup   run rs rollup over many workbooks
    python3 make.py leaks [COUNT [SEED [FIRST]]]    find outputs that show a personal number whole
    python3 make.py hostile [WORD ...]  find patterns and commands that hostile inputs hold up
    python3 make.py hostile --growth    run commands on inputs of one size and of twice that size
    python3 make.py kills [HOW MANY [SEED]]  kill runs that write, 100 of them, and count what was lost
    python3 make.py docs     write the generated pages under docs/ afresh
    python3 make.py docs --pictures    the READMEs' pictures too (LibreOffice, Chromium, poppler)
    python3 make.py site     make a site of docs/ and the Python interface in build/site
    python3 make.py new-rule LETTER                    list the codes that are free
    python3 make.py new-rule CODE TITLE LEDGER ...     write the skeleton of a rule
    python3 make.py lock     compile the lock files (requirements*.txt) afresh

Everything goes into .venv beside this file, or into the folder that RS_VENV names; the locked
requirements are installed again only when they have changed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("RS_VENV") or ROOT / ".venv").resolve()
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
EXE = ".exe" if os.name == "nt" else ""
PYTHON = BIN / f"python{EXE}"
USER, DEVELOPER = "requirements.txt", "requirements-dev.txt"
SITE, PACKAGE = "requirements-site.txt", "requirements-package.txt"
ACTIVATE = r".venv\Scripts\activate" if os.name == "nt" else ". .venv/bin/activate"
EXAMPLE = "examples/tongnan-2020/"
BESIDE = ("colorama", "setuptools", "tzdata")
"""Locked beside what pyproject.toml asks for: what Windows needs, and what builds the package."""

TEST_TOOLS = (
    "fastjsonschema",
    "hypothesis",
    "mypy",
    "pytest",
    "pytest-xdist",
    "ruff",
    "setuptools>=77",
    "pandas-stubs",
    "lxml-stubs",
    "types-openpyxl",
    "types-pyyaml",
)
"""The tools that the tests need; those of the other lint steps have needs of their own."""

LOCKING = (
    *("--quiet", "--upgrade", "--generate-hashes", "--strip-extras", "--allow-unsafe"),
    *("--no-header", "--no-emit-options", "--newline", "lf", "pyproject.toml", "-"),
)


def run(*command: str | Path, feed: str | None = None) -> int:
    """Run a command at the top of the tree, show it, and return its exit code."""
    words = [str(word) for word in command]
    shown = " ".join([Path(words[0]).stem, *words[1:]])
    print(f"$ {shown}", flush=True)
    return subprocess.run(words, cwd=ROOT, input=feed, text=True, encoding="utf-8").returncode


def need(*command: str | Path, feed: str | None = None) -> None:
    """Run a command without which nothing else can go on."""
    if code := run(*command, feed=feed):
        sys.exit(f"make.py: that failed with exit code {code}")


def create() -> None:
    """Make the virtual environment, unless it stands."""
    if PYTHON.exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        sys.exit(
            "make.py: this Python cannot make a virtual environment: it lacks ensurepip.\n"
            "On Debian and Ubuntu: apt-get install python3-venv, then run this again."
        )
    need(sys.executable, "-m", "venv", "--clear", VENV)


def install(requirements: str) -> None:
    """Install the locked requirements and this tree, unless that has been done."""
    create()
    stamp = VENV / f"{requirements}.stamp"
    parts = (ROOT / name for name in (requirements, "pyproject.toml", "setup.py"))
    state = hashlib.sha256(str(ROOT).encode() + b"".join(part.read_bytes() for part in parts))
    if stamp.exists() and stamp.read_text() == state.hexdigest():
        return
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    need(*pip, "--require-hashes", "-r", requirements)
    need(*pip, "--no-deps", "--no-build-isolation", "--editable", ".")
    stamp.write_text(state.hexdigest())


def outcome(steps: dict[str, int]) -> int:
    """Say which steps failed, and return the exit code of all of them."""
    failed = [name for name, code in steps.items() if code]
    print(f"\nmake.py: {'failed: ' + ', '.join(failed) if failed else 'all passed'}")
    return 1 if failed else 0


def lint_steps() -> dict[str, int]:
    """Run every lint step, whether or not the one before it passed."""
    return {
        "format": run(PYTHON, "-m", "ruff", "format", "--check", "."),
        "ruff": run(PYTHON, "-m", "ruff", "check", "."),
        "mypy": run(PYTHON, "-m", "mypy"),
        "imports": run(BIN / f"lint-imports{EXE}"),
    }


def demo() -> int:
    """Check the example county; its planted faults make exit code 1 the right one."""
    install(USER)
    made = [ROOT / "build" / "demo" / name for name in ("报告.html", "问题清单.xlsx")]
    made[0].parent.mkdir(parents=True, exist_ok=True)
    for more in ([], *(["--quiet", "--output", path] for path in made)):
        code = run(PYTHON, "-m", "ruralskills", "validate", EXAMPLE, *more)
        if code not in (0, 1):
            print(f"\nmake.py: rs could not check the example (exit code {code})")
            return code
    print("\nmake.py: the same as a page and as a list to send back:", *made, sep="\n  ")
    print(f"make.py: rs is installed as {BIN / f'rs{EXE}'}")
    print(f"make.py: to type rs alone from now on: {ACTIVATE}")
    return 0


def test() -> int:
    """Lint, then test."""
    install(DEVELOPER)
    return outcome({**lint_steps(), "tests": run(PYTHON, "-m", "pytest", "-n", "auto")})


def lint() -> int:
    """Lint only."""
    install(DEVELOPER)
    return outcome(lint_steps())


def pins(requirements: str) -> dict[str, str]:
    """Return the versions that a lock file names."""
    text = (ROOT / requirements).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, flags=re.M))


def bounds(age: str) -> dict[str, str]:
    """Return versions for the oldest or the newest libraries allowed; tools are those locked."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = dict(
        re.match(r"([\w.-]+)>=([\w.]+)", each).groups() for each in project["dependencies"]
    )
    tools = {name: pin for name, pin in pins(DEVELOPER).items() if name not in pins(USER)}
    return {**tools, **(oldest if age == "oldest" else {})}


def install_with(age: str, folder: Path, *what: str | Path) -> Path:
    """Install something into a new environment, with the oldest or the newest libraries allowed."""
    need(sys.executable, "-m", "venv", "--clear", folder)
    python = folder / BIN.name / PYTHON.name
    constraints = folder / "constraints.txt"
    constraints.write_text("".join(f"{name}=={pin}\n" for name, pin in bounds(age).items()))
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    need(*pip, "--constraint", constraints, *what)
    return python


def test_with(age: str) -> int:
    """Test in an environment of its own, with the oldest or the newest libraries allowed."""
    folder = VENV.with_name(f"{VENV.name}-{age}")
    python = install_with(age, folder, "--editable", ".", *TEST_TOOLS)
    return run(python, "-m", "pytest", "-n", "auto")


def package() -> int:
    """Build sdist and wheel, check what is in them, and try the wheel alone with both ages."""
    install(DEVELOPER)
    python = tools("package-tools", PACKAGE)
    folder = ROOT / "build" / "dist"
    shutil.rmtree(folder, ignore_errors=True)
    need(python, "-m", "build", "--outdir", folder)
    os.environ["PYTHONPATH"] = "tests"  # not src: pip would take it for what is installed
    steps = {
        "twine": run(python, "-m", "twine", "check", "--strict", *sorted(folder.iterdir())),
        "contents": run(PYTHON, "-m", "builders.distribution", folder),
    }
    [wheel] = folder.glob("*.whl")
    for age in ("oldest", "newest"):
        alone = install_with(age, ROOT / "build" / f"wheel-{age}", wheel)
        steps[f"wheel with the {age}"] = run(
            PYTHON, "-m", "builders.distribution", "--run", alone.with_name(f"rs{EXE}")
        )
    return outcome(steps)


def proof() -> int:
    """Run the tests at full length, then all that takes hours and is no part of them."""
    install(DEVELOPER)
    os.environ["RS_PROOF"] = "1"
    steps = {"whole": run(PYTHON, "-m", "pytest", "-n", "auto")}
    del os.environ["RS_PROOF"]
    steps |= {"fuzz": fuzz("--minutes", "20"), "mutants": mutants(), "package": package()}
    return outcome(steps | {age: test_with(age) for age in ("oldest", "newest")})


def bench(folder: str = "benchmarks", *words: str) -> int:
    """Run the __main__.py of a folder of benchmarks."""
    install(DEVELOPER)
    os.environ["PYTHONPATH"] = "tests"  # they share the tests' made-up ledgers
    need(PYTHON, "-m", "compileall", "-q", "src")  # as in a package that pip has installed
    return run(PYTHON, folder, *words)


def bench_peers() -> int:
    """Run benchmarks/peers/__main__.py."""
    return bench("benchmarks/peers")


def bench_rollup(*words: str) -> int:
    """Run benchmarks/rollups/__main__.py, which says what the words may be."""
    return bench("benchmarks/rollups", *words)


def builder(name: str, *words: str) -> int:
    """Run tests/builders/NAME, which says what the words may be."""
    install(DEVELOPER)
    os.environ["PYTHONPATH"] = "tests"  # what stands there is no part of the package
    return run(PYTHON, "-m", f"builders.{name}", *words)


def hostile(*words: str) -> int:
    """Run tests/builders/hostile/__main__.py."""
    return builder("hostile", *words)


def leaks(*words: str) -> int:
    """Run tests/builders/leaks/__main__.py."""
    return builder("leaks", *words)


def fuzz(*words: str) -> int:
    """Run tests/builders/fuzz/__main__.py."""
    return builder("fuzz", *words)


def mutants(*words: str) -> int:
    """Run tests/builders/mutants/__main__.py."""
    return builder("mutants", *words)


def kills(*words: str) -> int:
    """Run tests/builders/kills/__main__.py, which says what the words may be."""
    install(DEVELOPER)
    os.environ["PYTHONPATH"] = "tests"
    return run(PYTHON, "-m", "builders.kills", *words)


PICTURES = "--pictures"


def docs(flag: str = "") -> int:
    """Write the generated pages under docs/ afresh, and the pictures only if they are wanted."""
    if flag not in ("", PICTURES):
        sys.exit(__doc__)
    return builder("docs") or (builder("readme_pictures") if flag else 0)


def tools(name: str, requirements: str) -> Path:
    """Return the Python of an environment under build/ that has tools of its own."""
    folder = ROOT / "build" / name
    python = folder / BIN.name / PYTHON.name
    if not python.exists():
        need(sys.executable, "-m", "venv", "--clear", folder)
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    need(*pip, "--require-hashes", "-r", requirements)
    return python


def site() -> int:
    """Make the site, with tools in an environment of their own."""
    python = tools("site-tools", SITE)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # an advertisement of the theme
    code = run(python, "-m", "mkdocs", "build", "--quiet")
    print(f"\nmake.py: {'failed' if code else ROOT / 'build' / 'site' / 'index.html'}")
    return code


def new_rule(*words: str) -> int:
    """List free codes, or write the skeleton of a rule."""
    return builder("new_rule", *words)


def lock() -> int:
    """Compile both lock files with the hashes of all files that the registry has."""
    create()
    need(PYTHON, "-m", "pip", "install", "--quiet", "pip-tools")
    compiler = (PYTHON, "-m", "piptools", "compile", "--no-config")
    need(*compiler, "-o", USER, *LOCKING, feed="\n".join(BESIDE))
    need(*compiler, "--extra", "dev", "-c", USER, "-o", DEVELOPER, *LOCKING, feed="\n".join(BESIDE))
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for path, extra in ((SITE, "site"), (PACKAGE, "package")):
        wanted = "\n".join(extras["optional-dependencies"][extra])
        need(*compiler, "-o", path, *LOCKING[:-2], "-", feed=wanted)
    for path in (ROOT / name for name in (USER, DEVELOPER, SITE, PACKAGE)):
        text = path.read_text(encoding="utf-8").replace("-r -", "make.py")
        text = re.sub(r"^(colorama==\S+)", r'\1 ; sys_platform == "win32"', text, flags=re.M)
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


TAKING_WORDS = ("new-rule", "docs", "bench-rollup", "leaks", "hostile", "fuzz", "mutants")
COMMANDS = {
    "demo": demo,
    "test": test,
    "lint": lint,
    "proof": proof,
    "package": package,
    "fuzz": fuzz,
    "mutants": mutants,
    "bench": bench,
    "bench-peers": bench_peers,
    "bench-rollup": bench_rollup,
    "leaks": leaks,
    "hostile": hostile,
    "kills": kills,
    "docs": docs,
    "site": site,
    "new-rule": new_rule,
    "lock": lock,
}

if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  # whoever runs this may have an older one
        sys.exit("make.py: Python 3.11 or later is needed")
    command, *words = sys.argv[1:] or [""]
    if command not in COMMANDS or (words and command not in TAKING_WORDS):
        sys.exit(__doc__)
    sys.exit(COMMANDS[command](*words))
