"""damage.exponent: a power of ten that lost its exponent; damage.flattened: raised digits that stand on the line.

A superscript that a site or a converter dropped changes the value (`50 × 10/L`, `3109/L` for 3×10⁹/L) or only its look
(`× 109/L`, `mg/m2`).
"""

import re
from collections.abc import Iterator
from typing import Final

from corpus.audit.damage.places import Place, findings, in_order, texts
from corpus.audit.findings import Finding
from corpus.knowledge import Knowledge
from corpus.model import Report

# A raised dot multiplies only between blanks: 0·10 is a decimal in the Lancet.
_TIMES: Final = r"(?:\s{0,2}[×✕⨯xX*]\s{0,2}|\s[·⋅•]\s)"
_VOLUME: Final = r"\s?[/／]\s?(?:[mμµudn]?[Ll]|[cm]m[23²³]|kg)(?![A-Za-z0-9])"
_COUNTED: Final = r"\s?(?:cells?|copies|CFU|cfu|PFU|pfu|TCID50|个|拷贝)(?![A-Za-z])"

# A ten in one of the places below, looked for first: expressions that begin with their literal are fast.
_TEN: Final = re.compile(
    r"10(?:(?<=[×✕⨯xX*]10)|(?<=[×✕⨯xX*·⋅•]\s10)|(?<=[×✕⨯xX*]\s\s10)|(?<=[0-9]10)(?:[5-9]|12)"
    r"|(?<=[0-9]\s10)\s?[3-9][\s/])"
)
# `50 × 10/L`, `10×10/L`, `2 × 10 cells/mL`: nobody multiplies by ten in print.
_LOST: Final = re.compile(
    rf"(?<![A-Za-z0-9.,])(?P<value>[0-9]{{1,4}}(?:\.[0-9]{{1,3}})?)[)）]?{_TIMES}10"
    rf"(?P<unit>{_VOLUME}|{_COUNTED}|\s?mol/)"
)
# `P = 2.1 × 10`, where neither a power nor a bracket with one follows.
_LOST_IN_P: Final = re.compile(
    rf"(?<![A-Za-z])[Pp]\s{{0,2}}[=<>≤≥]\s{{0,2}}(?P<value>[0-9](?:\.[0-9]{{1,3}})?){_TIMES}10"
    r"(?![0-9^⁰¹²³⁴-⁹⁻\ufffd]|[.·][0-9]|\s{0,2}[-−–‐(（\[^⁻*\ufffd?]|\s[0-9])"
)
# `3109/L`: no count of blood cells per litre is so small. Three digits before the power at most.
_COLLAPSED: Final = re.compile(
    r"(?<![A-Za-z0-9.,/·])(?P<value>[1-9][0-9]{0,2}(?:\.[0-9]{1,2})?|0\.[0-9]{1,2})10(?P<power>9|12|6)"
    r"(?P<unit>(?:\s?cells?)?\s?[/／]\s?[Ll])(?![A-Za-z0-9/])"
)
_COLLAPSED_DOSE: Final = re.compile(
    r"(?<![A-Za-z0-9.,/·])(?P<value>[1-9][0-9]{0,2}\.[0-9]{1,2})10(?P<power>[5-8])"
    r"(?P<unit>\s?(?:cells?|个)?\s?[/／]\s?(?:kg|mL|ml))(?![A-Za-z0-9/])"
)

# `× 109/L`, `× 10 9/L`, `× 106 cells`; `50 109/L` lost its sign too.
_FLAT_POWER: Final = re.compile(
    rf"(?:(?<=[0-9)）])(?:{_TIMES})|(?<=[0-9])(?P<unsigned>\s))"
    rf"(?P<ten>10\s?)(?P<power>[3-9]|1[0-9])(?={_VOLUME}|{_COUNTED}|\s?[cdkh]?m[23²³])"
)
_FLAT_NEGATIVE: Final = re.compile(rf"(?<=[0-9]){_TIMES}(?P<ten>10)\s?[-−–‐](?P<power>[0-9]{{1,2}})(?![0-9.·])")
_FLAT_UNIT: Final = re.compile(
    r"(?:(?<=[A-Za-zμµ%0-9)])\s?[/／]\s?|(?<=[0-9])\s?)(?P<unit>[cmdkμµn]?m)(?P<power>[23])(?![A-Za-z0-9])"
)
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

# What is counted per litre tells the exponent: red cells in 10¹², every other blood cell in 10⁹.
_ANALYTES: Final = re.compile(
    r"(?P<red>(?i:erythrocyt|red (?:blood )?cell|\brbc)|红细胞)"
    r"|(?P<other>(?i:platelet|thrombocyt|leu[ck]ocyt|white (?:blood )?cell|\bwbc|neutrophil|lymphocyt|granulocyt"
    r"|monocyt|eosinophil|\bplt\b|\banc\b)|血小板|白细胞|粒细胞|淋巴细胞|单核细胞)"
)
_ANALYTE_WINDOW: Final = 120  # characters before the number in which the analyte is named


def exponents(report: Report, knowledge: Knowledge) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a check
    """Lost exponents (argument `found` as printed), and flattened ones with what they stand for (`found`, `meant`)."""
    for side, version in texts(report):
        text = version.text
        has_ten = _TEN.search(text) is not None
        if has_ten:
            yield from findings("damage.exponent", side, _lost(text))
        if has_ten or "m2" in text or "m3" in text:
            yield from findings("damage.flattened", side, _flattened(text))


def _lost(text: str) -> Iterator[Place]:
    """The powers of ten whose exponent is gone or glued to the number, in the order of the text."""
    return in_order(
        (_lost_place(match, _split(match)) for match in _COLLAPSED.finditer(text)),
        (_lost_place(match, _split(match)) for match in _COLLAPSED_DOSE.finditer(text)),
        (_lost_place(match, _restored(match)) for match in _LOST.finditer(text)),
        (_lost_place(match, None) for match in _LOST_IN_P.finditer(text)),
    )


def _split(match: re.Match[str]) -> str:
    """3109/L as 3 × 10⁹/L."""
    return f"{match['value']} × 10{_raised(match)}{match['unit']}"


def _restored(match: re.Match[str]) -> str | None:
    """`50 × 10/L` with the exponent that cells in blood have, None where the text does not say what is counted."""
    exponent = _likely_exponent(match.string, match.start()) if match["unit"].strip("/／ ") in ("L", "l") else ""
    written = match.string[match.start("value") : match.start("unit")]
    return f"{written}{exponent}{match['unit']}" if exponent else None


def _lost_place(match: re.Match[str], suggestion: str | None) -> Place:
    start, end = match.start("value"), match.end()
    return Place(start, end, "high", (("found", match.string[start:end]),), suggestion)


def _likely_exponent(text: str, end: int) -> str:
    """The exponent of the blood cells named last before a place; empty where none is."""
    named = [match.lastgroup for match in _ANALYTES.finditer(text, max(0, end - _ANALYTE_WINDOW), end)]
    return {"red": "¹²", "other": "⁹"}[named[-1] or ""] if named else ""


def _flattened(text: str) -> Iterator[Place]:
    """The raised digits that stand on the line, in the order of the text."""
    return in_order(
        (
            _flat_place(match, "ten", f"{'× ' * bool(match['unsigned'])}10{_raised(match)}", is_value=True)
            for match in _FLAT_POWER.finditer(text)
        ),
        (_flat_place(match, "ten", f"10⁻{_raised(match)}", is_value=False) for match in _FLAT_NEGATIVE.finditer(text)),
        (
            _flat_place(match, "unit", match["unit"] + _raised(match), is_value=False)
            for match in _FLAT_UNIT.finditer(text)
        ),
    )


def _raised(match: re.Match[str]) -> str:
    return match["power"].translate(_RAISED)


def _flat_place(match: re.Match[str], first: str, meant: str, *, is_value: bool) -> Place:
    """A flattened place: one that reads as another value is worse than one that only looks poor."""
    start, end = match.start(first), match.end("power")
    arguments = (("found", match.string[start:end]), ("meant", meant))
    return Place(start, end, "medium" if is_value else "low", arguments, meant)
