"""Beads whose sides say the opposite, and beads that only look as if they did."""

import time
from importlib.resources import files

import pytest

from corpus.audit import REPORT_RULES
from corpus.audit.polarity import RULES, contradictions
from corpus.audit.polarity.comparing import POLES
from corpus.audit.polarity.table import table
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
    ("Prednisone was increased at once.", "立即将泼尼松减至半量。", "polarity.direction", "increased", "减至"),
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
    ("Relapse is not uncommon at that age.", "该年龄段复发较为常见。"),
    ("Nothing abnormal was seen in the marrow.", "骨髓检查正常。"),
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


@pytest.mark.parametrize(
    ("en", "zh", "rule", "severity"),
    [
        ("It is a promising drug.", "该药疗效良好。", "certainty.hedge", "medium"),
        ("Steroids may help.", "激素必将奏效。", "certainty.hedge", "medium"),
        ("Steroids will help.", "激素或许奏效。", "certainty.hedge", "medium"),
        ("The change was significant.", "该变化不显著。", "polarity.significance", "high"),
        ("No significant change was seen.", "观察到显著变化。", "polarity.significance", "high"),
        ("The change was not significant.", "该变化并无不显著。", "polarity.significance", "high"),
        ("Fever did not occur.", "出现发热。", "polarity.negation", "high"),
        ("Fever occurred.", "未见发热。", "polarity.negation", "medium"),
    ],
)
def test_severity_says_how_sure_the_contradiction_is(en: str, zh: str, rule: str, severity: str) -> None:
    """High where no other word could be the answer; a change of certainty is never more than medium."""
    findings = list(contradictions(report_of(en, zh), UNTAUGHT))
    assert [(finding.rule, finding.severity) for finding in findings] == [(rule, severity)]


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("Steroids may help.", "激素可能有帮助。"),
        ("In May patients will be seen again.", "患者将于5月复诊。"),
        ("No. 5 was given daily.", "每日给予5号药。"),
        ("It was not significant.", "差异无统计学意义。"),
        ("It did not differ significantly.", "未见显著差异。"),
        ("It wasn’t tried.", "未尝试。"),
        ("Non-smokers were unaware of it.", "非吸烟者不知道此事。"),
        ("It is higher.", "較高。"),
    ],
)
def test_forms_that_only_look_different(en: str, zh: str) -> None:
    """Contractions, months, numbers, scopes and traditional characters are read for what they are."""
    assert found(en, zh) == []


def test_a_flip_that_several_concepts_see_is_told_once() -> None:
    """Higher and 低于 differ in direction and in level: one finding."""
    assert found("The rate was higher.", "该比率低于对照。") == [("polarity.direction", "higher", "低于")]


def test_of_two_negations_the_one_without_an_answer_is_pointed_at() -> None:
    """The Chinese denies at its beginning, as the first English negation does."""
    en, zh = (
        "It was not given to infants, and in adults fever was treated without delay.",
        "未用于婴儿，成人发热及时治疗。",
    )
    (finding,) = contradictions(report_of(en, zh), UNTAUGHT)
    assert (finding.rule, dict(finding.arguments)["en"]) == ("polarity.negation", "without")


@pytest.mark.parametrize(
    ("en", "zh"),
    [
        ("increased not without higher " * 20_000, "减少无未低于" * 20_000),
        ("no significant " * 20_000, "显著不" * 40_000),
        ("n" * 500_000 + "'t", "不" * 500_000),
        ("more than" * 50_000, "无统计学" * 50_000),
    ],
)
def test_hostile_texts_are_read_in_linear_time(en: str, zh: str) -> None:
    """Half a million characters take no more than seconds, and give a handful of findings."""
    began = time.process_time()
    assert len(list(contradictions(report_of(en, zh), UNTAUGHT))) <= len(set(RULES.values())) + 2
    assert time.process_time() - began < 5


def test_every_line_of_the_table_is_read() -> None:
    """Each line names a concept that is compared, and both languages have a word for each pole."""
    known = table()
    english = {
        (sense.concept, sense.pole)
        for entries in (known.words, known.stems)
        for e in entries.values()
        for _, sense, _ in e
    }
    chinese = {(sense.concept, sense.pole) for meaning in known.chinese.values() for sense in meaning.senses}
    poles = {(concept, pole) for concept, both in POLES.items() for pole in both} | {("negation", "not")}
    assert chinese == poles
    assert english == poles | {("fixed", ""), ("neutral", "")}
    assert set(RULES.values()) | {"polarity.negation"} <= REPORT_RULES.keys()


def test_a_neutral_expression_says_nothing_else() -> None:
    """What is set aside in one line of the table is no cue in another."""
    lines = files("corpus.audit.polarity").joinpath("cues.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    assert {len(row) for row in rows} == {5}
    neutral = {word for row in rows if row[0] == "neutral" for word in row[4].split()}
    assert not neutral & {word for row in rows if row[0] != "neutral" for word in row[4].split()}
