"""Import modules of the package from a changed tree."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import CodeType, ModuleType

from builders.mutants.source_changes import SRC

Edit = Callable[[str, ast.Module], None]
"""Change the tree of a module, which is given by its path below the sources."""


class _EditingLoader(SourceFileLoader):
    """Compiles a module after it has been edited, and keeps nothing of that on disk."""

    def __init__(self, fullname: str, name: str, edit: Edit, beside: dict[str, object]) -> None:
        super().__init__(fullname, str(SRC / name))
        self.module_name, self.edit, self.beside = name, edit, beside

    def get_code(self, fullname: str) -> CodeType:
        tree = ast.parse((SRC / self.module_name).read_bytes())
        self.edit(self.module_name, tree)
        return compile(ast.fix_missing_locations(tree), self.path, "exec", dont_inherit=True)

    def exec_module(self, module: ModuleType) -> None:
        vars(module).update(self.beside)
        super().exec_module(module)


class EditingFinder(MetaPathFinder):
    """Finds the modules that are to be edited, if it is the first finder.

    ``beside`` are names that the modules see.
    """

    def __init__(self, names: Sequence[str], edit: Edit, **beside: object) -> None:
        self.names = {name.removesuffix(".py").replace("/", "."): name for name in names}
        self.edit, self.beside = edit, beside

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None = None, _target: object = None
    ) -> ModuleSpec | None:
        name = self.names.get(fullname)
        if name is None:
            return None
        loader = _EditingLoader(fullname, name, self.edit, self.beside)
        return spec_from_file_location(fullname, SRC / name, loader=loader)

    def install(self) -> None:
        """Put this before the finders of Python."""
        sys.meta_path.insert(0, self)
