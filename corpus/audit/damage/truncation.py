"""damage.truncated: a text that breaks off: a database's note that it cut, or a last sentence without its end."""

import re
from collections.abc import Iterator
from typing import Final

from corpus.audit.damage.places import Place, findings, texts
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import Report, Side, Version

# MEDLINE cut abstracts at 250 or 400 words until 2000, and says so (https://www.nlm.nih.gov/bsd/mms/medlineelements.html).
_NOTE: Final = re.compile(
    r"[(\[](?i:abstract truncated(?: at \d{1,4} words)?|truncated(?: abstract)?|text truncated)[)\]]"
    r"|[\[(（【](?:摘要)?(?:截断|未完|略)[\])）】]"
)
_ENDS: Final = tuple(".!?。！？．｡…;；:：)）]】”’\"'」』%")
_ELLIPSIS: Final = re.compile(r"(?:\[?(?:\.\.\.|…)\]?)$")
_OPEN_ENDS: Final = tuple(",，、-–（(“‘[【")
# After these a noun or a verb must come.
_UNFINISHED: Final[dict[Side, re.Pattern[str]]] = {
    "en": re.compile(
        r"(?:^|[\s(])(?:the|a|an|of|and|or|with|for|to|from|by|at|as|was|were|is|are|be|been|has|have|had|that|which|who"
        r"|this|these|their|its|between|among|than|than|may|can|could|should|would|not|into|but|because|while|whereas)$"
    ),
    "zh": re.compile("(?:和|与|及|或|的|在|对|为|以|将|被|由|于|并|且|而|其|该|从|向|把|因)$"),
}
_SENTENCES_MIN: Final = 3  # of which all but the last end with a stop: a list or a caption is no running text


def truncation(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Notes of a cut, and ends that are none: argument `kind` is note or end. The place: the note or last words."""
    for side, version in texts(report):
        yield from findings("damage.truncated", side, _broken_off(version, side))


def _broken_off(version: Version, side: Side) -> Iterator[Place]:
    noted = False
    if any(sign in version.text for sign in ("runcated", "RUNCATED", "截断", "未完", "略")):
        for match in _NOTE.finditer(version.text):
            noted = True
            yield Place(match.start(), match.end(), "medium", (("kind", "note"),))
    bodies = [s for s in version.sentences if not _in_title(version, s.start)]
    if noted or len(bodies) < _SENTENCES_MIN:
        return
    start, end = bodies[-1]
    stops = sum(version.text[s.start : s.end].endswith(_ENDS) for s in bodies[:-1])
    if stops < len(bodies) - 1 - len(bodies) // 4:
        return
    tail = version.text[max(start, end - 40) : end]
    if tail.endswith(_OPEN_ENDS) or _ELLIPSIS.search(tail) or _UNFINISHED[side].search(tail):
        shown = max(start, end - 20)
        shown = max(start, version.text.rfind(" ", start, shown + 1) + 1) if side == "en" else shown
        yield Place(shown, end, "medium", (("kind", "end"),))


def _in_title(version: Version, place: int) -> bool:
    return any(s.kind == "TITLE" and s.start <= place < s.end for s in version.sections)
