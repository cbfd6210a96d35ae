"""Texts of which parts look different, or that tell how they are read aloud.

A text is an item of the shared strings, or stands in its cell.  Its runs have a look each, its
phonetic runs stand behind it and tell of its characters from ``sb`` to ``eb``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from ruralskills.patching.xml import attributes, escape, start_tag, unescape, without_comments
from ruralskills.text.lazy_regex import regex

_Change = tuple[int, int, str]
"""Start and end in the old text, and what stands there in the new one."""
_MOST_COMPARED: Final = 250_000
"""Product of two texts' lengths up to which their characters are compared."""
RICH: Final = regex(rb"<(?:[\w.-]+:)?(?:r|rPh)[\s>]")
_ITEM: Final = regex(rb"<(?:[\w.-]+:)?si(?=[\s/>])[^<>]*>")
_ITEM_END: Final = regex(rb"</(?:[\w.-]+:)?si\s*>")
_INLINE: Final = regex(rb"<((?:[\w.-]+:)?)is(?:\s[^<>]*)?>(.*?)</\1is\s*>", re.DOTALL)
_RUN: Final = regex(rb"<((?:[\w.-]+:)?)r(?:\s[^<>]*)?>")
_PHONETIC: Final = regex(rb"<((?:[\w.-]+:)?)rPh\s[^<>]*>")
_TAIL: Final = regex(rb"<(?:[\w.-]+:)?(?:rPh|phoneticPr)[\s/>]")
_TEXT: Final = regex(rb"<((?:[\w.-]+:)?)t(?:\s[^<>]*)?>([^<]*)(?:</(?:[\w.-]+:)?t\s*>)?")


def rich_items(shared_strings: bytes) -> dict[int, bytes]:
    """Return by number the shared strings that have runs or are read aloud."""
    if not RICH.search(shared_strings):
        return {}
    items = enumerate(shared_items(shared_strings))
    return {number: item for number, item in items if RICH.search(item)}


def shared_items(shared_strings: bytes) -> Iterator[bytes]:
    """Yield what stands in each of the shared strings, passing over the part once."""
    return map(_content, _pieces(without_comments(shared_strings), _ITEM))


def inline_item(cell: bytes) -> bytes:
    """Return the text that a cell holds itself, empty unless it has runs or sounds."""
    inline = _INLINE.search(cell)
    return inline[2] if inline and RICH.search(inline[2]) else b""


def with_text(item: bytes, prefix: bytes, new: str) -> bytes | None:
    """Return an item with a new text, of which each part keeps its look and its sound.

    What is new stands in the run in which the texts begin to differ.  None where that cannot be: a
    character that is read aloud has changed, or the names have another prefix than the sheet's.
    """
    tail = _TAIL.search(item)
    head, sounds = (item[: tail.start()], item[tail.start() :]) if tail else (item, b"")
    closed = b"</" + prefix + b"r>"
    runs = [run.partition(closed)[0] + closed for run in _pieces(head, _RUN)]
    if not runs:
        runs = [text[0] for text in _TEXT.finditer(head)]
    if not (new and runs) or any(name[1] != prefix for name in _TEXT.finditer(item)):
        return None
    texts = ["".join(unescape(text) for _, text in _TEXT.findall(run)) for run in runs]
    changes = _changes("".join(texts), new)
    sounds_after = _moved(sounds, changes)
    if sounds_after is None:
        return None
    pieces: list[bytes] = []
    for run, text, piece in zip(runs, texts, _shared_out(texts, changes), strict=True):
        if piece == text:
            pieces.append(run)
        elif piece:
            pieces.append(_with_run_text(run, prefix, piece))
    return b"".join((*pieces, sounds_after))


def _changes(old: str, new: str) -> list[_Change]:
    """Return where an old text is changed to give a new one, in their order."""
    if len(old) * len(new) > _MOST_COMPARED:
        return [(0, len(old), new)]
    found = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [(a, b, new[c:d]) for kind, a, b, c, d in found if kind != "equal"]


def _shared_out(texts: Sequence[str], changes: Iterable[_Change]) -> list[str]:
    """Return the runs' texts after changes, each made in the run in which it begins."""
    pieces = [list(text) for text in texts]
    places = [(run, at) for run, text in enumerate(texts) for at in range(len(text))]
    for begin, end, added in changes:
        if begin == len(places):
            pieces[-1].append(added)
        for number, (run, at) in enumerate(places[begin : max(end, begin + 1)], begin):
            kept = pieces[run][at] if number >= end else ""
            pieces[run][at] = (added if number == begin else "") + kept
    return ["".join(piece) for piece in pieces]


def _content(item: bytes) -> bytes:
    """Return what stands between the tags of an item."""
    end = _ITEM_END.search(item)
    return item[item.index(b">") + 1 : end.start()] if end else b""


def _moved(sounds: bytes, changes: Sequence[_Change]) -> bytes | None:
    """Return phonetic runs after changes of the text that they tell of.

    None if a character of one of them has changed.
    """
    pieces: list[bytes] = []
    at = 0
    for tag in _PHONETIC.finditer(sounds):
        values = attributes(tag[0])
        first, last = int(values.get(b"sb", b"0")), int(values.get(b"eb", b"0"))
        if any(begin < last and first < max(end, begin + 1) and (begin, end) != (first, first)
               for begin, end, _ in changes):  # fmt: skip
            return None
        step = sum(len(added) - (end - begin) for begin, end, added in changes if end <= first)
        values |= {b"sb": b"%d" % (first + step), b"eb": b"%d" % (last + step)}
        pieces += sounds[at : tag.start()], start_tag(tag[1] + b"rPh", values)
        at = tag.end()
    return b"".join((*pieces, sounds[at:]))


def _pieces(part: bytes, start: re.Pattern[bytes]) -> list[bytes]:
    """Return what begins with each match of a start tag, up to the next."""
    starts = [match.start() for match in start.finditer(part)]
    return [part[a:b] for a, b in pairwise((*starts, len(part)))]


def _with_run_text(run: bytes, prefix: bytes, text: str) -> bytes:
    """Return a run with another text."""
    name = prefix + b"t"
    new = b'<%s xml:space="preserve">%s</%s>' % (name, escape(text), name)
    return _TEXT.sub(lambda _: new, run, count=1)
