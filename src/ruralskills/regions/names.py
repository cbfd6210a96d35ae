"""Names of townships and villages in the form that is compared."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from ruralskills.model.masking import mask_name
from ruralskills.text.lazy_regex import regex
from ruralskills.text.normalise import normalised

_COMMITTEE: Final = regex(
    r"(村民委员会|村委会|居民委员会|社区居民委员会|社区居委会|居委会|党支部|党总支)$"
)
_GROUP: Final = regex(r"(?<=[村区])(第?[0-9一二三四五六七八九十]{1,3})(组|社|村民小组|小组)$")
_REMARK: Final = regex(r"[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]")
_LONGEST: Final = 60
"""The longest text, in characters, that is looked at as the name of a township."""
_HAN: Final = r"[\u4e00-\u9fff×]"
KINDS: Final = "街道|镇|乡|苏木"
COUNTY: Final = rf"(?>[城郊矿]区|{_HAN}县|{_HAN}{{2,12}}?[县区市州盟旗省]){{0,4}}"
"""The areas above a township. They begin none of 旧县镇, 新市镇 and 红旗营子乡.

Each is as short as can be: 县县县县 is parted in one way, and not tried in all.
"""
STEM: Final = (
    rf"(?:(?:东乡(?=族)|(?![镇乡]){_HAN}){{2,8}}?|(?![各全本]){_HAN}(?:乡(?=镇)|镇(?=街道)))"
)
"""A township's name without its kind, 金乡镇, 安镇街道 and those of 东乡族 included."""
_COUNTY: Final = regex(rf"^(?={_HAN}*(?:{KINDS})$){COUNTY}(?={_HAN}{{2,}}(?:{KINDS})$)")
_COUNTYS_OFFICE: Final = regex(r"(?:人民政府|政府|党委|党工委|办事处)$")
_TOWNSHIPS_OFFICE: Final = regex(
    rf"(?:中共)?{COUNTY}({STEM}(?:{KINDS}))(?![县市区州旗族村镇街])"
    r"(?:(?!村委|村民|村支|社区|学校|小学|中学|中心校|医院|卫生院|公司|合作社)[\u4e00-\u9fff、，,]){0,16}?"
    r"(?:政府|党委|党工委|委员会|工委|委|办事处|办公室|办|人大|纪委|领导小组|专班|工作组|服务中心|便民中心"
    r"|事务所|保障所|人社所|社保所|财政所|服务所|扶贫站|工作站|服务站)"
)
_ONE_TOWNSHIP: Final = regex(rf"({_HAN}{{1,10}}?)(?:{KINDS})")
_NO_STEM: Final = regex(
    r"|.*[各全本外该某此几多].{0,2}|(?:其他|其它|有关|相关|所有|所属).{0,2}|城乡?|[乡镇村县市区]+|.*[县市区州旗一二三四五六七八九十个]乡|农村|集体"
)
"""Words before 镇 and 乡 that name no single township."""
_TOWNSHIP: Final = regex(r"^[\u4e00-\u9fff×]{2,5}?(?:镇|乡|街道)(?=[\u4e00-\u9fff×]{2,}$)")


def without_numbers(name: str) -> str:
    """Return the text of a name with personal numbers hidden.

    Whoever takes a remark off a name would cut a number into pieces, which nobody knows again.

    >>> without_numbers("青龙村"), without_numbers("青龙村(138)1234)5678")
    ('青龙村', '青龙村(138****5678')
    """
    return name if name.isalpha() else mask_name(name)


def village_name(name: str) -> str:
    """Return a village's name without township, committee, group and remarks.

    >>> village_name("青龙村村民委员会"), village_name("青龙村"), village_name("城南社区居委会")
    ('青龙村', '青龙村', '城南社区')
    >>> village_name("桂花街道红花村3组"), village_name("红花村（原双桥村）"), village_name("新镇村")
    ('红花村', '红花村', '新镇村')
    """
    word = _REMARK.sub("", normalised(without_numbers(name)))
    word = _GROUP.sub("", word)
    found = _COMMITTEE.search(word)
    if found:
        bare = word[: found.start()]
        kind = "社区" if "社区" in found[0] or "居" in found[0] else "村"
        word = bare if bare.endswith(("村", "社区")) else f"{bare}{kind}"
    alone = _TOWNSHIP.sub("", word)
    return alone if alone.endswith(("村", "社区")) and len(alone) > 2 else word


def _stem(name: str) -> str:
    return name.removesuffix("社区").removesuffix("村")


class VillageNames:
    """Full names of villages, which short names stand for.

    >>> names = VillageNames(["红花村", "青龙村", "青龙社区"])
    >>> names.full("红花"), names.full("青龙"), names.full("青龙村"), "红花" in names
    ('红花村', '青龙', '青龙村', False)
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._by_stem: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for name in names:
            self._by_stem[_stem(name)][name] += 1

    def __contains__(self, name: str) -> bool:
        return name in self._by_stem.get(_stem(name), ())

    def full(self, name: str) -> str:
        """Return the one full name of a short name, itself if none or several match."""
        alike = self._by_stem.get(_stem(name), Counter())
        return next(iter(alike)) if name not in alike and alike.total() == 1 else name


@lru_cache(maxsize=4096)  # rules ask for that of each row
def township_name(name: str) -> str:
    """Return a township's name without county and office, any other name as compared.

    >>> township_name("潼南区桂林街道办事处"), township_name("桂林街道"), township_name("双江镇人民政府")
    ('桂林街道', '桂林街道', '双江镇')
    >>> township_name("重庆市潼南区桂林街道"), township_name("新市镇"), township_name("旧县镇")
    ('桂林街道', '新市镇', '旧县镇')
    >>> township_name("青龙镇党委、政府"), township_name("临江县青龙镇乡村振兴办公室")
    ('青龙镇', '青龙镇')
    >>> township_name("青龙镇中心小学"), township_name("东乡县扶贫办"), township_name("潼南区人民政府")
    ('青龙镇中心小学', '东乡县扶贫办', '潼南区')
    """
    word = _REMARK.sub("", normalised(without_numbers(name)))
    if len(word) > _LONGEST:
        return word
    if found := _TOWNSHIPS_OFFICE.fullmatch(word):
        return found[1]
    return _COUNTY.sub("", _COUNTYS_OFFICE.sub("", word))


def is_township(name: str) -> bool:
    """Return True if a name as compared is that of one township.

    >>> is_township("桂林街道"), is_township("各乡镇"), is_township("县就业局"), is_township("全镇")
    (True, False, False, False)
    """
    found = _ONE_TOWNSHIP.fullmatch(name)
    return found is not None and not _NO_STEM.fullmatch(found[1])
