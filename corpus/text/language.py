"""Which language a text is in: by its script first, by statistics only where the script leaves it open.

langdetect alone calls Chinese with Latin abbreviations Korean and a line of authors Indonesian, and unseeded it changes
from run to run. Counting characters is right on both, and a thousand times faster; langdetect is left with the one
question that scripts cannot answer: which language a long Latin text is in.
"""

import re
from functools import cache, lru_cache
from typing import Final

from langdetect import DetectorFactory, LangDetectException
from langdetect.detector_factory import PROFILES_DIRECTORY

from corpus.model import Side

UNDETERMINED: Final = "und"

_HAN: Final = re.compile(r"[\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_KANA: Final = re.compile(r"[\u3041-\u30fa\u31f0-\u31ff]")
_HANGUL: Final = re.compile(r"[\u1100-\u11ff\uac00-\ud7a3]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]")
_WORD: Final = re.compile(r"[A-Za-z\u00c0-\u024f]+")
_LETTER: Final = re.compile(r"[^\W\d_]")

# One Han character says about as much as three Latin letters: the ratio of lengths of the bundled parallel report.
_LETTERS_PER_HAN: Final = 3
# Between these shares of Han (weighed as above) either language may be quoting the other: function words decide.
_HAN_SHARE_OPEN: Final = (0.2, 0.75)
_KANA_SHARE_MIN: Final = 0.1  # of kana and Han together; running Japanese has about a half
_HANGUL_SHARE_MIN: Final = 0.3  # of all letters

# A text with this share of English function words is English; running text of other languages stays under a tenth.
_ENGLISH_SHARE_MIN: Final = 0.2
_WORDS_FOR_STATISTICS_MIN: Final = 12  # shorter texts are names and titles: langdetect guesses at random on them
_PROBABILITY_MIN: Final = 0.95
_STATISTICS_LENGTH: Final = 1000

_ENGLISH_WORDS: Final = frozenset(
    "the of and in to with was were is are for that by as this from on at be been have has had not an which after "
    "between or we our these their it its than who patients during".split()
)
_CHINESE_WORDS: Final = re.compile("[的了在和为与及是者中对后，。、；]")

# The most frequent characters that one script writes and the other does not (frequencies of jieba's dictionary).
_SIMPLIFIED: Final = frozenset(
    "国为这来会时学说们对长过业经门动进区开产军还现机两实关从内没员东头间见战点场数样问并级应资务汉总电声设义统处马领队计权话"
    "报给变书华议称决张导结师达题条县风运组济论强选记却职号类传带农边联广质阳难历专认车备争众连调转该让较际亲单红约亚则属积图装"
    "许观鱼办远构随势热语铁断爱纪况证编满觉双标确织项飞节响轻击请离显罗营视护创兴虽费试识维环乡责严杀围态杨负层续状银终钱赛独细"
    "习医尽脸弹楼艺陆协镇检写验紧劳户财养陈卫伤绝刘亿审压监敌兰温园树词岛预继执谁画剑谈礼愿乱讲临挥简担岁贵帮块额错剧欢够孙阵销"
    "坚疗肿脏肤细脑肾胆肠肺疡瘫颅盐氢酶缩减疟诊剂药针龄绍"
)
_TRADITIONAL: Final = frozenset(
    "國為這來會時學說們對長過業經門動進區開產軍還現機兩實關從內沒員東頭間見戰點場數樣問並級應資務漢總電聲設義統處馬領隊計權話"
    "報給變書華議稱決張導結師達題條縣風運組濟論強選記卻職號類傳帶農邊聯廣質陽難歷專認車備爭眾連調轉該讓較際親單紅約亞則屬積圖裝"
    "許觀魚辦遠構隨勢熱語鐵斷愛紀況證編滿覺雙標確織項飛節響輕擊請離顯羅營視護創興雖費試識維環鄉責嚴殺圍態楊負層續狀銀終錢賽獨細"
    "習醫盡臉彈樓藝陸協鎮檢寫驗緊勞戶財養陳衛傷絕劉億審壓監敵蘭溫園樹詞島預繼執誰畫劍談禮願亂講臨揮簡擔歲貴幫塊額錯劇歡夠孫陣銷"
    "堅療腫臟膚腦腎膽腸瘍癱顱鹽氫縮減瘧診劑藥針齡紹"
)


def tell_language(text: str) -> str:
    """The BCP 47 tag of the language that most of the text is in: en, zh-Hans, zh-Hant, another one, or `und`.

    Always the same for the same text; a short Latin text is taken for English.
    """
    han, kana, latin = (len(script.findall(text)) for script in (_HAN, _KANA, _LATIN))
    letters = len(_LETTER.findall(text))
    if letters == 0:
        return UNDETERMINED
    if kana > (kana + han) * _KANA_SHARE_MIN and kana + han > letters * 0.2:
        return "ja"
    if len(_HANGUL.findall(text)) > letters * _HANGUL_SHARE_MIN:
        return "ko"
    if han and _is_chinese(text, han * _LETTERS_PER_HAN / (han * _LETTERS_PER_HAN + latin)):
        return chinese_script(text)
    if latin > letters / 2:
        return _latin_language(text)
    return _detected(text) or UNDETERMINED


def chinese_script(text: str) -> str:
    """zh-Hant if the characters that only traditional Chinese writes outnumber those of simplified, else zh-Hans."""
    traditional = sum(character in _TRADITIONAL for character in text)
    simplified = sum(character in _SIMPLIFIED for character in text)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def settle_language(declared: str | None, text: str) -> str:
    """The language a record declares, as BCP 47 with its Chinese script told from the text; told whole if undeclared.

    Knows the three-letter codes of ISO 639-2 that MEDLINE uses for both sides.
    """
    if declared is None or not declared.strip():
        return tell_language(text)
    tag = declared.strip().replace("_", "-")
    primary, _, rest = tag.lower().partition("-")
    if primary in ("en", "eng"):
        return "en" if primary == "eng" or not rest else tag
    if primary in ("zh", "chi", "zho", "cmn"):
        if rest.startswith(("hant", "tw", "hk", "mo")):
            return "zh-Hant"
        return "zh-Hans" if rest.startswith(("hans", "cn", "sg")) else chinese_script(text)
    return tag


def side_of(language: str) -> Side | None:
    """The side of a version in this language: `en`, `zh`, or None for a third language."""
    primary = language.lower().partition("-")[0]
    return "en" if primary == "en" else "zh" if primary == "zh" else None


def language_key(language: str) -> str:
    """The language that a version replaces: English and Chinese are one each, whatever the script or the country."""
    return side_of(language) or language


def _is_chinese(text: str, han_share: float) -> bool:
    low, high = _HAN_SHARE_OPEN
    if not low <= han_share <= high:
        return han_share > high
    english = sum(word in _ENGLISH_WORDS for word in map(str.lower, _WORD.findall(text)))
    chinese = len(_CHINESE_WORDS.findall(text))
    return chinese > english if chinese != english else han_share >= 0.5


def _latin_language(text: str) -> str:
    """English, unless a long text has few of its function words and another language claims it with confidence."""
    words = _WORD.findall(text)
    english = sum(word.lower() in _ENGLISH_WORDS for word in words)
    in_small_letters = sum(word.islower() for word in words)
    if len(words) < _WORDS_FOR_STATISTICS_MIN or in_small_letters < len(words) / 2:
        return "en"  # names, addresses and formulas are no evidence for a third language
    if english >= len(words) * _ENGLISH_SHARE_MIN:
        return "en"
    return _detected(text) or "en"


def _detected(text: str) -> str | None:
    """What langdetect is sure of, from the first thousand characters; None where it is not."""
    return _statistics(text[:_STATISTICS_LENGTH])


@lru_cache(maxsize=1024)  # a page's lines are asked about two or three times, at some milliseconds each
def _statistics(text: str) -> str | None:
    detector = _profiles().create()
    detector.append(text)
    try:
        best = detector.get_probabilities()[:1]
    except LangDetectException:  # nothing in the text that a profile knows
        return None
    return str(best[0].lang) if best and best[0].prob >= _PROBABILITY_MIN else None


@cache
def _profiles() -> DetectorFactory:
    """langdetect's profiles, read once (half a second) and seeded; `langdetect.detect` itself is never seeded."""
    DetectorFactory.seed = 0
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    return factory
