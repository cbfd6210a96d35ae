"""Write the skeleton of a rule into its module, or list the codes that are free.

PYTHONPATH=tests python -m builders.new_rule L
PYTHONPATH=tests python -m builders.new_rule L218 先退出后认定 Leader removed recognised
"""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from types import NoneType
from typing import Any, Final, get_args

from msgspec import Struct

from ruralskills import ledgers, rules
from ruralskills.model.fields import field_specs
from ruralskills.model.rule import Rule
from ruralskills.model.table import Ledger
from ruralskills.rules.docstring import REPORTED
from ruralskills.text.width import padded, width

HOME: Final = Path(rules.__file__).parent
USAGE: Final = """usage:
  make.py new-rule                    the letters, and the codes that are free in each
  make.py new-rule L                  the same of one letter, module by module
  make.py new-rule L218 TITLE LEDGER [FIELD ...] [FOLDER/MODULE] [--rows]
      LEDGER      a class of src/ruralskills/ledgers, such as Leader; there may be several
      FIELD       what the rule reads, by the ledger's field names
      MODULE      below src/ruralskills/rules, made where there is none; by default the
                  module with the codes before this one
      --rows      a rule that sees all rows, not each by itself"""


class Subject(Struct, frozen=True):
    """The codes of one letter and first digit, by module below ``rules``."""

    name: str
    modules: Mapping[str, Sequence[str]]

    @property
    def codes(self) -> list[str]:
        """All codes that are or were in use."""
        taken = (*(code for codes in self.modules.values() for code in codes), *rules.RETIRED)
        return sorted(code for code in taken if code.startswith(self.name))

    @property
    def next_code(self) -> str:
        """The code after the last one."""
        return f"{self.name}{int(self.codes[-1][2:]) + 1:02}"

    @property
    def gaps(self) -> list[str]:
        """Codes below the last that no rule ever had. Nothing is reserved."""
        last = int(self.codes[-1][2:])
        return [code for n in range(1, last) if (code := f"{self.name}{n:02}") not in self.codes]


def subjects(letter: str = "") -> list[Subject]:
    """Return the subjects whose codes begin with a letter."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for code, rule in rules.all_rules().items():
        if code.startswith(letter):
            found[code[:2]][_module(rule)].append(code)
    return [Subject(name, modules) for name, modules in sorted(found.items())]


def _module(rule: Rule) -> str:
    return rule.check.__module__.removeprefix(f"{rules.__name__}.").replace(".", "/")


def listing(letter: str = "") -> Iterator[str]:
    """Yield lines with the codes that are taken, next, free in between, and retired."""
    for subject in subjects(letter):
        gaps = f", free in between: {' '.join(subject.gaps)}" if subject.gaps else ""
        yield f"{subject.name}  next: {subject.next_code}{gaps}"
        for module, codes in subject.modules.items() if letter else ():
            yield f"    {module + '.py':34}{' '.join(codes)}"
    for code, successor in rules.RETIRED.items():
        if code.startswith(letter):
            yield f"{code} is retired, {successor} does its work; a code is never used twice"


class Order(Struct, frozen=True):
    """The rule to be written."""

    code: str
    title: str
    ledgers: tuple[type[Ledger], ...]
    fields: tuple[str, ...]
    module: str
    over_rows: bool

    @property
    def name(self) -> str:
        """A name for the function, to be replaced by one that states the defect."""
        return "_against_".join(self.fields[:2])

    @property
    def types(self) -> dict[str, list[Any]]:
        """The types of each field's values but None: no blank cell reaches a rule."""
        fields = self.ledgers[0].model_fields
        return {
            name: [kind for kind in get_args(fields[name].annotation) if kind is not NoneType]
            for name in self.fields
        }


def order(code: str, title: str, *words: str) -> Order:
    """Return the rule of a command line. Raises ValueError that says what is wrong."""
    if not re.fullmatch(r"[A-Z]\d{3}", code):
        raise ValueError(f"{code}: a code is a letter and three digits")
    if code in rules.all_rules():
        raise ValueError(
            f"{code} is {rules.all_rules()[code].title}; see make.py new-rule {code[0]}"
        )
    if code in rules.RETIRED:
        raise ValueError(f"{code} is retired, and a code is never used twice")
    known = {ledger.__name__: ledger for ledger in ledgers.LEDGERS}
    serves = tuple(known[word] for word in words if word in known)
    if not serves:
        raise ValueError(f"name one of these ledgers: {' '.join(sorted(known))}")
    specs = field_specs(serves[0])
    fields = [w for w in words if w not in known and "/" not in w and w != "--rows"]
    if strange := [word for word in fields if word not in specs]:
        raise ValueError(f"{strange[0]} is no field of {serves[0].__name__}: {' '.join(specs)}")
    fields = fields or [spec.field for spec in specs.values() if spec.required][:1]
    module = next((word.removesuffix(".py") for word in words if "/" in word), "") or _home(code)
    return Order(code, title, serves, tuple(fields), module, "--rows" in words)


def _home(code: str) -> str:
    """The module with the last code before a new one."""
    before = [(other, _module(rule)) for other, rule in rules.all_rules().items() if other < code]
    near = [module for other, module in before if other[0] == code[0]]
    if not near:
        raise ValueError(f"no rule has a code before {code}: name its module, as in leaders/{code}")
    return near[-1]


def skeleton(wanted: Order) -> str:
    """Return the function, which hits nothing yet."""
    ledger_names = ", ".join(ledger.__name__ for ledger in wanted.ledgers)
    if wanted.over_rows:
        options, answer = f"reads={wanted.fields!r}".replace("'", '"'), "Iterator[Answer]"
        parameters = "book: LedgerSet"
        body = f"""for row in book.rows({wanted.ledgers[0].__name__}):
        if row.{wanted.fields[0]} is None:  # say when
            yield row.at("{wanted.fields[0]}"), "写明表中是什么、应当是什么\""""
    else:
        options, answer = f'at="{wanted.fields[0]}"', "str | None"
        parameters = ", ".join(
            f"{name}: {' | '.join(inspect.formatannotation(k, k.__module__) for k in kinds)}"
            for name, kinds in wanted.types.items()
        )
        body = """return None  # or a sentence that says what is there and what it should be"""
    return f'''

@rule(
    "{wanted.code}", "{wanted.title}", {ledger_names}, {options},
    remedy="请写明怎样改",
)  # fmt: skip
def {wanted.name}({parameters}) -> {answer}:
    """写明依据和要求。

{_table(wanted)}
    """
    {body}
'''


def _table(wanted: Order) -> str:
    """Return the lines of a table with the rule's columns and two rows to fill."""
    specs, who = field_specs(wanted.ledgers[0]), wanted.ledgers[0].info.name
    names = dict.fromkeys(name for name in (who, *wanted.fields) if name in specs)
    headers = [*(specs[name].header for name in names), REPORTED]
    people = ("张三", "李四") if specs[next(iter(names))].header == "姓名" else ("", "")
    sizes = [width(header) for header in headers]
    rows = [headers, ["-" * size for size in sizes]]
    rows += [[person, *[""] * (len(headers) - 1)] for person in people]
    return "\n".join(f"    | {' | '.join(map(padded, row, sizes))} |" for row in rows)


def imports(wanted: Order) -> dict[str, set[str]]:
    """Return the names that the function needs, by module."""
    needed = defaultdict(set, {"ruralskills.ledgers": {one.__name__ for one in wanted.ledgers}})
    needed["ruralskills.model.rule"].add("rule")
    if wanted.over_rows:
        needed["collections.abc"].add("Iterator")
        needed["ruralskills.model.rule"].add("Answer")
        needed["ruralskills.model.ledger_set"].add("LedgerSet")
    else:
        for kind in chain.from_iterable(wanted.types.values()):
            needed[kind.__module__].add(kind.__name__)
    needed.pop("builtins", None)
    return needed


def write(wanted: Order, home: Path = HOME) -> Path:
    """Append the function and its imports to its module, and return the module."""
    path = home / f"{wanted.module}.py"
    if path.exists():
        text = path.read_text(encoding="utf-8")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f'"""{wanted.code[:2]}: say in English what these rules are about."""\n'
    head = ast.parse(text).body[0].end_lineno or 1
    lines = text.splitlines()
    had = {
        (node.module, alias.name)
        for node in ast.parse(text).body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    new = [
        f"from {module} import {name}"
        for module, names in imports(wanted).items()
        for name in sorted(names)
        if (module, name) not in had
    ]
    text = "\n".join([*lines[:head], *new, *lines[head:]]).rstrip("\n") + "\n" + skeleton(wanted)
    path.write_text(text, encoding="utf-8", newline="\n")
    for command in (("check", "--quiet", "--fix", "--select", "I"), ("format", "--quiet")):
        subprocess.run([sys.executable, "-m", "ruff", *command, path], check=True)
    return path


def main(words: Sequence[str]) -> int:
    """Answer a command line."""
    if len(words) == 2 or not {"-h", "--help"}.isdisjoint(words):
        print(USAGE)
        return 2
    if len(words) < 2:
        print("\n".join(listing(*words)) or f"no code begins with {words[0]}")
        return 0
    try:
        wanted = order(*words)
    except ValueError as error:
        print(f"make.py new-rule: {error}", file=sys.stderr)
        return 2
    path = write(wanted).relative_to(HOME.parents[2]).as_posix()
    print(
        f"{path}: {wanted.code}\n"
        "1. Rename the function for the defect; write the reason, the table and the body.\n"
        f'2. Name it in a clause: rules = ["{wanted.code}"], or limit= and a [limits] entry.\n'
        f"3. Test it: .venv/bin/pytest tests/rules tests/notices -k {wanted.code}\n"
        "4. Write the pages: python3 make.py docs"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
