"""Where sentences end in English, in Chinese and where both are mixed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Side
from corpus.text.sentences import split_sentences


def split(text: str, side: Side | None) -> list[str]:
    """The sentences as strings."""
    return [text[start:end] for start, end in split_sentences(text, side)]


@pytest.mark.parametrize(
    "marked",
    [
        "Platelets fell.|The drug was stopped.",
        "Smith et al. reported it.|See Fig. 2 and Dr. Wang vs. Dr. Li, i.e. both.",
        "The answer is no.|Patients left.|No. 3 stayed.",
        "It was 3.5 mg (range 1.2-4).|Values of .5 were kept.",
        "The difference was large, P < .05.|It lasted.",
        "J. Smith and E. coli were there.",
        "They lacked vitamin K.|Patients bled.",
        "All had hepatitis B.|The others did not.",
        "This is a lymphoma.1|However, it is rare.2,3|Some died.[4]|None wrote.⁵|Yes.",
        "This is not well?described in T?cells.|Next.",
        "Was it cured?|Yes!|It was.",
        '"It helped."|She left.|(See below.)|Next.',
        "One was given; two were not; three died.",
        "1. First item.|2. Second item.",
        "It was approx. 5 ml on day 5.|3 patients died.",
        "Wait... what?|Done.",
        "it was regular.|disorder in youth is rare.",
        "See https://example.org/a.b?c=d for it.",
        "One line\nAnother line",
    ],
)
def test_english(marked: str) -> None:
    """A bar marks where a sentence ends; a line break always does."""
    expected = [part for line in marked.split("\n") for part in line.split("|")]
    assert split(marked.replace("|", " "), "en") == expected


def test_a_lost_thin_space_behind_a_reference_number() -> None:
    """The stray sign stays with the sentence it follows."""
    assert split("The risk is known.2?Viruses are a cause.", "en") == ["The risk is known.2?", "Viruses are a cause."]


@pytest.mark.parametrize(
    "marked",
    [
        "血小板下降。|停药后恢复。",
        "有效吗？|有效！|停药；观察；出院。",
        "疗效好.|差异有统计学意义(P<0.05).|结论可靠。",
        "用量为1.5 mg/kg，升至3.5倍。",
        "他说：“停药。”|患者出院。",
        "“有效。”的说法不对。|再议。",
        "A组vs.B组比较。|Wang et al. 报道了4例。",
        "疗效好。[1,2]|安全。³|下次再议。",
        "好……|然后停药。",
        "是么？！|是的。",
        "疗效好.|BTK抑制剂有效。",
    ],
)
def test_chinese(marked: str) -> None:
    """A bar marks where a sentence ends; a semicolon ends none."""
    assert split(marked.replace("|", ""), "zh") == marked.split("|")


def test_a_straight_quote_opens_the_next_sentence() -> None:
    """A straight quote behind a stop closes only what was opened."""
    assert split('他来了。"好"是他说的。', "zh") == ["他来了。", '"好"是他说的。']
    assert split('他说"好。"他走了。', "zh") == ['他说"好。"', "他走了。"]


@given(st.text(alphabet='ab AB.?!。？…\n 血"”)1²[],', max_size=60), st.sampled_from(["en", "zh", None]))
def test_sentences_cover_the_text(text: str, side: Side | None) -> None:
    """Ranges are in order, hold no line break, begin and end with no blank, and leave only blanks out."""
    reached = 0
    for start, end in split_sentences(text, side):
        assert reached <= start < end
        assert text[reached:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        reached = end
    assert text[reached:].strip() == ""


@pytest.mark.parametrize(
    "text", ["a" * 1_000_000, "." * 1_000_000, ". " * 100_000, "。" * 100_000, "a." * 100_000, '."' * 100_000]
)
def test_hostile_texts_take_no_time(text: str) -> None:
    """A megabyte without a stop and a hundred thousand stops are split in time that grows with the text only."""
    started = time.process_time()
    split_sentences(text, "en")
    assert time.process_time() - started < 2  # a busy machine; quadratic time would be minutes
