"""Where the two sides of a bead say the opposite: negation, direction, response, significance, certainty.

A cue is a word or phrase of `cues.tsv`. A sure cue must be met by a cue of its own pole on the other side; where it is
not, and the other side has a sure cue of the opposite pole that is not met either, the statement is turned round. A
negation is flagged where nothing on the other side could carry it.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from corpus.audit.findings import Finding
from corpus.audit.polarity.comparing import Turn, Voices, lone_negation, turned
from corpus.audit.polarity.scanning import sides_cues
from corpus.audit.polarity.scope import under_negation
from corpus.knowledge import Knowledge
from corpus.model import Bead, Report, Sentence, Severity, Side, Span, Version

# A bead that is surely one, and short enough that its words answer each other. Chosen by reading, not calibrated.
CONFIDENCE_MIN: Final = 0.5
SENTENCES_MAX: Final = 4

# concept -> the rule that it is told under
RULES: Final = {
    "direction": "polarity.direction",
    "level": "polarity.direction",
    "duration": "polarity.direction",
    "quality": "polarity.direction",
    "merit": "polarity.direction",
    "efficacy": "polarity.direction",
    "response": "polarity.response",
    "significance": "polarity.significance",
    "certainty": "certainty.hedge",
    "outlook": "certainty.hedge",
}


def contradictions(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Beads whose sides say the opposite; arguments `en` and `zh` are the words, empty where a side has none."""
    en, zh = report.version("en"), report.version("zh")
    if en is None or zh is None or report.alignment is None:
        return
    for bead in report.alignment.beads:
        if bead.en and bead.zh and bead.confidence >= CONFIDENCE_MIN and len(bead.en) + len(bead.zh) <= SENTENCES_MAX:
            yield from _findings(bead, en, zh)


def _findings(bead: Bead, en: Version, zh: Version) -> Iterator[Finding]:
    one, other = _voices(bead, en, zh)
    said: dict[str, Turn] = {}  # one flip is seen through several concepts: the surest speaks for its rule
    for turn in sorted(turned(one, other), key=lambda turn: not turn.certain):
        said.setdefault(RULES[turn.concept], turn)
    for rule, turn in said.items():
        spans = (Span("en", turn.en.start, turn.en.end), Span("zh", turn.zh.start, turn.zh.end))
        yield Finding(rule, _severity(rule, turn.certain), spans, _words(spans, en, zh))
    if "polarity.significance" in said:  # its negation has been told
        return
    sides: tuple[tuple[Side, Side, Voices, Voices], ...] = (("en", "zh", one, other), ("zh", "en", other, one))
    for side, facing, here, there in sides:
        lone = lone_negation(here, there)
        if lone is not None and (lone.certain or side == "en"):
            spans = (Span(side, lone.cue.start, lone.cue.end), Span(facing, there.start, there.end))
            certain = lone.certain and side == "en"  # Chinese denies with words that English need not deny with
            yield Finding("polarity.negation", _severity("polarity", certain), spans, _words(spans[:1], en, zh))


def _voices(bead: Bead, en: Version, zh: Version) -> tuple[Voices, Voices]:
    english, chinese = _ranges(bead.en, en), _ranges(bead.zh, zh)
    en_cues, zh_cues = sides_cues(en.text, english, zh.text, chinese)
    return (
        Voices(under_negation(en_cues, en.text, "en"), english[0].start, english[-1].end),
        Voices(under_negation(zh_cues, zh.text, "zh"), chinese[0].start, chinese[-1].end),
    )


def _ranges(numbers: Iterable[int], version: Version) -> list[Sentence]:
    return [version.sentences[number] for number in numbers]


def _severity(rule: str, certain: bool) -> Severity:
    if rule.startswith("certainty"):
        return "medium" if certain else "low"
    return "high" if certain else "medium"


def _words(spans: Iterable[Span], en: Version, zh: Version) -> tuple[tuple[str, str], ...]:
    words = {"en": "", "zh": ""}
    for span in spans:
        words[span.side] = (en if span.side == "en" else zh).text[span.start : span.end]
    return tuple(words.items())
