"""Lines of authors, affiliations and correspondence, recognised by their shape and read into names.

Latin names are words that begin with a capital, Chinese ones two to four characters that begin with a surname; marks of
affiliation (digits, daggers, `(1)`) and degrees are taken off. A line in doubt is none of these.
"""

import re
from itertools import zip_longest
from typing import Final

from corpus.model import Author
from corpus.text.boilerplate import without_bullet

# The 200 most frequent surnames, which nine in ten people bear (Ministry of Public Security, 2020), and compound ones.
_SURNAMES: Final = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳"
    "翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤"
    "阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖"
    "張劉陳楊黃趙吳孫馬羅鄭梁謝許韓馮鄧蕭葉蘇呂盧薑鍾譚陸賈韋鄒雷龍賀顧錢嚴湯溫閻龐顏莊聶魯歐關蘭寧紀單塗駱藍農簡車連麥婁竇黨宮費衛應閔鄔邊師榮叢"
)
_COMPOUND: Final = (
    "欧阳",
    "上官",
    "司马",
    "诸葛",
    "东方",
    "皇甫",
    "尉迟",
    "公孙",
    "令狐",
    "慕容",
    "司徒",
    "夏侯",
    "歐陽",
    "司馬",
)

_HAN: Final = "\u3400-\u4dbf\u4e00-\u9fff"
_PREFIX: Final = re.compile(r"^(?:authors?|by|作者(?:姓名)?|著者)\s*[:：]\s*|^by\s+", re.IGNORECASE)
_AND: Final = re.compile(r"\s+(?:and|&)\s+|,\s*(?:and|&)\s+", re.IGNORECASE)
_ET_AL: Final = re.compile(r"[,，\s]{1,3}(?:et al\.?|等)[.。]?$", re.IGNORECASE)
_SIGN: Final = "[\\d⁰¹²³⁴-⁹*†‡§¶#✉＊△▲☆★◆]"
_MARKS: Final = re.compile(
    rf"(?:[\s,，、]{{0,3}}+(?:[(（\[]\s?(?:\d{{1,2}}|[a-z])(?:\s?[,，、]\s?(?:\d{{1,2}}|[a-z])){{0,8}}\s?[)）\]]|{_SIGN}{{1,6}}+)){{1,8}}$"
)
_MARKS_LENGTH_MAX: Final = 60
_DEGREE: Final = re.compile(
    r"(?:[\s,]{1,3}(?:MD|M\.D\.|PhD|Ph\.D\.|MSc|MPH|MBBS|BSc|MS|FRCP|FRCPath|DO|RN|PharmD|Dr|Prof)){1,4}$"
)
_NAME_WORD: Final = r"[A-ZÀ-ÖØ-Þ](?:[A-Za-zÀ-ɏ'’-]*[A-Za-zÀ-ɏ]|\.(?:-?[A-Z]\.)*)?"
_PARTICLE: Final = r"(?:van|von|der|den|de|da|do|dos|del|della|di|la|le|bin|ibn|al|el|ter|ten|zur)"
_LATIN_NAME: Final = re.compile(
    rf"(?:{_PARTICLE}[ ]){{0,2}}{_NAME_WORD}(?:[ ](?:{_PARTICLE}[ ]){{0,2}}{_NAME_WORD}){{1,4}}"
    r"(?: (?:Jr|Sr|II|III)\.?)?"
)
_HAN_NAME: Final = re.compile(rf"[{_HAN}]{{2,4}}|[{_HAN}]{{1,6}}[·•][{_HAN}·•]{{1,12}}")
_AUTHORS_LENGTH_MAX: Final = 6000  # some three hundred names

_PLACE_WORDS: Final = re.compile(
    r"\b(?:Departments?|Universit[yéàä]\w*|Universidad\w*|Hospitals?|Hospitet\w*|Institut\w*|Schools?|Colleges?|Cent(?:er|re)s?|"
    r"Laborator(?:y|ies)|Facult[yé]\w*|Clinics?|Divisions?|Academy|Ministry|Foundation|Inc|Ltd|GmbH|Pharmaceuticals?)\b"
)
_HAN_PLACE: Final = re.compile(
    r"(?:大学|大學|医院|醫院|学院|學院|研究所|研究院|研究中心|实验室|科学院|中心|公司|疾控|卫生院|保健院|[内外]科|[液床瘤]科)"
)
_HAN_PLACE_END: Final = re.compile(r"(?:科|院|所|系|室|中心|学|部|司|市|省|区|县|国|\d{6}|[)）。.;；])\s*$")
_HAN_PLACE_PREFIX: Final = re.compile(r"^(?:作者单位|单位|工作单位|第一作者单位|通[信讯]作者单位)\s*[:：]")
_SENTENCE_SIGNS: Final = re.compile("[了的是为对均可被将患]|探讨|观察|方法|结果|分析")
_AFFILIATION_LENGTH_MAX: Final = 500  # one line of one address; Chinese ones list several
_LEADING_MARK: Final = re.compile(r"^(?:[(（\[]?\d{1,2}[)）\].、,]?\s*|[a-z]\s+(?=[A-Z])|[*†‡§¶#]\s*)(?=\D)")
_NEXT_ADDRESS: Final = re.compile(r"[;；]\s?(?=[(（\[]?\d{1,2}[)）\].、\s])")
_SMALL_WORDS: Final = frozenset("of the and for at in on de la le und der des & du to".split())

_CORRESPONDENCE: Final = re.compile(
    r"^(?:\*\s?)?(?:correspond(?:ence|ing author)|address (?:for|all) correspondence|e-?mail\b|"
    r"通[信讯]作者|电子邮箱|邮箱)",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(
    r"[\w.+-]{1,64}\s?(?:@|\{at\}|\[at\]|\(at\))\s?[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}", re.IGNORECASE
)
_CORRESPONDENCE_LENGTH_MAX: Final = 400


def is_authors(line: str) -> bool:
    """Whether a line is a list of names, or one name that a number, a mark or a comma shows to be part of a list."""
    if len(line) > _AUTHORS_LENGTH_MAX or line.endswith(("。", "?", "!", ":", "：")):
        return False
    names = _names(line)
    if not names:
        return False
    han = [name for name in names if _HAN_NAME.fullmatch(name)]
    if han:
        known = sum(name[0] in _SURNAMES or name.startswith(_COMPOUND) for name in han)
        several = len(names) > 1 or bool(_PREFIX.match(line)) or _is_marked(line)
        return len(han) == len(names) and known >= 0.8 * len(han) and several
    fitting = sum(_LATIN_NAME.fullmatch(name) is not None for name in names)
    return fitting == len(names) and (len(names) > 1 or bool(_PREFIX.match(line)) or _is_marked(line))


def _is_marked(line: str) -> bool:
    """Whether a name ends with a mark of affiliation or the comma of a list."""
    core = without_bullet(line).rstrip()
    return core.endswith((",", "，", ";", "；")) or _MARKS.search(core[-_MARKS_LENGTH_MAX:]) is not None


def read_authors(line: str) -> tuple[Author, ...]:
    """The people of a line of authors, as printed, without marks and degrees."""
    return tuple(Author(han=name) if _HAN_NAME.fullmatch(name) else Author(latin=name) for name in _names(line))


def pair_scripts(authors: tuple[Author, ...]) -> tuple[Author, ...]:
    """Two lists of the same length in the two scripts, joined person by person; anything else as it is."""
    latin = [author.latin for author in authors if author.latin]
    han = [author.han for author in authors if author.han]
    if len(latin) != len(han) or len(latin) + len(han) != len(authors):
        return authors
    return tuple(Author(latin=a, han=b) for a, b in zip_longest(latin, han, fillvalue=""))


def is_affiliation(line: str) -> bool:
    """Whether a line is the address of an institution."""
    if _HAN_PLACE_PREFIX.match(line):
        return True
    core = _LEADING_MARK.sub("", without_bullet(line))
    if _HAN_PLACE.search(core):
        if (
            len(core) > _AFFILIATION_LENGTH_MAX
            or "，" in core[-1:]
            or _SENTENCE_SIGNS.search(core)
            or "。" in core[:-1]
        ):
            return False
        return _HAN_PLACE_END.search(core) is not None
    if len(core) > _AFFILIATION_LENGTH_MAX or not _PLACE_WORDS.search(core) or not re.search("[,;(]", core):
        return False
    words = [word for word in re.findall(r"[A-Za-zÀ-ɏ&][\w'’-]*", core) if word.lower() not in _SMALL_WORDS]
    return sum(not word[0].islower() for word in words) >= 0.85 * len(words)


def read_affiliations(line: str) -> tuple[str, ...]:
    """The addresses of a line of affiliations, without the numbers or marks that tie them to names."""
    listed = _NEXT_ADDRESS.split(_HAN_PLACE_PREFIX.sub("", without_bullet(line)))
    addresses = (_LEADING_MARK.sub("", address.strip()).strip() for address in listed)
    return tuple(address for address in addresses if address)


def is_correspondence(line: str) -> bool:
    """Whether a line says whom to write to: by its first word, or a short line that holds an address."""
    core = without_bullet(line)
    if len(core) > _CORRESPONDENCE_LENGTH_MAX:
        return False
    return bool(_CORRESPONDENCE.match(core) or _ADDRESS.search(core))


def _names(line: str) -> list[str]:
    """The items of a list of names, whatever they are, without marks; empty if it cannot be such a list."""
    core = _ET_AL.sub("", _PREFIX.sub("", without_bullet(line)).rstrip(" .,，、;；"))
    if re.search(rf"[{_HAN}]", core):
        spaced = [] if re.search("[,，、;；]", core) else core.split()
        parts = spaced or re.split("[,，、;；]", core)
        parts = [re.sub(rf"^([{_HAN}])\s+([{_HAN}])$", r"\1\2", _without_marks(part)) for part in parts]
    else:
        separator = ";" if ";" in core else ","
        parts = [_DEGREE.sub("", _without_marks(part)) for part in _AND.sub(separator, core).split(separator)]
        if separator == ";":
            parts = [" ".join(reversed(part.split(", "))) if part.count(", ") == 1 else part for part in parts]
    names = [part.strip(" .") for part in parts]
    return [name for name in names if name and not _is_mark_or_degree(name)]


def _without_marks(part: str) -> str:
    """A name without the marks at its end, which alone are looked at: what is longer is no name."""
    part = part.strip()
    return (part[:-_MARKS_LENGTH_MAX] + _MARKS.sub("", part[-_MARKS_LENGTH_MAX:])).strip()


def _is_mark_or_degree(part: str) -> bool:
    return _DEGREE.fullmatch(f" {part}") is not None or re.fullmatch(r"[\d⁰¹²³⁴-⁹*†‡§¶#✉]+|[a-z]", part) is not None
