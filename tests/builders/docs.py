"""Write the reference under ``docs/`` from what the commands print.

PYTHONPATH=tests python -m builders.docs

writes what rules find in tables changed a little (``changed_tables``) as well.
"""

from __future__ import annotations

import inspect
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import typer

from builders import changed_tables
from builders.rule_messages import lines
from ruralskills import notices
from ruralskills.catalogue.clause_coverage import coverages_by_rule
from ruralskills.catalogue.pages import ledgers_page, notices_page, rules_page, settings_page
from ruralskills.catalogue.pages.page import Block, PageHeading, PageTable, Paragraph, markdown
from ruralskills.cli import application
from ruralskills.cli.examples import EXAMPLES
from ruralskills.cli.help_page import choices
from ruralskills.ledgers import LEDGERS
from ruralskills.model.rule import Rule
from ruralskills.rules import RETIRED, all_rules

DOCS: Final = Path(__file__).resolve().parents[2] / "docs"
WRITTEN_BY: Final = "<!-- 本页由 python3 make.py docs 生成，请勿直接修改。 -->\n\n"


def reference() -> dict[str, str]:
    """Every generated page by its path under ``docs/``."""
    packs = notices.shipped_notices()
    pages: dict[str, list[Block]] = {
        "cli.md": list(_commands()),
        "settings.md": list(settings_page.page()),
        "ledgers.md": [
            *ledgers_page.list_page(LEDGERS),
            *(block for ledger in LEDGERS for block in ledgers_page.ledger_page(ledger, level=2)),
        ],
        "notices/README.md": list(notices_page.list_page(packs)),
        **{
            f"notices/{name}.md": list(notices_page.notice_page(pack))
            for name, pack in packs.items()
        },
        "rules/README.md": list(rules_page.list_page(all_rules().values(), RETIRED)),
        **{f"rules/{letter}.md": page for letter, page in _families().items()},
    }
    return {path: WRITTEN_BY + _linked(path, markdown(page)) for path, page in pages.items()}


def _linked(path: str, text: str) -> str:
    """The lists of rules and of clauses with each code leading to its page."""
    if not path.startswith("notices/") and path != "rules/README.md":
        return text
    home = "" if path.startswith("rules/") else "../rules/"
    return re.sub(r"(?<![A-Z0-9])([A-Z])(\d{3})(?!\d)", rf"[\1\2]({home}\1.md)", text)


def _families() -> Mapping[str, list[Block]]:
    """The rules of one letter on a page."""
    families: dict[str, list[Rule]] = defaultdict(list)
    for code, rule in all_rules().items():
        families[code[0]].append(rule)
    cited = coverages_by_rule(notices.shipped_notices().values())
    return {
        letter: [
            PageHeading(f"{letter}类规则", 1),
            *(
                b
                for rule in own
                for b in (
                    *rules_page.rule_page(rule, cited.get(rule.code, ()), level=2),
                    *_said(rule),
                )
            ),
        ]
        for letter, own in families.items()
    }


def _said(rule: Rule) -> Iterator[Block]:
    """Yield what a report says of the examples of a rule."""
    yield PageTable(("报告里的话",), tuple((line,) for line in lines(rule.code)))


def _commands() -> Iterator[Block]:
    """Each command with its arguments and options, as ``--help`` has them."""
    yield PageHeading("命令 Commands", 1)
    yield Paragraph("`rs 命令 --help` 在屏幕上显示同样的内容。 The same as `rs COMMAND --help`.")
    group: Any = typer.main.get_command(application())
    for name, command in group.commands.items():
        yield PageHeading(f"rs {name}")
        yield Paragraph(inspect.cleandoc(command.help or ""))
        shown = [p for p in command.params if not getattr(p, "hidden", False)]
        yield PageTable(
            ("参数 Option", "说明", "默认 Default"),
            tuple((_called(p), _explained(p), _default(p)) for p in shown),
        )
        yield Paragraph("\n".join(("```", *EXAMPLES[name], "```")))


def _called(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"`{parameter.metavar or parameter.name.upper()}`"
    return "、".join(f"`{name}`" for name in parameter.opts)


def _explained(parameter: Any) -> str:
    listed = "、".join(choices(parameter))
    return (parameter.help or "") + (f" （{listed}）" if listed else "")


def _default(parameter: Any) -> str:
    value = parameter.default
    if value in (None, "", False) or parameter.param_type_name == "argument":
        return ""
    return f"`{getattr(value, 'value', value)}`"


def write(folder: Path = DOCS) -> None:
    """Write every page, and take away those of notices and families that are no more."""
    pages = reference()
    for path, text in pages.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8", newline="\n")
    for left_over in stray(folder, pages):
        left_over.unlink()


def stray(folder: Path, pages: Mapping[str, str]) -> list[Path]:
    """The generated pages in a folder that would not be written any more."""
    found = [path for sub in ("rules", "notices") for path in (folder / sub).glob("*.md")]
    return [path for path in found if path.relative_to(folder).as_posix() not in pages]


if __name__ == "__main__":
    write()
    changed_tables.write()
