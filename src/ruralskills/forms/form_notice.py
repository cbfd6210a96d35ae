"""The notices that bind a form, and the rules under them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from ruralskills.catalogue import available_notices
from ruralskills.notices import NoticeLibrary, notices_in_force
from ruralskills.rules import all_rules, declared_rules
from ruralskills.validation.context import CheckContext
from ruralskills.validation.notice_choice import named_notices
from ruralskills.workspace.settings import Settings

FORM_NOTICE: Final = "shanxi-2021"
"""The notice whose 附件3 the form is."""


def notices_of_form(
    named: Sequence[str], settings: Settings, library: NoticeLibrary
) -> tuple[str, ...]:
    """Return the notices in force for the form of 附件3.

    They are those that somebody named and the form's own, else those of the workspace if one of
    them is the form's notice or extends it, else that notice.  What belongs to the form stands
    first, for its lists count.  Raises ChoiceError for an unknown one.
    """
    names = tuple(named) or settings.notices
    named_notices(names, library.headings, "")
    own = [name for name in names if _extends(name, library)]
    if not own and not named:
        return (FORM_NOTICE,)
    others = (name for name in names if name not in own)
    return (*(own or (FORM_NOTICE,)), *others)


def _extends(name: str, library: NoticeLibrary) -> bool:
    seen: set[str] = set()
    while name in library.headings and name not in seen:
        if name == FORM_NOTICE:
            return True
        seen.add(name)
        name = library.headings[name].extends
    return False


def form_context(named: Sequence[str], settings: Settings, as_of: date | None) -> CheckContext:
    """Return the context in which the rules look at forms."""
    library = available_notices.load(settings.folder)
    names = notices_of_form(named, settings, library)
    in_force = notices_in_force((library[name] for name in names), library, settings.off)
    rules = {**all_rules(), **declared_rules(library.own)}
    return CheckContext(rules, in_force, as_of or date.today())
