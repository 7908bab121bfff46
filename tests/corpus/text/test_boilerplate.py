"""What sites print around an article, and sentences that begin with the same words."""

import pytest

from corpus.text.boilerplate import is_boilerplate


@pytest.mark.parametrize(
    "sentence",
    [
        "Received chemotherapy before, the patient relapsed within three months and was given a second course.",
        "Received Rituximab twice; no response.",
        "Funding for the drug was refused, so that treatment ended early.",
        "Contributors to bleeding were a low platelet count and aspirin.",
        "本刊曾报道的1例患者，停药后血小板计数未再下降。",
        "本刊2019年发表的方案中，剂量为每日2 mg。",
    ],
)
def test_a_sentence_is_kept(sentence: str) -> None:
    """Words that sites use are ordinary words too."""
    assert not is_boilerplate(sentence)


@pytest.mark.parametrize(
    "line",
    [
        "Received 12 March 2024; accepted 3 May 2024",
        "Received: March 12, 2024",
        "Received March 12, 2024",
        "RECEIVED 2024-03-12",
        "Funding The authors have not declared a specific grant for this research from any funding agency.",
        "Funding: none",
        "Contributors AB wrote the draft. CD cared for the patient.",
        "本刊网址：https://example.org",
        "本刊声明",
    ],
)
def test_what_a_site_prints_is_known(line: str) -> None:
    """By a date, a colon or the capital of the statement behind the heading."""
    assert is_boilerplate(line)
