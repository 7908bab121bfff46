"""Beads whose sides say the opposite, and beads that only look as if they did."""

import pytest

from corpus.audit.polarity import contradictions
from corpus.knowledge import UNTAUGHT
from corpus.model import Alignment, Bead, Citation, OffsetMap, Report, Run, Sentence, Version


def report_of(en: str, zh: str, confidence: float = 1.0) -> Report:
    """A report of one bead, each text one sentence."""
    versions = tuple(
        Version(
            side,  # type: ignore[arg-type]
            side,
            "unknown",
            text,
            text,
            OffsetMap((Run(0, len(text), 0, len(text)),)),
            (),
            (Sentence(0, len(text)),),
        )
        for side, text in (("en", en), ("zh", zh))
    )
    alignment = Alignment((Bead((0,), (0,), confidence),), 1.0, 0)
    return Report("r", 0, Citation(), versions, alignment, (), ())


def found(en: str, zh: str) -> list[tuple[str, str, str]]:
    """(rule, English word, Chinese word) of every finding."""
    findings = contradictions(report_of(en, zh), UNTAUGHT)
    return [
        (finding.rule, *(value for name, value in finding.arguments if name in ("en", "zh"))) for finding in findings
    ]


OPPOSITE = [
    ("Relapse was rare in children without anemia.", "患有贫血的儿童复发罕见。", "polarity.negation", "without", ""),
    ("The drug was given at night.", "未在夜间给予该药。", "polarity.negation", "", "未"),
    ("Serum ferritin increased by week four.", "第四周血清铁蛋白降低。", "polarity.direction", "increased", "降低"),
    ("Risk was lower in the second cohort.", "第二队列的风险高于对照。", "polarity.direction", "lower", "高于"),
    ("Sleep improved in both arms.", "两组的睡眠均恶化。", "polarity.direction", "improved", "恶化"),
    ("Six had a complete response.", "6例部分缓解。", "polarity.response", "complete response", "部分缓解"),
]  # fmt: skip

AGREEING = [
    ("Relapse was rare in children without anemia.", "无贫血的儿童复发罕见。"),
    ("Not only pain but also fatigue was scored.", "不仅对疼痛而且对疲劳评分。"),
    ("Outcomes with or without surgery were compared.", "比较了手术或非手术的结局。"),
    ("Whether it works is being studied.", "正在研究其是否有效。"),
    ("Adverse events were common.", "不良事件常见。"),
    ("Results differed between clinics.", "各诊所的结果不同。"),
    ("The trial failed to reach its target.", "该试验未达到目标。"),
    ("Serum ferritin increased, and hepcidin decreased.", "血清铁蛋白升高，铁调素下降。"),
    ("No increase in weight was seen.", "未见体重增加。"),
    ("Neutropenia was more frequent.", "中性粒细胞减少更常见。"),
    ("Six of nine had a complete response, two a partial response.", "9例中6例完全缓解，2例部分缓解。"),
]


@pytest.mark.parametrize(("en", "zh", "rule", "en_word", "zh_word"), OPPOSITE)
def test_sides_that_say_the_opposite_are_flagged(en: str, zh: str, rule: str, en_word: str, zh_word: str) -> None:
    """One finding, with the words that contradict each other; a side that lacks a negation has none."""
    assert found(en, zh) == [(rule, en_word, zh_word)]


@pytest.mark.parametrize(("en", "zh"), AGREEING)
def test_sides_that_agree_have_no_flag(en: str, zh: str) -> None:
    """Lexical negatives, fixed words and words of direction in both languages answer each other."""
    assert found(en, zh) == []


def test_spans_point_at_the_words() -> None:
    """The place first, the counterpart second; for a lone negation the counterpart is the sentence that lacks it."""
    en, zh = "Serum ferritin increased after week four.", "第四周后血清铁蛋白降低。"
    (finding,) = contradictions(report_of(en, zh), UNTAUGHT)
    assert [(en if s.side == "en" else zh)[s.start : s.end] for s in finding.spans] == ["increased", "降低"]
    (finding,) = contradictions(report_of("It did not help.", "该法有帮助。"), UNTAUGHT)
    assert finding.spans == (("en", 7, 10), ("zh", 0, 6))


def test_a_doubtful_bead_is_not_compared() -> None:
    """Sentences that may not translate each other contradict nothing."""
    assert list(contradictions(report_of("It did not help.", "该法有帮助。", confidence=0.3), UNTAUGHT)) == []
