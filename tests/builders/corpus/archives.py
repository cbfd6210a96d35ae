"""Zips of ledgers as offices pack them, and zips that nobody should unpack."""

from __future__ import annotations

from typing import Final

from builders.corpus.case import REFUSED, SKIPPED, SOME, of
from builders.corpus.formats import locked, text
from builders.corpus.xlsx import Member, book, honest, packed, zeros, zipped

_MACOSX: Final = "__MACOSX/._台账.xlsx"


def _ledger() -> bytes:
    return packed(book())


def named(*names: str) -> bytes:
    """An archive in which the first file is the ledger and the others are rubbish."""
    return zipped([honest(names[0], _ledger()), *(honest(name, b"rubbish") for name in names[1:])])


def in_gbk() -> bytes:
    """An archive as Windows packs it: names in GBK, and nothing that says so."""
    return zipped([Member("桂花街道/致富带头人台账.xlsx".encode("gbk"), *_body(_ledger()))])


def with_locked_member() -> bytes:
    """An archive with a member behind a password beside the ledger."""
    return zipped([
        honest("台账.xlsx", _ledger()),
        Member("加密.xlsx".encode(), b"\x00" * 12 + b"secret", 6, flags=0x801),
    ])  # fmt: skip


def with_unknown_method() -> bytes:
    """An archive with a member packed in a way that nobody knows beside the ledger."""
    return zipped([
        honest("台账.xlsx", _ledger()), Member("怪.xlsx".encode(), b"secret", 6, flags=0x800, method=97),
    ])  # fmt: skip


def many(count: int) -> bytes:
    """An archive of so many files."""
    return zipped(honest(f"{number}.csv", b"a,b\n") for number in range(count))


def _body(content: bytes) -> tuple[bytes, int, int]:
    member = honest("", content)
    return member.packed, member.unfolded, member.crc


def nested(depth: int) -> bytes:
    """A ledger in an archive in an archive, and so on."""
    content, name = _ledger(), "台账.xlsx"
    for _ in range(depth):
        content, name = zipped([honest(name, content)]), "里.zip"
    return content


def bomb(unfolded: int) -> bytes:
    """An archive with a ledger and a member of two gigabytes that lies about it."""
    return zipped([honest("台账.xlsx", _ledger()), Member(b"b.xlsx", zeros(2048), unfolded)])


CASES: Final = (
    of("台账.zip", lambda: named("台账.xlsx")),
    of("名为xlsx的压缩包.xlsx", lambda: named("台账.xlsx")),
    of("国标名.zip", in_gbk, says="桂花街道/致富带头人台账.xlsx"),
    of("苹果电脑.zip", lambda: named("台账.xlsx", _MACOSX, "._台账.xlsx", ".DS_Store", "说明.docx")),
    of("带锁定文件.zip", lambda: named("台账.xlsx", "~$台账.xlsx", ".~台账.xlsx")),
    of("同名.zip", lambda: zipped([honest("甲/台账.xlsx", _ledger()),
       honest("乙/台账.csv", text(",", "gb18030"))]), rows=10),
    of("套压缩包.zip", lambda: zipped([honest("台账.xlsx", _ledger()), honest(
       "里.zip", zipped([honest("乙.csv", text(",", "gb18030"))]))]), rows=10, says="里.zip/乙.csv"),
    of("层层相套.zip", lambda: nested(6), REFUSED, says="太多层"),
    of("名字是UTF8而不说.zip", lambda: zipped([Member(
       "乡镇台账.xlsx".encode(), *_body(_ledger()))]), says="乡镇台账.xlsx"),
    of("六万成员.zip", lambda: many(60_000), REFUSED, says="3000个"),
    of("套RAR.zip", lambda: zipped([honest("台账.xlsx", _ledger()), honest("里.rar", b"Rar!\x1a\x07\x00")]),
       SOME, says="RAR"),
    of("加密成员.zip", with_locked_member, SOME, says="加密.xlsx"),
    of("有密码台账.zip", lambda: zipped([honest("台账.xlsx", _ledger()), honest("锁.xlsx", locked())]), SOME,
       says="打开密码"),
    of("怪压缩.zip", with_unknown_method, SOME, says="怪.xlsx"),
    of("穿越路径.zip", lambda: named("../../../../tmp/穿越.xlsx"), says="穿越.xlsx"),
    of("绝对路径.zip", lambda: named("/tmp/绝对.xlsx"), says="绝对.xlsx"),
    of("盘符路径.zip", lambda: named("C:\\Users\\x\\台账.xlsx"), says="台账.xlsx"),
    of("五千成员.zip", lambda: many(5000), REFUSED, says="3000个"),
    of("三百成员.zip", lambda: many(300), SKIPPED, says="没有认出"),
    of("压缩炸弹.zip", lambda: bomb(2 << 30), REFUSED, says="太大"),
    of("谎报压缩炸弹.zip", lambda: bomb(1 << 20), SOME, says="b.xlsx"),
    of("没有表格.zip", lambda: named("说明.docx", "照片.jpg"), REFUSED, says="没有"),
    of("空.zip", lambda: zipped([]), REFUSED, says="损坏"),
    of("截断.zip", lambda: named("台账.xlsx")[:-40], REFUSED, says="不完整"),
    of("坏成员.zip", lambda: zipped([honest("台账.xlsx", _ledger()), Member(b"b.xlsx", b"\xff\xff", 9)]), SOME,
       says="b.xlsx"),
    of("长名.zip", lambda: named("长" * 300 + ".xlsx")),
    of("怪名.zip", lambda: named("a\nb\x07\x1b[31m.xlsx")),
)  # fmt: skip
