"""A report's id is given once and never guessed; DOIs and PMIDs in every spelling are one alias."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identifiers import aliases_of, content_sha256, normal_doi, normal_pmid, report_id_of, valid_report_id
from corpus.model import Citation, Record, Source

SOURCE = Source("", "a.jsonl", 1, "ab" * 32)
RECORD = Record("A1", Citation(doi="10.1000/xyz", pmid="123"), (), SOURCE)


def test_own_id_comes_first() -> None:
    """The id in the record wins over DOI and PMID, exactly as given."""
    assert report_id_of(replace(RECORD, report_id="Ünï-Ⅲ/a")) == "Ünï-Ⅲ/a"


def test_without_an_id_doi_then_pmid_then_bytes() -> None:
    """Identifiers of the citation step in, the hash of the record's bytes last."""
    bare = replace(RECORD, report_id=None)
    assert report_id_of(bare) == "doi:10.1000/xyz"
    assert report_id_of(replace(bare, citation=Citation(pmid="123"))) == "pmid:123"
    assert report_id_of(replace(bare, citation=Citation())) == "sha256:" + "ab" * 32


def test_a_page_is_named_by_its_bytes() -> None:
    """A DOI that stands in a page's running text never becomes the id."""
    assert report_id_of(replace(RECORD, report_id=None, layout="page")) == "sha256:" + "ab" * 32


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.1002/CNR2.70152", "10.1002/cnr2.70152"),
        ("doi: 10.1002/cnr2.70152.", "10.1002/cnr2.70152"),
        ("DOI：10.1002/cnr2.70152", "10.1002/cnr2.70152"),
        ("https://doi.org/10.1002/cnr2.70152", "10.1002/cnr2.70152"),
        ("http://dx.doi.org/10.1016%2FS0140-6736(05)1", "10.1016/s0140-6736(05)1"),
        ("10.1016/S0140-6736(05)12345-6", "10.1016/s0140-6736(05)12345-6"),
        ("10.1000/abc).", "10.1000/abc"),
        ("10.1000.10/ÄB", "10.1000.10/Äb"),
        ("10.1000/", ""),
        ("10.1000/...", ""),
        ("10.1000/a b", ""),
        ("11.1000/a", ""),
        ("", ""),
    ],
)
def test_dois_of_one_work_are_one(written: str, doi: str) -> None:
    """Resolvers, prefixes, case and a sentence's end go; what is no DOI is empty."""
    assert normal_doi(written) == doi


@pytest.mark.parametrize(("written", "pmid"), [("PMID: 0123", "123"), ("123", "123"), ("12a", ""), ("0", "")])
def test_pmids_are_digits(written: str, pmid: str) -> None:
    """Prefix and zeros in front go; what is no number is empty."""
    assert normal_pmid(written) == pmid


@pytest.mark.parametrize("text", ["", "a b", "a\u00a0b", "a\tb", "a\x00", "a\u200bb", "a\ud800", "x" * 201])
def test_ids_without_white_space_or_control(text: str) -> None:
    """These can be no id."""
    assert not valid_report_id(text)


def test_aliases_are_valid_ids_or_left_out() -> None:
    """A DOI too long for an id is no alias, and the PMID then names the report."""
    long = Citation(doi="10.1000/" + "x" * 200, pmid="7")
    assert aliases_of(long) == ("pmid:7",)
    assert report_id_of(replace(RECORD, report_id=None, citation=long)) == "pmid:7"


@given(st.text())
def test_normal_doi_is_idempotent(text: str) -> None:
    """What normal_doi yields it yields again, and never with white space."""
    doi = normal_doi(text)
    assert normal_doi(doi) == doi
    assert doi == "".join(doi.split())


def test_hash_is_sha256() -> None:
    """The well-known hash of nothing."""
    assert content_sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
