"""Abbreviations that a text defines.

    immune thrombocytopenia (ITP)      ITP (immune thrombocytopenia)
    免疫性血小板减少症(ITP)      免疫性血小板减少症（immune thrombocytopenia，ITP）

English long forms by A. Schwartz and M. Hearst (2003), A simple algorithm for identifying abbreviation definitions in
biomedical text, Pacific Symposium on Biocomputing 8, 451-462. A Chinese long form has no letters to compare with: it is
the run before the bracket, cut where a function word of the dictionary ends.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from corpus.knowledge import AbbreviationPair
from corpus.lexicon.covering import Piece, cover
from corpus.lexicon.dictionary import load_dictionary
from corpus.lexicon.glosses import phrase_units, phrase_words
from corpus.lexicon.shipped import shipped_terms
from corpus.model import Report, Side
from corpus.words.folding import HAN, fold

# A definition is local: what a bracket explains stands right before it.
_WINDOW: Final = 160
_HAN_WINDOW: Final = 24

_SHORT: Final = r"[A-Za-z0-9][A-Za-z0-9/.+-]{0,9}"
_IN_BRACKETS: Final = re.compile(r"\(([^()\n]{2,120})\)")
_SHORT_BEFORE: Final = re.compile(rf"({_SHORT})\s*$")
_SHORT_FORM: Final = re.compile(rf"{_SHORT}(?: {_SHORT})?")
_LONG_IN_BRACKETS: Final = re.compile(r"[A-Za-z][A-Za-z0-9 '/-]{5,110}")
_WORD: Final = re.compile(r"[A-Za-z0-9][\w']*")
_PARTS: Final = re.compile(r"\s*[,;:、]\s*|\s+or\s+")
_CLAUSE_ENDS: Final = re.compile(rf"[.;:()\[\]](?:[\s\d]|$)|[?!。，；{HAN}]")
_RUN_BEFORE: Final = re.compile(rf"[{HAN}A-Za-z0-9α-ωΑ-Ω·/+⁺-]*[{HAN}]\s*$")

# Where one of these ends, a long form may begin.
_FUNCTION: Final = frozenset(
    """
    的 与 和 及 以及 或 或者 在 对 对于 为 是 由 由于 被 将 把 从 向 以 用 采用 使用 应用 利用 运用 通过 经过 根据
    随着 关于 包括 其中 并 并且 而 但 但是 了 着 有 具有 没有 到 于 因 因此 因为 如 例如 即 所 其 该 本 此 这 这些 这种
    各 均 都 也 可 能 可以 已 已经 仍 还 不 称为 称作 名为 之 之间 至 给 给予 予 比 则 使 令 让 就 又 且 若 如果 当 虽然
    除了 之一 一种 两种 等 这类 进行 选择 继而 基于 实现 符合 总结 针对 属于 作为 成为 接受 患有 施行 实施 开展
    """.split()
)
_OF: Final = "的"
# Before a long form these are its verb or its owner.
_LEADING: Final = frozenset(
    """
    探讨 研究 分析 评估 评价 观察 比较 患者 病人 进行 接受 引起 导致 发生 发现 提高 行 例 名 个 种 项 组 目前 近年来
    常见 患有 伴有 属于 作为 成为 针对 分为 显示 建立 制备 改善 影响 涉及 考虑 出现 选择 施行 实施 开展 经 后 前
    中 上 下
    """.split()
)
# These are too, unless the letters ask for them: 治疗药物监测 is TDM.
_OFTEN_LEADING: Final = frozenset(
    """
    治疗 诊断 检测 测定 预测 降低 增加 诱导 促进 抑制 新型 主要 重要 难治 复发 合并 检查 结合 联合
    """.split()
)


# What operations go through: 经皮, 经导管, 经尿道.
_THROUGH: Final = frozenset("皮导尿胸腹颈口鼻食阴支颅椎股桡")


class Definition(NamedTuple):
    """A short form with its long form as printed; `start` and `end` are the long form's range in the text. `gloss` is
    the English long form where a Chinese text prints it inside the brackets, `lead` what stands before a Chinese long
    form with a 的 at its end, which may belong to it.
    """

    short: str
    long: str
    start: int
    end: int
    gloss: str = ""
    lead: str = ""


def definitions(text: str, side: Side) -> tuple[Definition, ...]:
    """The definitions of a text, in their order; linear in its length."""
    folded = fold(text)  # of the same length: full-width brackets become plain ones
    found = _english(folded) if side == "en" else _chinese(folded)
    return tuple(
        one._replace(long=text[one.start : one.end], lead=text[one.start - len(one.lead) : one.start]) for one in found
    )


def paired(en: Iterable[Definition], zh: Iterable[Definition]) -> Iterator[tuple[str, str, str]]:
    """(short form, English, Chinese) where both sides define one short form, or a Chinese definition prints the
    English.
    """
    english: dict[str, str] = {}
    for one in en:
        english.setdefault(one.short.lower(), one.long)
    for one in zh:
        long_form = english.get(one.short.lower()) or one.gloss
        if long_form:
            yield one.short, " ".join(long_form.lower().split()), _fitted(_led(one, long_form), long_form)


def _led(one: Definition, en: str) -> str:
    """A Chinese long form with its lead, where that says a word of the English one that the long form does not:
    肝素诱导的|血小板减少症, heparin-induced thrombocytopenia.
    """
    missing = set(phrase_units(phrase_words(en))).difference(*_said_by_pieces(one.long)) if one.lead else set()
    needed = any(missing & units for units in _said_by_pieces(one.lead))
    return one.lead + one.long if needed else one.long


def _fitted(zh: str, en: str) -> str:
    """A Chinese long form without what leads it in, where the rest says every word of the English one."""
    pieces = _pieces(zh)
    said = _said_by_pieces(zh)
    wanted = set(phrase_units(phrase_words(en)))
    missing = wanted.difference(*said)
    for number, piece in enumerate(pieces):
        if missing or said[number] & wanted:
            return zh[piece.start :] if not missing else zh
    return zh


def _pieces(zh: str) -> list[Piece]:
    """The words of the dictionaries that cover a long form."""
    dictionary, listed = load_dictionary(), shipped_terms()
    longest = max(dictionary.longest, listed.longest_run)
    return list(cover(fold(zh).lower(), lambda word: word in listed or word in dictionary, longest))


def _said_by_pieces(zh: str) -> list[set[str]]:
    """For each of these words the units of the English that it renders."""
    plain = fold(zh).lower()
    return [_english_units(plain[piece.start : piece.end]) for piece in _pieces(zh)]


def _english_units(han: str) -> set[str]:
    """The units of every English word that renders a Chinese one."""
    listed = {unit for one in shipped_terms().english(han) for unit in phrase_units(tuple(one.text.split()))}
    return listed.union(load_dictionary().english(han))


def collect(reports: Iterable[Report]) -> tuple[AbbreviationPair, ...]:
    """The abbreviations that reports define in both languages, each with the number of reports that do; in an order
    that depends on what reports there are alone.
    """
    counts: dict[tuple[str, str, str], int] = {}
    for report in reports:
        for pair in dict.fromkeys(defined_in(report)):
            counts[pair] = counts.get(pair, 0) + 1
    return pairs_of(counts)


def defined_in(report: Report) -> Iterator[tuple[str, str, str]]:
    """(short form, English, Chinese) of one report: what its two versions define, for which sentences is not asked."""
    found: dict[Side, tuple[Definition, ...]] = {
        version.side: definitions(version.text, version.side) for version in report.versions if version.side
    }
    yield from paired(found.get("en", ()), found.get("zh", ()))


def pairs_of(counts: Mapping[tuple[str, str, str], int]) -> tuple[AbbreviationPair, ...]:
    """Counted (short form, English, Chinese) as the pairs that knowledge holds, sorted."""
    return tuple(AbbreviationPair(*names, counts[names]) for names in sorted(counts))


# ---- English -----------------------------------------------------------------------------------------------------


def _english(text: str) -> Iterator[Definition]:
    for bracket in _IN_BRACKETS.finditer(text):
        inside = _PARTS.split(bracket[1].strip())
        before = text[max(0, bracket.start() - _WINDOW) : bracket.start()]
        short = inside[0]
        if is_short_form(short):
            found = _long_form(short, before)
            if found is not None:
                shift = bracket.start() - len(before)
                yield Definition(short, "", shift + found[0], shift + found[1])
                continue
        word = _SHORT_BEFORE.search(before)
        if word is not None and is_short_form(word[1]):
            inner = bracket[1].split(";")[0].split(",")[0]
            found = _long_form(word[1], inner)
            if found is not None:
                yield Definition(word[1], "", bracket.start(1) + found[0], bracket.start(1) + found[1])


def is_short_form(text: str) -> bool:
    """Whether this can be an abbreviation: 2 to 10 characters, at most two words, with a capital, no mere number."""
    return (
        2 <= len(text) <= 10
        and _SHORT_FORM.fullmatch(text) is not None
        and any(character.isupper() for character in text)
        and not (text.istitle() and text.isalpha() and len(text) > 4)
    )


def _long_form(short: str, before: str) -> tuple[int, int] | None:
    """The range of the shortest end of `before` that the letters of `short` are taken from in order, the first of them
    at the beginning of a word; not across the end of a clause.
    """
    end = len(before.rstrip(" ?!"))
    floor = max((stop.end() for stop in _CLAUSE_ENDS.finditer(before, 0, end)), default=0)
    letters = [character.lower() for character in short if character.isalnum()]
    initials = _initials_start(letters, before, floor, end)
    if initials is not None:
        return initials, end
    place = end
    for number, letter in reversed(list(enumerate(letters))):
        place -= 1
        while place >= floor and (
            before[place].lower() != letter or (number == 0 and place > 0 and before[place - 1].isalnum())
        ):
            place -= 1
        if place < floor:
            return None
    start = max(before.rfind(" ", 0, place + 1) + 1, floor)
    words = before[start:end].split()
    too_long = len(words) > min(len(letters) + 5, 2 * len(letters))
    if too_long or len(before[start:end]) <= len(short) or short in words:
        return None
    return start, end


def _initials_start(letters: Sequence[str], before: str, floor: int, end: int) -> int | None:
    """Where the last words begin whose first letters are these: multiple myeloma is MM, and myeloma alone is not."""
    words = list(_WORD.finditer(before, floor, end))[-len(letters) :]
    return words[0].start() if len(letters) > 1 and [word[0][0].lower() for word in words] == letters else None


# ---- Chinese -----------------------------------------------------------------------------------------------------


def _chinese(text: str) -> Iterator[Definition]:
    for bracket in _IN_BRACKETS.finditer(text):
        inside = [part for part in _PARTS.split(bracket[1].strip()) if part]
        shorts = [part for part in inside if is_short_form(part) and not (" " in part and part.lower() != part.upper())]
        glosses = [part for part in inside if _LONG_IN_BRACKETS.fullmatch(part) and part not in shorts]
        if not shorts:
            continue
        first = max(0, bracket.start() - _HAN_WINDOW)
        run = _RUN_BEFORE.search(text, first, bracket.start())
        if run is None:
            continue
        start, end = _trimmed(run[0].rstrip(), shorts[0])
        if end - start >= 2:
            gloss, lead = " ".join(glosses[:1]), _lead(run[0][:start], shorts[0])
            yield Definition(shorts[-1], "", run.start() + start, run.start() + end, gloss, lead)


def _trimmed(run: str, short: str) -> tuple[int, int]:
    """The range of a run that is the long form: behind its last function word, without the verb that leads in."""
    dictionary = load_dictionary()
    pieces = list(cover(run, lambda word: word in dictionary or word in _FUNCTION, dictionary.longest))
    for number in range(len(pieces) - 1, -1, -1):
        piece = pieces[number]
        if run[piece.start : piece.end] in _FUNCTION and number < len(pieces) - 1:
            pieces = pieces[number + 1 :]
            break
    letters = sum(character.isalpha() for character in short)
    while len(pieces) > 1 and _may_go(run[pieces[0].start : pieces[0].end], len(pieces) - 1, letters):
        # A part of the name: 5-氟尿嘧啶, 经皮椎体成形术.
        if run[pieces[1].start] == "-" or (run[pieces[0].start] == "经" and run[pieces[1].start] in _THROUGH):
            break
        del pieces[0]
    return pieces[0].start, len(run)


def _lead(before: str, short: str) -> str:
    """The words at the end of what stands before a long form, with the 的 behind them; none without a 的."""
    said = before.removesuffix(_OF)
    return before[_trimmed(said, short)[0] :] if said and said != before else ""


def _may_go(word: str, pieces_left: int, letters: int) -> bool:
    """Whether a leading word is none of the long form: a number, or a verb that the letters do not need."""
    if word.isdigit() or word in "一二三四五六七八九十两几":
        return True
    return word in _LEADING or (word in _OFTEN_LEADING and pieces_left >= letters)
