"""Which bytes are read as text, and why others are not."""

import pytest

from corpus.errors import CorpusError, UndecodableText
from corpus.text.decoding import decode, replace_unencodable

CHINESE = "患者血小板计数下降，停药后恢复正常。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "gb2312"])
def test_chinese_is_read_in_the_encodings_of_the_field(encoding: str) -> None:
    """The same characters come from every encoding, without a byte order mark."""
    assert decode(CHINESE.encode(encoding)) == CHINESE


def test_a_dash_of_windows_is_read() -> None:
    """One typographic dash from an older program does not cost the file."""
    text = "Platelet counts rose from 12 – 45 in the first week of treatment."
    assert decode(text.encode("cp1252")) == text


def test_an_accent_of_windows_is_not_read_as_chinese() -> None:
    """A single byte beyond ASCII before a letter is an accent, although GB18030 would take both for one character."""
    assert decode("The naïve patients were treated.".encode("cp1252")) == "The naïve patients were treated."


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_cut_within_its_last_character_is_kept(encoding: str) -> None:
    """All characters before the cut are there, and U+FFFD stands at the end."""
    assert decode(CHINESE.encode(encoding)[:-1]).startswith(CHINESE[:-1])
    assert decode(CHINESE.encode(encoding)[:-1]).endswith("\ufffd")


def test_few_invalid_bytes_are_replaced() -> None:
    """One damaged place in a long UTF-8 text is one U+FFFD; the rest is not taken for another encoding."""
    assert decode((CHINESE * 9).encode() + b"\xff" + CHINESE.encode()) == CHINESE * 9 + "\ufffd" + CHINESE


def test_a_few_zero_bytes_stay() -> None:
    """A stray U+0000 is damage, not a reason to refuse the text."""
    assert decode(b"Platelets\x00 fell.") == "Platelets\x00 fell."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"MZ" + b"\x00" * 60, "zero"),
        ("no mark".encode("utf-16-le"), "zero"),
        (bytes(range(128, 256)) * 3, "neither"),
    ],
)
def test_what_is_no_text_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    """The message says what the bytes are."""
    with pytest.raises(UndecodableText, match=reason):
        decode(data)


def test_the_refusal_is_an_error_of_the_collection() -> None:
    """Whoever reports errors of the collection reports this one too."""
    assert issubclass(UndecodableText, CorpusError)
    assert issubclass(UndecodableText, ValueError)


def test_nothing_is_an_empty_text() -> None:
    """An empty file is text; that it says nothing is for its reader to tell."""
    assert decode(b"") == ""


def test_what_cannot_be_stored_is_replaced_one_for_one() -> None:
    """U+0000 and lone surrogates become U+FFFD; the length stays, so that offsets hold."""
    assert replace_unencodable("a\x00b\ud800c\udfff😀") == "a\ufffdb\ufffdc\ufffd😀"
