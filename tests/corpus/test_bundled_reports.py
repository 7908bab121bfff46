"""What the three bundled reports are read as, number by number."""

from pathlib import Path

import pytest

from corpus.ingest import make_report
from corpus.knowledge import UNTAUGHT
from corpus.model import Bead, Citation, Record, Report, Title, Version
from corpus.readers import read
from corpus.reports import bundled_reports


def report_of(path: Path) -> Report:
    """The report of a file that holds one record."""
    (record,) = read(path)
    assert isinstance(record, Record)
    return make_report([record], UNTAUGHT)


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    """The bundled reports by the name of their file."""
    return {path.stem: report_of(path) for path in bundled_reports()}


@pytest.fixture(scope="module")
def btki(reports: dict[str, Report]) -> Report:
    """The bilingual case series."""
    return reports["btki-refractory-itp"]


@pytest.fixture(scope="module")
def lenalidomide(reports: dict[str, Report]) -> Report:
    """The saved web page."""
    return reports["lenalidomide-del5q-itp"]


@pytest.fixture(scope="module")
def cmv(reports: dict[str, Report]) -> Report:
    """The scraped case report."""
    return reports["cmv-itp-child-all"]


def side(report: Report, name: str) -> Version:
    """The version of a side that must be there."""
    version = report.version("en" if name == "en" else "zh")
    assert version is not None
    return version


def sentences(version: Version) -> list[str]:
    """The sentences as strings."""
    return [version.text[start:end] for start, end in version.sentences]


def test_numbers_of_all_three(reports: dict[str, Report]) -> None:
    """Three reports; languages, sections, sentences and beads of each."""
    counts = {
        name: [
            (v.language, [s.kind for s in v.sections], len(v.sentences), len(v.paragraphs())) for v in report.versions
        ]
        for name, report in reports.items()
    }
    assert counts == {
        "btki-refractory-itp": [("en", ["UNASSIGNED"], 11, 3), ("zh-Hans", ["UNASSIGNED"], 11, 3)],
        "lenalidomide-del5q-itp": [("en", ["TITLE", "UNASSIGNED"], 6, 2)],
        "cmv-itp-child-all": [("en", ["UNASSIGNED"], 30, 1)],
    }
    assert [len(report.alignment.beads) if report.alignment else None for report in reports.values()] == [
        11,
        None,
        None,
    ]


def test_ids_are_hashes_of_the_files(reports: dict[str, Report]) -> None:
    """A plain file has no id of its own, even if it mentions a DOI."""
    assert all(report.report_id == f"sha256:{report.sources[0].sha256}" for report in reports.values())


def test_every_sentence_leads_to_its_file(reports: dict[str, Report]) -> None:
    """The range of each sentence in raw holds its very characters, but for spaces of another width."""
    for report in reports.values():
        for version in report.versions:
            for start, end in version.sentences:
                raw_start, raw_end = version.offset_map.to_raw(start, end)
                assert " ".join(version.raw[raw_start:raw_end].split()) == version.text[start:end]


def test_btki_citation(btki: Report) -> None:
    """Authors, addresses and the line of citation of the case series; no title is invented."""
    citation = btki.citation
    assert [author.latin for author in citation.authors] == [
        *["Ding Bingjie", "Li Mengjuan", "Liu Liu", "Song Xuewen"],
        *["Zhang Yuanyuan", "Xia Ao", "Liu Jingyuan", "Zhou Hu"],
    ]
    assert len(citation.affiliations) == 2
    assert (citation.journal, citation.year) == ("Cancer Rep (Hoboken)", 2025)
    assert (citation.volume, citation.issue, citation.pages) == ("8", "2", "e70152")
    assert (citation.doi, citation.titles) == ("10.1002/cnr2.70152", ())


def test_btki_beads(btki: Report) -> None:
    """Eleven sentences a side, each the translation of the other."""
    assert btki.alignment is not None
    assert [(bead.en, bead.zh) for bead in btki.alignment.beads] == [((n,), (n,)) for n in range(11)]
    assert isinstance(btki.alignment.beads[0], Bead)
    assert btki.alignment.parallel_score > 0.8


def test_btki_sentences(btki: Report) -> None:
    """The first and the last sentence of each side, and the pair whose English lost an exponent."""
    en, zh = sentences(side(btki, "en")), sentences(side(btki, "zh"))
    assert (
        en[0] == "Immune thrombocytopenia (ITP) is an acquired autoimmune disease characterised by low platelet count."
    )
    assert zh[0] == "免疫性血小板减少症(ITP)是一种以血小板计数低为特征的获得性自身免疫性疾病。"
    assert (en[10], zh[10]) == (
        "However, more clinical trials are needed to verify the exact data.",
        "然而,需要更多的临床试验来验证确切数据。",
    )
    assert "> 50 × 10/L" in en[6]
    assert ">50×10⁹/L" in zh[6]


def test_lenalidomide_citation(lenalidomide: Report) -> None:
    """Names without their marks and list numbers, addresses without theirs; the page names no journal and no DOI."""
    title = (
        "Refractory primary immune thrombocytopenia with subsequent del(5q) MDS: complete remission of both after "
        "lenalidomide"
    )
    assert [author.latin for author in lenalidomide.citation.authors] == [
        *["Thomas Bech Mortensen", "Henrik Frederiksen", "Claus Werenberg Marcher", "Birgitte Preiss"]
    ]
    assert lenalidomide.citation.affiliations == (
        "Department of Hematology, Odense Universitetshospital, Odense, Denmark",
        "Department of Pathology, Odense University Hospital, Odense, Denmark",
    )
    assert lenalidomide.citation.publication_types == ("CASE REPORT",)
    assert lenalidomide.citation.titles == (Title("en", title),)
    assert (lenalidomide.citation.journal, lenalidomide.citation.doi) == ("", "")


def test_lenalidomide_text(lenalidomide: Report) -> None:
    """The title and the summary; nothing of the site's menus, permissions and footnotes."""
    version = side(lenalidomide, "en")
    assert [(section.kind, section.label) for section in version.sections] == [("TITLE", ""), ("UNASSIGNED", "Summary")]
    assert sentences(version)[1].startswith("A patient with refractory primary immune thrombocytopenia")
    assert sentences(version)[5].endswith("not responding to standard treatments.")
    for furniture in ("Download", "Altmetric", "Copyright", "Contributors", "mortensen", "{at}", "Summary"):
        assert furniture not in version.text


def test_cmv_sentences(cmv: Report) -> None:
    """Thirty sentences, as a careful person counts them in this damaged text.

    Its headings run into the sentences after them ("Case presentation A 13-year-old …", "Investigations An …", and a
    whole list of differential diagnoses before "Treatment The evaluation …"): they end with no stop and belong to the
    sentence that follows. The second sentence lost its beginning ("regular. disorder in youth, …"): the stop before it
    is a stop. "lymphoma.1 However" and "literature.2?Cytomegalovirus" end behind the number of a reference, whose thin
    space became the "?". The last sentence breaks off where the scrape ended.
    """
    found = sentences(side(cmv, "en"))
    assert len(found) == 30
    assert [sentence[:24] for sentence in found[:5]] == [
        "Because of the prospect ",
        "disorder in youth, is ce",
        "ITP has been associated ",
        "However, the presence of",
        "Cytomegalovirus (CMV) ca",
    ]
    assert found[2].endswith("non-Hodgkins lymphoma.1")
    assert found[3].endswith("described in the literature.2?")
    assert found[29] == "A third dose of IVIG (800?mg/kg)."


def test_cmv_stray_question_marks_end_nothing(cmv: Report) -> None:
    """Of seventeen stray signs one stands at the end of a sentence, behind a reference number; none ends one."""
    found = sentences(side(cmv, "en"))
    assert sum(sentence.count("?") for sentence in found) == side(cmv, "en").text.count("?") == 17
    assert [sentence for sentence in found if sentence.endswith("?")] == [found[3]]


def test_cmv_has_no_citation(cmv: Report) -> None:
    """The scrape kept neither title nor authors, and none are made up."""
    assert cmv.citation == Citation()
