"""What a repair is shown as: the word that a sign stands in, and no more of a text without spaces."""

from dataclasses import replace

import pytest

from corpus.audit import audit_report
from tests.corpus.audit.damage_reports import report_of
from webapp.views.flagged import Place, flagged_places, repair_of


@pytest.mark.parametrize(
    ("side", "text", "repair"),
    [
        ("zh", "利妥昔单抗375 mg/m2,每周1次,共4周。", ("mg/m2", "mg/m²")),
        ("zh", "利妥昔单抗375mg/m2，每周1次，共4周。", ("375mg/m2", "375mg/m²")),
        ("zh", "利妥昔单抗(375mg/m2)每周1次。", ("375mg/m2", "375mg/m²")),
        ("zh", "体表面积为1.8m2的患者", ("1.8m2", "1.8m²")),
        ("en", "She had rituximab (375 mg/m2), four times.", ("mg/m2", "mg/m²")),
        ("en", "The count was 1,000/mm3;then it fell.", ("1,000/mm3", "1,000/mm³")),
    ],
)
def test_raised_digits_are_shown_with_their_unit_alone(side: str, text: str, repair: tuple[str, str]) -> None:
    report = report_of(**{side: text})
    (flagged,) = flagged_places(replace(report, flags=audit_report(report)), {})
    assert flagged.repair == repair


@pytest.mark.parametrize(
    ("before", "after", "repair"),
    [
        ("给予750", "mg每日1次", ("750?mg", "750 mg")),
        ("所有患者均", "完全缓解并出院", ("有患者均?完全缓解", "有患者均 完全缓解")),
        ("She was (", ") here", ("?", " ")),
        ("…", "…", ("?", " ")),
        ("", "", ("?", " ")),
    ],
)
def test_a_sign_is_shown_in_its_word(before: str, after: str, repair: tuple[str, str]) -> None:
    """Beside ideographs four of them; nothing of what shows that a sentence is cut."""
    assert repair_of(Place("zh", 5, 6, "?", before, after), " ") == repair
