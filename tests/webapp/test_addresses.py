"""Report ids in URLs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.addresses import decode_id, encode_id, report_path

# A report id: no white space, no control characters, storable (no halves of surrogate pairs).
IDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=200)


@given(IDS)
def test_every_id_comes_back_from_its_segment(report_id: str) -> None:
    assert decode_id(encode_id(report_id)) == report_id


@given(IDS)
def test_a_segment_is_plain_ascii_without_slash_and_never_a_folder(report_id: str) -> None:
    segment = encode_id(report_id)
    assert segment.isascii()
    assert set(segment) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_:-.~")
    assert segment not in (".", "..")


def test_bytes_outside_the_plain_ones_are_written_with_a_tilde() -> None:
    assert encode_id("doi:10.1002/a~b") == "doi:10.1002~2Fa~7Eb"
    assert encode_id("病例1") == "~E7~97~85~E4~BE~8B1"
    assert encode_id("..") == "~2E~2E"


@pytest.mark.parametrize("segment", ["~", "~2", "a~zz", "~E7~97", "~FF"])
def test_what_is_no_segment_of_ours_is_refused(segment: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        decode_id(segment)


def test_arguments_are_percent_encoded() -> None:
    assert report_path("a/b", (("q", "缓解 &"),), "s7") == "/reports/a~2Fb?q=%E7%BC%93%E8%A7%A3+%26#s7"
