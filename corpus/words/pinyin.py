"""How Chinese words are read: pinyin without tones, as people type it.

pypinyin (MIT) knows the readings of some 47 000 words and of every character in use. Its tables take a moment and some
20 MB, so they are loaded only when a reading is first asked for. Surnames with a reading of their own (单, 仇, 解) come
out by their common one.
"""

from corpus.words.folding import fold


def pinyin(word: str) -> str:
    """The syllables of a Chinese word, in lower case, joined: 血小板 is xuexiaoban; ü is v, as it is typed."""
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - loads its tables

    return "".join(lazy_pinyin(fold(word), v_to_u=False)).replace("ü", "v").lower()


def surname_readings(name: str) -> frozenset[str]:
    """How the surname of a Chinese name may be written in pinyin: every reading of its first character, since surnames
    have readings of their own, and of its first two together; 欧阳修 gives ou and ouyang among them.
    """
    from pypinyin import Style  # noqa: PLC0415 - loads its tables
    from pypinyin import pinyin as readings  # noqa: PLC0415

    characters = fold(name)[:2]
    told = readings(characters, style=Style.NORMAL, heteronym=True, v_to_u=False)
    first = {reading.replace("ü", "v").lower() for reading in told[0]} if told else set()
    return frozenset(first | {pinyin(characters)})
