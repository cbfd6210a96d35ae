"""The boxes of 身份类别: kinds of an applicant, and what stands on the line after 其他."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from ruralskills.notices import CodeList
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

OTHER: Final = "其他"
KINDS_ON_FORM: Final = (
    "村两委干部", "村级后备干部", "大学生村官", "经纪人", "家庭农场经营者", "农民合作社骨干",
    "种养大户", "外出务工返乡青年", "退伍军人", "创业大学生", OTHER, "脱贫户",
)  # fmt: skip
"""The boxes of the form, in its order."""
_SEPARATORS: Final = regex(r"[、，,;；/|\n]+")
_OTHER_WITH_TEXT: Final = regex(r"其他(?:[\s:：_＿（(]*)(.*?)[\s_＿）)]*", re.DOTALL)


class IdentityKinds(Struct, frozen=True):
    """The ticked boxes in the order of the form, and the text after 其他."""

    ticked: tuple[str, ...]
    other: str = ""
    unknown: tuple[str, ...] = ()
    """Words on no list. They stand after 其他 too, lest they be lost."""

    @property
    def text(self) -> str:
        """The kinds as the ledger has them."""
        return "、".join(self.ticked)


def read_kinds(texts: Sequence[str], other: str, known: CodeList) -> IdentityKinds:
    """Return the kinds in a text or a list of texts. ``other`` is the text for 其他.

    In a text, what follows 其他： up to the next kind on the list belongs to it.
    """
    order = list(dict.fromkeys(known.words.values()))
    ticked: set[str] = set()
    others: list[str] = []
    unknown: list[str] = []
    after_other = False
    for word in _words(texts):
        official = known.words.get(word) or known.words.get(normalised(word))
        if official and official != OTHER and official in KINDS_ON_FORM:
            ticked.add(official)
            after_other = False
        elif official == OTHER or word.startswith(OTHER):
            ticked.add(OTHER)
            found = _OTHER_WITH_TEXT.fullmatch(word)
            text = found[1].strip() if found else ""
            others += [text] if text else []
            after_other = bool(text)
        else:
            others.append(word)
            unknown += [] if after_other else [word]
    if other:
        others.append(other)
    if others:
        ticked.add(OTHER)
    return IdentityKinds(
        tuple(word for word in order if word in ticked),
        "、".join(dict.fromkeys(others)),
        tuple(unknown),
    )


def _words(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        for part in _SEPARATORS.split(text) if len(texts) == 1 else (text,):
            if word := part.strip():
                yield word
