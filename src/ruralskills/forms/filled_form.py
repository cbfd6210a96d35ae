"""A form as it stands, before its values are read."""

from __future__ import annotations

from typing import Final

from msgspec import Struct, field

from ruralskills.forms.form_marks import without_draft_marks

TELLING: Final = frozenset(
    {"identity_kind", "experience", "project", "project_place", "scale", "wants_loan", "loan_amount",
     "pledge", "leading_way", "prospects", "signature", "village_opinion", "township_opinion",
     "county_opinion"}
)  # fmt: skip
"""Labels that hardly another form has."""


class FilledForm(Struct):
    """A form as it stands: by field the texts of its cells, and what else is there."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    """By field a text for each row of cells, those of one row parted by tabs."""
    labels: dict[str, str] = field(default_factory=dict)
    """The labels as they are written."""
    pictures: list[bytes] = field(default_factory=list)
    """Pictures above the opinions: the photograph."""
    has_struck: bool = False
    """True if words of the document are struck out, which leaves a choice of one."""
    signed: bool = False
    """True if a picture stands where the applicant signs."""
    extra: list[str] = field(default_factory=list)
    """Texts of cells that no label claims."""
    annex: dict[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the text of a field, from the 附页 where the cell refers to it."""
        if name in self.annex:
            return self.annex[name]
        return "\n".join(self.texts.get(name, ())).strip()

    @property
    def is_blank(self) -> bool:
        """True if nothing that an applicant fills in stands in it."""
        names = {"name", "id_number", "phone", "address", "project", "prospects", "qq", "wechat"}
        return not any(without_draft_marks(self.text(name)) for name in names)
