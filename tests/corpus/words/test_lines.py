"""A line has one token a position, in the form that people type, with the offsets of what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words.folding import fold
from corpus.words.tokens import MARK, is_han_token, line_tokens

LINES = [
    # words
    ("Low-dose aspirin", "low dose aspirin"),
    ("Haemorrhage", "hemorrhage"),
    ("Bruton's kinase", "bruton kinase"),
    ("Bruton’s kinase", "bruton kinase"),
    ("O'Brien's patients'", "o'brien patients"),
    ("Sjögren", "sjogren"),
    ("Sjo\u0308gren", "sjogren"),
    ("Straße œdema", "strasse edema"),
    ("ﬁbrosis", "fibrosis"),
    ("throm\u00adbo\u200bcyte", "thrombocyte"),
    ("relapsed/refractory", "relapsed refractory"),
    ("T-cell B cell", "t cell b cell"),
    ("patients?platelet", "patients platelet"),
    ("5′-UTR", "5 utr"),
    ("Что это", "что это"),
    # stop words in capitals
    ("all had ALL", "all had ALL"),
    ("B-ALL and the WHO", "b ALL and the WHO"),
    ("All. Who?", "all who"),
    ("TREATMENT OF ALL IN THE ELDERLY", "treatment of all in the elderly"),
    ("first line\nTREATMENT OF ALL IN CHILDREN\nwith ALL", "first line treatment of all in children with ALL"),
    # names
    ("TNF-α", "tnf-alpha"),
    ("TNF‑α", "tnf-alpha"),
    ("tnf-alpha", "tnf-alpha"),
    ("TNF-α-induced", "tnf-alpha induced"),
    ("anti-TNF-α", "anti tnf-alpha"),
    ("TNFα", "tnfalpha"),
    ("IL-6, il-6, IL-1β", "il-6 il-6 il-1beta"),
    ("NF-κB", "nf-kappab"),
    ("SARS-CoV-2 and COVID-19", "sars-cov-2 and covid-19"),
    ("PD-1/PD-L1", "pd-1 pd-l1"),
    ("anti-CD20 mid-2019 grade-3 day-14", "anti cd20 mid 2019 grade 3 day 14"),
    ("CD4⁺ CD4+", "cd4+ cd4+"),
    ("CD4⁺CD25⁺T", "cd4+ cd25+ t"),
    ("CD8⁻ CD8−", "cd8- cd8-"),
    ("CD20-positive", "cd20 positive"),
    ("Ca²⁺ Ca2+", "ca2+ ca2+"),
    ("CO₂ H₂O", "co2 h2o"),
    ("α-fetoprotein β-blocker", "alpha fetoprotein beta blocker"),
    ("del(5q) DEL(5Q) del（5q）", "del(5q) del(5q) del(5q)"),
    ("t(9;22)(q34;q11) inv(16)", "t(9;22)(q34;q11) inv(16)"),
    ("¹⁸F-FDG ⁹⁹ᵐTc ¹³¹I", "18f fdg 99mtc 131i"),
    ("13-year-old", "13 year old"),
    ("CP-466722 AALL1331", "cp-466722 aall1331"),
    # numbers, powers, units
    ("1,045 1045 1\u2009045", "1045 1045 1045"),
    ("0.05 .05 0·05 ０．０５", "0.05 0.05 0.05 0.05"),
    ("P<.001 (P＜0.001)", "p 0.001 p 0.001"),
    ("3.5% 3.5 ％", "3.5 3.5"),
    ("10⁹/L 10^9/L 10(9)/L 10⁹ / L 10⁹·L⁻¹", "10^9/l 10^9/l 10^9/l 10^9/l 10^9/l"),
    ("50×10⁹/L", "50 10^9/l"),
    ("50 × 10⁹/L", "50 10^9/l"),
    ("50x10^9/L", "50 10^9/l"),
    ("50 x 10^9/L", "50 10^9/l"),
    ("50*10^9/L", "50 10^9/l"),
    ("10⁻³ 10⁶ copies", "10^-3 10^6 copies"),
    ("50 × 10/L 109/L", "50 10 l 109 l"),  # damaged counts stay damaged
    ("5mg 5 mg 24h 750μg", "5 mg 5 mg 24 h 750 ug"),
    ("mg/m² m2 χ² 10 mm³", "mg m2 m2 chi2 10 mm3"),
    ("μL µL uL μ-opioid", "ul ul ul mu opioid"),
    ("patients² ITP¹", "patients itp"),  # footnotes
    ("2x2 3D 5q", "2 2 3d 5q"),
    ("≥18, ±2 … → 5", "18 2 5"),
    # Chinese
    ("血小板减少症", "血 小 板 减 少 症"),
    ("血小板減少症", "血 小 板 减 少 症"),
    ("血小板，减少。症", "血 小 板 ␞ 减 少 ␞ 症"),
    ("血小板 减少", "血 小 板 ␞ 减 少"),
    ("免疫性(ITP)是T细胞", "免 疫 性 itp 是 t 细 胞"),
    ("，血。", "血"),
    ("血\u200b小𠮷", "血 小 𠮷"),
    ("1例、2例", "1 例 2 例"),
    ("5万", "5 万"),
    ("＞50×10⁹/L达1045天", "50 10^9/l 达 1045 天"),
    ("ＣＤ１９阳性", "cd19 阳 性"),
    ("血␞小", "血 ␞ 小"),
    # nothing
    ("", ""),
    (" .,;—…", ""),
    ("\ud800\x00", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tokens"), LINES)
def test_line(text: str, tokens: str) -> None:
    """The tokens of the text, in order."""
    assert " ".join(token.text for token in line_tokens(text)) == tokens


def test_offsets_are_those_of_the_text() -> None:
    """Each token's range holds what was written for it, unit and possessive included."""
    text = "Bruton’s 50×10⁹/L 減少"
    assert [text[token.start : token.end] for token in line_tokens(text)] == ["Bruton’s", "50", "10⁹/L", "減", "少"]


MIXED = st.text(
    alphabet=st.one_of(
        st.sampled_from("aAbIlLxX0159-–+⁺⁹²₂αβμ'’.,;:()/^×·% \n\u00ad\u0301血小板減，。ＢＩ５"), st.characters()
    ),
    max_size=80,
)


@given(MIXED)
def test_tokens_are_in_order_disjoint_and_within(text: str) -> None:
    """Ranges rise, never overlap, are never empty, and lie in the text; no token is empty."""
    place = 0
    for token in line_tokens(text):
        assert place <= token.start < token.end <= len(text)
        assert token.text
        place = token.end


@given(MIXED)
def test_ideographs_stand_where_their_range_says(text: str) -> None:
    """Every ideograph of the folded text is one token, and its range folds to it; MARK stands only between two."""
    tokens = line_tokens(text)
    for number, token in enumerate(tokens):
        if is_han_token(token.text):
            assert fold(text[token.start : token.end]) == token.text
        if token.text == MARK:
            assert is_han_token(tokens[number - 1].text)
            assert is_han_token(tokens[number + 1].text)
    assert "".join(token.text for token in tokens if is_han_token(token.text)) == "".join(
        character for character in fold(text) if is_han_token(character)
    )


@given(MIXED)
def test_folded_text_has_the_same_tokens(text: str) -> None:
    """Typing the folded spelling finds the same words at the same places."""
    assert line_tokens(fold(text)) == line_tokens(text)


@given(MIXED, st.text(alphabet="血小板減少症免疫", min_size=1, max_size=8), MIXED)
def test_a_literal_run_is_a_row_of_its_characters(before: str, run: str, after: str) -> None:
    """Whatever stands around it, a run of ideographs in a text is found as its tokens in a row."""
    wanted = [token.text for token in line_tokens(run)]
    found = [token.text for token in line_tokens(before + run + after)]
    assert any(found[place : place + len(wanted)] == wanted for place in range(len(found)))


@pytest.mark.parametrize(
    "unit", ["a", "1", "a-", "1.", "1,000", "del(5", "⁹", "10^", "血", "-", "'", "'s", "A ", "ALL\n", "x1"]
)
def test_time_is_linear_in_hostile_repetition(unit: str) -> None:
    """A hundred thousand characters of anything are tokenised at once, and no token is longer than a word can be."""
    tokens = line_tokens(unit * (100_000 // len(unit)))
    assert all(len(token.text) <= 64 * 4 for token in tokens)
