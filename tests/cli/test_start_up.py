"""What a command loads: each heavy library costs every start, so it comes only where it works."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl

import ruralskills

HEAVY = (
    "pandas", "numpy", "openpyxl", "jinja2", "duckdb", "msoffcrypto", "rich", "lxml",
    "olefile", "multiprocessing", "pydantic", "docx", "docxtpl", "yaml",
)  # fmt: skip
SOURCE = Path(ruralskills.__file__).parent
PROGRAM = """
import sys
from ruralskills.__main__ import main
try:
    main()
except SystemExit:
    pass
print(*(name for name in {heavy} if name in sys.modules), file=sys.stderr)
"""


def loaded(*arguments: str, folder: Path, heavy: tuple[str, ...] = HEAVY) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(heavy=heavy), *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    return done.stderr.splitlines()[-1].split()


def test_the_version_loads_nothing(tmp_path: Path) -> None:
    assert loaded("--version", folder=tmp_path, heavy=(*HEAVY, "typer")) == []


def test_a_check_loads_no_library_that_it_does_not_use(tmp_path: Path) -> None:
    (tmp_path / "名单.csv").write_text("姓名,身份证号\n张三,500199198506150017\n", "utf-8")
    assert loaded("validate", "--quiet", "名单.csv", folder=tmp_path) == ["pydantic"]


def test_a_workbook_needs_no_more(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["姓名", "身份证号"])
    book.worksheets[0].append(["张三", "500199198506150017"])
    book.save(tmp_path / "名单.xlsx")
    assert loaded("validate", "--quiet", "名单.xlsx", folder=tmp_path) == ["pydantic"]


def while_loading(tree: ast.AST) -> Iterator[ast.AST]:
    """What a module does before it is used: all but the bodies of its functions."""
    for node in ast.iter_child_nodes(tree):
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda):
            yield from while_loading(node)


def test_no_pattern_is_compiled_while_a_module_loads() -> None:
    compiling = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        for node in while_loading(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
    ]
    assert compiling == []
