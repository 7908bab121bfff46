"""Numbers in Chinese numerals, where they count something: 四例, 一百零五天, 半年; not in 一般 or 十二指肠."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from corpus.quantities.numeral import Numeral
from corpus.quantities.numerals import HAN_DIGITS, NUMERAL_LENGTH_MAX, han_value

CLASSIFIERS: Final = (
    "例次|例|元(?!素|件|首|旦)|名(?!称|义|单)|位(?!点|置|于)|个(?!别|体|案|性|人)|人次|人(?!类|群|体|口|员)|次(?!要|级|黄|氯|全|性)|组(?!织|成|合|胺|间)"
    "|种(?!植|族|类|群)|项(?!目)|篇|只(?!有|能|是)|株|家(?!族|属|庭|系)|份|支(?!气|架|持|原|配)|片(?!段)|粒(?!细|子|径)|枚|颗|块"
    "|条(?!件)|处(?!理|于|方)|所|台|套|对(?!照|比|于|应|象|称|数)|眼(?!科|底|压|内|部|睑)|耳(?!鸣|聋|石|蜗)|胎(?!儿|盘|龄|膜)|户|批|张"
    "|疗程|周期|剂(?!量|型)|袋|瓶|滴(?!度|注|定)|倍|分(?!别|析|子|期|级|组|布|类|化|泌|之|离|娩|为|裂|层|支|型|辨|数|母|流|钟|升|位)"
    "|步|类(?!似|风|固|型)|级(?!别)|期(?!间|望|待)|度|型|线(?!粒|性|索)|成|代(?!谢)|者|侧|岁|年(?!龄|代|级|轻|幼)|月(?!经|亮)|天(?!冬|然)"
    "|日(?!本|常|间)|周(?!围|期|边|身|长)|星期|小时|分钟|秒|轮|株|根|尾|头(?!痛|颅|晕|孢|颈|部)|穴|味(?!觉)|帖|付|节|椎|孔|亿|万"
)
_NUMERAL: Final = re.compile(r"半|[零〇一二三四五六七八九十百千万亿两]+(?:点[零〇一二三四五六七八九]+)?")
_COUNTS: Final = re.compile(
    rf"(?:余|多|几)?(?:{CLASSIFIERS}|毫|微克|千克|公斤|克(?!隆|罗)|厘米|米(?!诺|非)|升(?!高)|国际单位|单位)"
)
_MONTH: Final = re.compile("月(?!龄)")  # 五月 is May
_TO_ANOTHER: Final = re.compile(rf"[至到~-][零〇一二三四五六七八九十百千万亿两]{{1,9}}(?:{CLASSIFIERS})")
_PARTS: Final = re.compile("分之")
_HALF_OF: Final = re.compile("年(?!龄)|天|小时|个月|个疗程|数(?!值|据)|个|片|支|量|周")

# 一 is mostly an article or part of a word; it counts before these only.
_ONE_COUNTS: Final = re.compile(
    "例|名(?!称)|位(?!点|置)|年(?!龄|代)|天(?!然)|日(?!本)|周(?!围|期)|小时|分钟|次(?!性)|级|期|线|侧|岁|只(?!有|能)|眼|倍|型|个(?:半?月|半?小时|疗程|周期)|成(?!为|功|分|立)|疗程"
)
_BEFORE_ONE: Final = "统唯单同不进之专均划万另逐任每"
# No numbers: 十分 very, 千万 by all means, 十二指肠 duodenum, 二倍体 diploid, 十二烷 dodecane, 三者, 两者 both.
_NO_NUMBERS: Final = re.compile(
    "[一二三四五六八]倍体|十[一二三四五六七八]?[烷烯醇酸碳]|十二指|十分(?!之|钟)|[二三两]者|百日咳|百分|千分|千克|千卡|千帕|千米|万一|万能|两性|四个字|一二线"
)


def han_numerals(text: str) -> Iterator[Numeral]:
    """The numbers in Chinese numerals of a folded text, in order."""
    for match in _NUMERAL.finditer(text):
        start, end = match.span()
        written = match.group()
        if end - start > NUMERAL_LENGTH_MAX + 1:
            continue
        if written == "半":
            if _HALF_OF.match(text, end) and text[start - 1 : start] not in ("一", "多", "大", "过"):
                whole = text[end : end + 1] in "数量"
                yield Numeral(start, end + whole, Decimal("0.5"), "fraction" if whole else "han")
            continue
        if written == "一" and text[end : end + 1] == "半":
            yield Numeral(start, end + 1, Decimal("0.5"), "fraction")
            continue
        end = start + len(written)
        if _counts(text, start, end, written):
            value = han_value(written)
            if value is not None:
                yield Numeral(start, end, value, "han", False, len(written) > 1)


def _counts(text: str, start: int, end: int, written: str) -> bool:
    """Whether this numeral is an amount, and not part of a word."""
    before = text[start - 1 : start]
    if written in ("百", "千", "万") and _PARTS.match(text, end):
        return False  # 百分之: the number is what follows
    if before == "第" or text[start - 2 : start] == "分之" or _PARTS.match(text, end):
        return True
    if _NO_NUMBERS.match(text, start) or before in ("数", "几") or _MONTH.match(text, end):
        return False
    if _TO_ANOTHER.match(text, end):
        return True
    if written == "一":
        return not (before and before in _BEFORE_ONE) and _ONE_COUNTS.match(text, end) is not None
    if written[0] in "百千万亿":
        return False  # 百年, 千米; a scale after digits is read with them
    if len(written) > 1 and not any(character in "十百千万亿点" for character in written):
        return len(written) == 4 and text[end : end + 1] == "年"  # 二〇一九年; 三四天 is about three
    if len(written) > 1 and any(character in HAN_DIGITS for character in written):
        return True
    return _COUNTS.match(text, end) is not None
