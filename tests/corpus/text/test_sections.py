"""Which parts an abstract that names its parts has, and its keywords."""

import pytest

from corpus.text.sections import begins_with_label, find_keywords, find_sections, heading_label, kind_of_label

ABSTRACT = [
    ("OBJECTIVE", "探讨疗效。"),
    ("METHODS", "回顾性分析40例。"),
    ("RESULTS", "28例有效。"),
    ("CONCLUSIONS", "有效。"),
]


def parts(text: str) -> list[tuple[str, str]]:
    """Kind and content of every section."""
    return [(section.kind, text[section.start : section.end]) for section in find_sections(text)]


@pytest.mark.parametrize(
    "text",
    [
        "【摘要】 目的 探讨疗效。方法 回顾性分析40例。结果 28例有效。结论 有效。",
        "【目的】探讨疗效。【方法】回顾性分析40例。【结果】28例有效。【结论】有效。",
        "[目的] 探讨疗效。[方法] 回顾性分析40例。[结果] 28例有效。[结论] 有效。",
        "目的：探讨疗效。方法：回顾性分析40例。结果：28例有效。结论：有效。",
        "摘要：目的探讨疗效。方法回顾性分析40例。结果28例有效。结论有效。",
        "目的\n探讨疗效。\n方法\n回顾性分析40例。\n结果\n28例有效。\n结论\n有效。",
        "目的：探讨疗效。方法回顾性分析40例。结果28例有效。结论有效。",
        "目的 探讨疗效。\n方法 回顾性分析40例。\n结果 28例有效。\n结论 有效。",
    ],
)
def test_chinese_labels(text: str) -> None:
    """Brackets, colons, blanks, or nothing at all: the four parts are the same, without their labels."""
    assert parts(text) == ABSTRACT


@pytest.mark.parametrize(
    "text",
    [
        "Background: ITP is rare. Methods: We looked. Results: It fell. Conclusions: Treat it.",
        "BACKGROUND: ITP is rare.\nMETHODS: We looked.\nRESULTS: It fell.\nCONCLUSIONS: Treat it.",
        "Background ITP is rare. Methods We looked. Results It fell. Conclusions Treat it.",
        "【Abstract】 Background ITP is rare. Methods We looked. Results It fell. Conclusions Treat it.",
        "Background\nITP is rare.\nMethods\nWe looked.\nResults\nIt fell.\nConclusions\nTreat it.",
    ],
)
def test_english_labels(text: str) -> None:
    """The four parts of an English abstract, however its labels are set."""
    assert parts(text) == [
        ("BACKGROUND", "ITP is rare."),
        ("METHODS", "We looked."),
        ("RESULTS", "It fell."),
        ("CONCLUSIONS", "Treat it."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "We report the results: platelets rose. The methods were simple.",
        "Results of the trial were good. Methods were simple.",
        "Methods are described. Results The count rose.",
        "研究结果 良好。方法简单。",
        "本研究的目的是探讨疗效。方法简单。结果良好。",
        "No labels at all.",
    ],
)
def test_words_that_are_no_labels(text: str) -> None:
    """One label within a line, or bare words out of order, are turns of phrase: one section without a label."""
    assert parts(text) == [("UNASSIGNED", text)]
    assert find_sections(text)[0].label == ""


def test_labels_are_kept_as_printed() -> None:
    """An unknown label in capitals before a colon at the head of a line is one too, without a category."""
    text = "PATIENT CONCERNS: Pain.\nRATIONALE OF CARE: None."
    assert [(s.kind, s.label) for s in find_sections(text)] == [
        ("UNASSIGNED", "PATIENT CONCERNS"),
        ("UNASSIGNED", "RATIONALE OF CARE"),
    ]


def test_what_stands_before_the_first_label_is_kept() -> None:
    """The lead of an abstract is a section of its own."""
    assert parts("ITP is rare.\nMethods: We looked.\nResults: It fell.")[0] == ("UNASSIGNED", "ITP is rare.")


@pytest.mark.parametrize(
    ("text", "keywords"),
    [
        ("Key words: thrombocytopenia; rituximab; IL-6", ("thrombocytopenia", "rituximab", "IL-6")),
        ("关键词：血小板，利妥昔单抗、疗效", ("血小板", "利妥昔单抗", "疗效")),
        ("结论 有效。【关键词】 血小板；疗效 中图分类号：R558", ("血小板", "疗效")),
        ("Keywords: one, two\nText.", ("one", "two")),
        ("The key words were few.", ()),
    ],
)
def test_keywords(text: str, keywords: tuple[str, ...]) -> None:
    """A line of keywords is cut at its own separator; class numbers behind it are none."""
    assert tuple(word for line in find_keywords(text) for word in line.keywords) == keywords


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Summary", "Summary"),
        ("1. Introduction", "Introduction"),
        ("METHODS:", "METHODS"),
        ("【摘要】", "摘要"),
        ("二、方法", "方法"),
        ("Results were good", None),
        ("结果良好", None),
    ],
)
def test_headings(line: str, label: str | None) -> None:
    """A line of its own that prints nothing but a known label is a heading."""
    assert heading_label(line) == label


def test_kinds() -> None:
    """Labels fall into NLM's categories; an unknown one has none."""
    kinds = [kind_of_label(label) for label in ("Aims", "Patients  and methods", "FINDINGS", "讨论", "Summary", "Xyz")]
    assert kinds == ["OBJECTIVE", "METHODS", "RESULTS", "CONCLUSIONS", "UNASSIGNED", "UNASSIGNED"]


def test_the_beginning_shows_a_label() -> None:
    """A paragraph that begins with a label that counts is told from one that begins with the word."""
    assert begins_with_label("Background: ITP is rare.")
    assert begins_with_label("目的：")
    assert not begins_with_label("Background noise was low.")


def test_half_width_stops_part_labels() -> None:
    """Chinese set with stops of ASCII, without any blank."""
    text = "目的:探讨疗效.材料和方法:回顾40例.结果:28例有效.结论:有效."
    assert [content for _, content in parts(text)] == ["探讨疗效.", "回顾40例.", "28例有效.", "有效."]


def test_several_labels_of_one_category() -> None:
    """Bare labels of the same category follow each other, as in JAMA."""
    text = "Importance It kills. Objective To learn. Participants Forty adults. Interventions A drug. Results None."
    assert [s.label for s in find_sections(text)] == [
        "Importance",
        "Objective",
        "Participants",
        "Interventions",
        "Results",
    ]
