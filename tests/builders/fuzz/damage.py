"""Damage done to texts, markup, trees and packages, the same for the same dice."""

from __future__ import annotations

import json
import re
import zipfile
from copy import deepcopy
from io import BytesIO
from random import Random
from typing import Any, Final

SIGNS: Final = (
    "", "0", "-1", "1", "9" * 25, "1048577", "XFE1", "A0", "XFD1048576", "A1:XFD1048576", "1e999", "NaN", "true",
    "１２", "①", "²", "\u202e", "\u200b", "\x00", "\ud83d\ude00", "\u2028", "é", "　", "\n", "'", '"', "&", "&#0;", "&lt;",
    "]]>", "%s", "{{ x }}", "=1+1", "../../x", "http://", "年", "万元", "500199198506150017", "2020-02-30", "*",
)  # fmt: skip
"""Texts that nobody expects in a value or an attribute."""
_SNIPPETS: Final = (
    "<!--", "-->", "<![CDATA[", "]]>", "<c/>", '<c r="A1"><v>1</v></c>', '<row r="0"/>', '<row r="3"><c r="C3" t="s"><v>99</v></c></row>',
    "<sheetData>", "</sheetData>", "<v>", "</v>", '<is><r><t>甲</t></r><rPh sb="0" eb="1"><t>乙</t></rPh></is>', "<f>1/0</f>", '<mergeCell ref="A1:XFD1048576"/>',
    '<mc:AlternateContent xmlns:mc="x"><mc:Choice Requires="y"/></mc:AlternateContent>', "<w:p/>", "<w:tbl><w:tr/></w:tbl>",
    "<w:t>{{ form.name }}{% for %}</w:t>", "<?x?>", "<!DOCTYPE x>",
)  # fmt: skip
_VALUES: Final[tuple[Any, ...]] = (
    None, True, -1, 0, 1.5, 10**30, "", "1", "\u202e", "\ud800", [], {}, [[]], {"": None}, "A" * 5000, [0] * 300,
)  # fmt: skip
_TOKEN: Final = re.compile(r"<[^>]*>?|[^<]+")
_ATTRIBUTE: Final = re.compile(r'="[^"]*"')


def few(dice: Random) -> range:
    """Return how many times something is damaged: mostly once, seldom often."""
    return range(dice.choice((1, 1, 1, 2, 3, 8)))


def damaged_bytes(dice: Random, sound: bytes) -> bytes:
    """Return bytes of which some are changed, lost, doubled or put in."""
    content = bytearray(sound)
    for _ in few(dice):
        at = dice.randrange(len(content) + 1)
        length = dice.choice((0, 1, 1, 2, 8, 64))
        put_in = dice.choice((b"", dice.randbytes(dice.randrange(5)), bytes(content[at : at + 40])))
        content[at : at + length] = put_in
    if dice.random() < 0.2:
        del content[dice.randrange(len(content) + 1) :]
    return bytes(content)


def damaged_text(dice: Random, sound: str) -> str:
    """Return a text with signs put in, taken out, doubled or moved."""
    text = sound
    for _ in few(dice):
        at, end = sorted(dice.randrange(len(text) + 1) for _ in range(2))
        match dice.randrange(5):
            case 0:
                text = text[:at] + dice.choice(SIGNS) + text[at:]
            case 1:
                text = text[:at] + text[end:]
            case 2:
                text = text[:end] + text[at:]
            case 3:
                text = text[:at] + text[at:end][::-1] + text[end:]
            case _:
                text = text[:at] + dice.choice(SIGNS) + text[end:]
    return text


def damaged_markup(dice: Random, sound: str) -> str:
    """Return markup with tags, attributes and texts lost, doubled or changed."""
    tokens = _TOKEN.findall(sound)
    for _ in few(dice):
        if not tokens:
            return dice.choice(_SNIPPETS)
        at = dice.randrange(len(tokens))
        match dice.randrange(7):
            case 0:
                del tokens[at]
            case 1:
                end = at + dice.randrange(12)
                tokens[at:at] = tokens[at:end]
            case 2:
                other = dice.randrange(len(tokens))
                tokens[at], tokens[other] = tokens[other], tokens[at]
            case 3:
                tokens.insert(at, dice.choice(_SNIPPETS))
            case 4 if found := list(_ATTRIBUTE.finditer(tokens[at])):
                one, sign = dice.choice(found), dice.choice(SIGNS)
                tokens[at] = f'{tokens[at][: one.start()]}="{sign}"{tokens[at][one.end() :]}'
            case 5:
                del tokens[at : at + dice.randrange(40)]
            case _:
                tokens[at] = damaged_text(dice, tokens[at])
    return "".join(tokens)


def damaged_tree(dice: Random, sound: Any) -> Any:
    """Return a tree of JSON with values changed, lost or doubled, and names changed."""
    tree = deepcopy(sound)
    for _ in few(dice):
        node = tree
        while isinstance(node, dict | list) and node:
            key: Any = dice.choice([*node] if isinstance(node, dict) else range(len(node)))
            if isinstance(node[key], dict | list) and node[key] and dice.random() < 0.85:
                node = node[key]
                continue
            _strike(dice, node, key)
            break
    return tree


def _strike(dice: Random, node: Any, key: Any) -> None:
    match dice.randrange(5):
        case 0:
            del node[key]
        case 1 if isinstance(node, list):
            node.append(deepcopy(node[key]))
        case 2 if isinstance(node, dict):
            node[dice.choice(SIGNS)] = node.pop(key)
        case 3 if isinstance(node[key], str):
            node[key] = damaged_text(dice, node[key])
        case _:
            node[key] = dice.choice(_VALUES)


def damaged_json(dice: Random, sound: Any) -> bytes:
    """Return JSON of a damaged tree, now and then damaged as a text too."""
    text = json.dumps(damaged_tree(dice, sound), ensure_ascii=dice.random() < 0.5)
    if dice.random() < 0.3:
        text = damaged_text(dice, text)
    return text.encode("utf-8", "surrogatepass")


def damaged_package(dice: Random, sound: bytes, likely: str) -> bytes:
    """Return an archive with a damaged part, mostly one of a likely name."""
    if dice.random() < 0.1:
        return damaged_bytes(dice, sound)
    with zipfile.ZipFile(BytesIO(sound)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    names = [name for name in parts if likely in name and dice.random() < 0.9] or [*parts]
    name = dice.choice(names)
    if dice.random() < 0.05:
        del parts[name]
    elif name.endswith((".xml", ".rels")):
        markup = damaged_markup(dice, parts[name].decode("utf-8", "replace"))
        parts[name] = markup.encode("utf-8", "surrogatepass")
    else:
        parts[name] = damaged_bytes(dice, parts[name])
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in parts.items():
            archive.writestr(zipfile.ZipInfo(each, (2020, 6, 30, 12, 0, 0)), content)
    return target.getvalue()
