"""Languages as databases name them, as BCP 47 tags."""

from typing import Final

from corpus.text.language import tell_language
from corpus.words.folding import has_han

# MARC's codes as NLM uses them (https://www.nlm.nih.gov/bsd/language_table.html); two letters are the rule (RFC 5646).
_BCP47: Final = {
    "afr": "af", "alb": "sq", "ara": "ar", "arm": "hy", "aze": "az", "bos": "bs", "bul": "bg", "cat": "ca", "cze": "cs",
    "dan": "da", "dut": "nl", "eng": "en", "est": "et", "fin": "fi", "fre": "fr", "geo": "ka", "ger": "de", "gre": "el",
    "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ice": "is", "ind": "id", "ita": "it", "jpn": "ja",
    "kor": "ko", "lav": "lv", "lit": "lt", "mac": "mk", "may": "ms", "mul": "mul", "nor": "no", "per": "fa",
    "pol": "pl", "por": "pt", "rum": "ro", "rus": "ru", "slo": "sk", "slv": "sl", "spa": "es", "srp": "sr", "swe": "sv",
    "tha": "th", "tur": "tr", "ukr": "uk", "und": "und", "vie": "vi",
}  # fmt: skip


def language_tag(code: str, text: str) -> str:
    """The tag for a database's code of the language that text is in; Chinese by the script of the text."""
    code = code.strip().lower()
    if code in ("chi", "zho", "zh"):
        return chinese_tag(text)
    return _BCP47.get(code, code if len(code) in (2, 3) and code.isascii() and code.isalpha() else tell_language(text))


def chinese_tag(text: str) -> str:
    """zh-Hant for a text in traditional characters, zh-Hans for every other."""
    return "zh-Hant" if tell_language(text) == "zh-Hant" else "zh-Hans"


def english_unless_chinese(text: str) -> str:
    """The tag of a text that a database gives as English; some articles have their Chinese one in its place."""
    if not has_han(text):
        return "en"
    told = tell_language(text)
    return told if told.startswith("zh") else "en"
