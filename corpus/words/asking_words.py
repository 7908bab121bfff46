"""Words by which people ask rather than name: what, how, please, 怎么办, 吗.

They are words of the text like any others, and are found and quoted; but a question's own wording says little about
what answers it, so a query ranks by them less. Collected from the grammars of both languages: pronouns, question words,
auxiliaries, prepositions and particles beyond the stop words of `stems`, and the polite forms of asking.
"""

from typing import Final

from corpus.words.stems import stem

_ENGLISH: Final = """
    i me my you your he she him his her hers who whom whose when where why am been being having doing if because while
    about against through during before after above below up down out off over under again further once here any both
    each few more most other some only own same so too very just must shall within without per via upon however thus
    many much may also need needs get know want please tell help thank thanks find
"""
_CHINESE: Final = """
    什么 怎么 怎么办 怎样 如何 哪些 哪个 哪里 哪儿 哪 为什么 为何 请问 多少 几 谁 咋 啥
    吗 呢 吧 啊 啦 呀 么 我 你 您 的 了 是
"""
# Characters that hardly stand in a word other than these.
_PARTICLES: Final = "吗呢吧啊啦呀咋啥么什怎哪谁请问的了是我你您"


def _terms() -> frozenset[str]:
    """The bag terms of all of them, each in its namespace."""
    english = _ENGLISH.split()
    chinese = _CHINESE.split()
    return frozenset(
        (
            *map(stem, english),
            *(f"={word}" for word in english),
            *chinese,
            *(f"1{character}" for character in _PARTICLES),
            *(f"2{word[at : at + 2]}" for word in chinese for at in range(len(word) - 1)),
        )
    )


ASKING_TERMS: Final = _terms()
