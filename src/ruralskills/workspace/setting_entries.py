"""Entries of the settings, as their model describes them."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import Struct

Kind = Literal["value", "table", "tables"]


class Describes(Struct, frozen=True):
    """The description of an entry, which stands beside its type."""

    label: str
    """Its name in a few words."""
    says: str
    """The sentence that explains it."""
    example: str = ""
    """A value as TOML writes it, and a line of a table that has any keys."""
    default: str = ""
    """Words for what holds without it."""
    option: str = ""
    """The option of the command line that stands for it."""
    is_file: bool = False


class SettingEntry(Struct, frozen=True):
    """An entry of the settings: the names down to it, its description, its entries."""

    path: tuple[str, ...]
    describes: Describes
    kind: Kind
    entries: tuple[SettingEntry, ...] = ()

    @property
    def key(self) -> str:
        """Its name with the table that it stands in: ``bulletin.contact``."""
        return ".".join(self.path)

    @property
    def has_own_keys(self) -> bool:
        """True for a table whose keys are the office's own words."""
        return self.kind == "table" and not self.entries

    @property
    def heading(self) -> str:
        """The line that opens its table."""
        return f"[[{self.key}]]" if self.kind == "tables" else f"[{self.key}]"

    @property
    def line(self) -> str:
        """A line of TOML that sets it, or one of its table."""
        is_line = self.has_own_keys or not self.describes.example
        return self.describes.example if is_line else f"{self.path[-1]} = {self.describes.example}"

    @property
    def sample(self) -> str:
        """The right form, as an error shows it."""
        if self.kind == "value":
            return self.line
        inside = self.line if self.has_own_keys else self.entries[0].line
        return f"{self.heading}，下一行 {inside}"


def setting_entries(model: type, above: tuple[str, ...] = ()) -> Iterator[SettingEntry]:
    """Yield the entries of a model of settings that are described, in its order."""
    hints = get_type_hints(model, include_extras=True)
    for each in fields(model):
        hint = hints[each.name]
        if get_origin(hint) is not Annotated:
            continue
        path = (*above, each.name)
        kind, inner = _shape(get_args(hint)[0])
        entries = tuple(setting_entries(inner, path)) if inner else ()
        yield SettingEntry(path, get_args(hint)[1], kind, entries)


def _shape(hint: Any) -> tuple[Kind, type | None]:
    """Return the kind of an entry of a type, and the model of its tables."""
    if is_dataclass(hint) and isinstance(hint, type):
        return "table", hint
    if get_origin(hint) is dict:
        return "table", None
    if get_origin(hint) in (Union, types.UnionType):
        shapes = [_shape(part) for part in get_args(hint)]
        return next((shape for shape in shapes if shape[0] != "value"), ("value", None))
    if get_origin(hint) is tuple and _shape(get_args(hint)[0])[1]:
        return "tables", get_args(hint)[0]
    return "value", None
