"""Languages as databases name them, as BCP 47 tags."""

from typing import Final

from corpus.text.language import language_key, side_of, tell_language
from corpus.words.folding import has_han

# MARC's codes as NLM uses them (https://www.nlm.nih.gov/bsd/language_table.html); two letters are the rule (RFC 5646).
_BCP47: Final = {
    "afr": "af", "alb": "sq", "ara": "ar", "arm": "hy", "aze": "az", "bos": "bs", "bul": "bg", "cat": "ca", "chi": "zh",
    "cze": "cs", "dan": "da", "dut": "nl", "eng": "en", "est": "et", "fin": "fi", "fre": "fr", "geo": "ka", "ger": "de",
    "gre": "el", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ice": "is", "ind": "id", "ita": "it", "jpn": "ja",
    "kor": "ko", "lav": "lv", "lit": "lt", "mac": "mk", "may": "ms", "mul": "mul", "nor": "no", "per": "fa",
    "pol": "pl", "por": "pt", "rum": "ro", "rus": "ru", "slo": "sk", "slv": "sl", "spa": "es", "srp": "sr", "swe": "sv",
    "tha": "th", "tur": "tr", "ukr": "uk", "und": "und", "vie": "vi", "zho": "zh",
}  # fmt: skip


def language_tag(code: str, text: str) -> str:
    """The tag for a database's code of the language that text is in, told from the text where the code says nothing.

    Chinese is "zh", whatever the script: `settle_language` tells that, from the whole text.
    """
    code = code.strip().lower()
    known = len(code) in (2, 3) and code.isascii() and code.isalpha()
    return _BCP47.get(code, code if known else language_key(tell_language(text)))


def english_unless_chinese(text: str) -> str:
    """The tag of a text that a database gives as English; some articles have their Chinese one in its place."""
    return "zh" if has_han(text) and side_of(tell_language(text)) == "zh" else "en"
