"""Invented people: names, telephones, sound numbers of fictitious districts.

The district codes (500196 to 500199) belong to no place; the check character is computed.  The
functions at the end spoil a number in one way each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final, Literal

Sex = Literal["男", "女"]

REGIONS: Final = ("500196", "500197", "500198", "500199")
EDUCATION: Final = ("小学", "初中", "高中", "大专", "本科及以上")
EDUCATION_WEIGHTS: Final = (18, 46, 24, 9, 3)

_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHARACTERS: Final = "10X98765432"

_SURNAMES: Final = (
    "王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏"
    "吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万"
)
_GIVEN_MEN: Final = (
    "国建文志永明德云海东春军平波涛强伟斌辉龙成林山川福贵祥荣华光荣友顺兴旺富才高远长河松柏青峰"
)
_GIVEN_WOMEN: Final = (
    "秀英桂兰芳玉梅红霞丽娟燕琴凤莲珍香菊翠琼素容华清月云春秋碧淑惠敏静雪莉萍蓉霜露竹荷杏桃枝叶"
)
_FIRST_PARTS: Final = ("阿力", "马麦", "买合", "依布", "萨里", "穆萨", "哈力", "古丽")
_SECOND_PARTS: Final = ("哈桑", "依明", "拉木", "古再", "阿里", "尤素", "买买", "扎西")
_PLACE_FIRST: Final = "青白石柳云龙双长金玉红大小新东南西北上下清竹松梅高平安永福丰"
_PLACE_SECOND: Final = "松鹭桥湾水溪坪坝岭峰林泉河塘田垭沟坡井寨"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who does not exist."""

    name: str
    sex: Sex
    born: date
    identity: str
    phone: str
    education: str


def check_character(first17: str) -> str:
    """Return the character that ISO 7064 MOD 11-2 puts behind seventeen digits."""
    total = sum(int(d) * w for d, w in zip(first17, _WEIGHTS, strict=True))
    return _CHARACTERS[total % 11]


def identity_number(region: str, born: date, sequence: int | str) -> str:
    """Return the identity number of a district, a birth date and a sequence.

    An odd sequence is a man's, an even one a woman's.
    """
    first17 = f"{region}{born:%Y%m%d}{int(sequence):03}"
    return first17 + check_character(first17)


def random_day(rng: Random, first: date, last: date) -> date:
    """Return a day between two days, both included."""
    return first + timedelta(days=rng.randint(0, (last - first).days))


def born_for_age(rng: Random, age: int, on: date) -> date:
    """Return a birth date for an age on a day, no birthday being near."""
    birthday = on - timedelta(days=rng.randint(20, 340))
    return date(birthday.year - age, birthday.month, min(birthday.day, 28))


class People:
    """Makes people, each with a number and a telephone that nobody else has."""

    def __init__(
        self, seed: int, *, distinct_names: bool = False, most_names: int = 1_000_000
    ) -> None:
        """Begin. After ``most_names`` names of a sex, old ones serve again."""
        self._rng = Random(seed)
        self._distinct_names = distinct_names
        self._most_names = most_names
        self._names: dict[Sex, dict[str, None]] = {"男": {}, "女": {}}
        self._pools: dict[Sex, list[str]] = {}
        self._identities: set[str] = set()
        self._phones: set[str] = set()

    def name(self, sex: Sex) -> str:
        """Return a name of two or three characters, one of a hundred with a dot."""
        rng = self._rng
        names = self._names[sex]
        if len(names) >= self._most_names:
            if sex not in self._pools:
                self._pools[sex] = list(names)
            return rng.choice(self._pools[sex])
        given = _GIVEN_MEN if sex == "男" else _GIVEN_WOMEN
        while True:
            chance = rng.random()
            if chance < 0.01:
                name = f"{rng.choice(_FIRST_PARTS)}·{rng.choice(_SECOND_PARTS)}"
            elif chance < 0.15:
                name = rng.choice(_SURNAMES) + rng.choice(given)
            else:
                name = rng.choice(_SURNAMES) + rng.choice(given) + rng.choice(given)
            if not self._distinct_names or all(name not in taken for taken in self._names.values()):
                names[name] = None
                return name

    def identity(self, sex: Sex, born: date, region: str = "") -> str:
        """Return an identity number not given before."""
        while True:
            sequence = self._rng.randint(0, 498) * 2 + (1 if sex == "男" else 2)
            number = identity_number(region or self._rng.choice(REGIONS), born, sequence)
            if number not in self._identities:
                self._identities.add(number)
                return number

    def phone(self) -> str:
        """Return a mobile number not given before."""
        while True:
            number = f"1{self._rng.randint(3, 9)}{self._rng.randint(0, 999_999_999):09}"
            if number not in self._phones:
                self._phones.add(number)
                return number

    def person(self, born: date, sex: Sex | None = None) -> Person:
        """Return somebody born on a day."""
        if sex is None:
            sex = "男" if self._rng.random() < 0.64 else "女"
        [education] = self._rng.choices(EDUCATION, EDUCATION_WEIGHTS)
        return Person(self.name(sex), sex, born, self.identity(sex, born), self.phone(), education)

    def aged(self, youngest: int, oldest: int, on: date, sex: Sex | None = None) -> Person:
        """Return somebody of an age between two ages on a day."""
        return self.person(born_for_age(self._rng, self._rng.randint(youngest, oldest), on), sex)


def place_names(seed: int, count: int, suffix: str) -> list[str]:
    """Return different names of villages (村), communities (社区) or townships (镇)."""
    every = [first + second for first in _PLACE_FIRST for second in _PLACE_SECOND]
    if count > len(every):
        every = [name + third for name in every for third in _PLACE_SECOND]
    return [name + suffix for name in Random(seed).sample(every, count)]


# One way each to spoil a number.


def one_digit_wrong(identity: str) -> str:
    """Return the number with one digit changed, so that its check fails."""
    wrong = identity[:15] + str((int(identity[15]) + 3) % 10) + identity[16:]
    if wrong.endswith("000"):  # that would look like a number that a number cell has cut
        return one_digit_wrong(wrong)
    return wrong


def masked(identity: str) -> str:
    """Return the number as a public notice prints it."""
    return f"{identity[:6]}********{identity[14:]}"


def one_digit_short(identity: str) -> str:
    """Return the number with a digit of its sequence left out."""
    return identity[:15] + identity[16:]


def born_on_no_day(identity: str) -> str:
    """Return a number with 31 February as birth date and a fitting check character."""
    first17 = f"{identity[:10]}0231{identity[14:17]}"
    return first17 + check_character(first17)


def kept_as_number(identity: str) -> float:
    """Return what a spreadsheet keeps of a number typed into a cell that is no text."""
    return float(identity[:15] + "000")


def cut_and_made_text(identity: str) -> str:
    """Return the number as text from a number cell: ending in 000, check failing."""
    first15 = identity[:15]
    while check_character(first15 + "00") == "0":
        first15 = first15[:14] + str((int(first15[14]) + 1) % 10)
    return first15 + "000"


def ten_digits(phone: str) -> str:
    """Return a telephone number with a digit left out."""
    return phone[:5] + phone[6:]


def other_sex(sex: Sex) -> Sex:
    """Return the other word."""
    return "女" if sex == "男" else "男"
