"""What flags say in both languages of the interface: every rule has words, and they hold what its check found."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale

from corpus.audit import REPORT_RULES
from corpus.audit.collection import COLLECTION_RULES
from corpus.model import Flag, Severity, Side, Span
from tests.webapp.commands.running import duizhao
from webapp.application import create_app
from webapp.flag_words import flag_words, rule_name
from webapp.settings import Settings

RULES = (*REPORT_RULES, *COLLECTION_RULES)
FAMILIES = tuple(dict.fromkeys(rule.partition(".")[0] for rule in RULES))
EN_ZH = {"en": "fifty", "zh": "五十"}

# The arguments that each rule's check gives, and what its words have to hold of them.
ARGUMENTS: dict[str, tuple[dict[str, str], ...]] = {
    "numbers.missing": ({"value": "50 mg"},),
    "numbers.extra": ({"value": "50 mg"},),
    "damage.replaced": ({"count": "3"},),
    "damage.exponent": ({"found": "3109/L"}, {"more_than": "500"}),
    "damage.flattened": ({"found": "m2", "meant": "m²"},),
    "damage.character": ({"count": "2"},),
    "damage.mojibake": ({"found": "cafÃ©"},),
    "damage.code": ({"code": "QX-77"},),
    "damage.possessive": ({"found": "Crohns"},),
    "damage.hyphen": ({"found": "doubleblind"},),
    "damage.boilerplate": (
        {"place": "within", "lines": "1", "found": "Download PDF"},
        {"place": "around", "lines": "7", "found": "Cookies"},
    ),
    "damage.markup": ({"kind": "tag", "found": "<sup>"}, {"kind": "placeholder", "found": "[Formula: see text]"}),
    "damage.truncated": ({"kind": "note"}, {"kind": "end"}),
    "damage.repeated": ({"first": "3"},),
    "polarity.negation": ({"en": "without", "zh": ""}, {"en": "", "zh": "未见"}),
    "duplicates.identifier": ({"other": "x", "identifier": "doi:10.1/x"},),
    "duplicates.near": ({"other": "x", "share": "97%"},),
    "duplicates.altered": ({"other": "x", "share": "64%"},),
    "duplicates.translation": ({"other": "x"},),
    "terms.forbidden": (
        {"term": "platelet", "rendering": "小板", "preferred": "血小板", "line": "2"},
        {"term": "platelet", "rendering": "小板", "preferred": "", "line": "2"},
    ),
    "terms.inconsistent": ({"term": "platelet count", "rendering": "小板数", "other": "血小板计数"},),
}
# Said by the place, by the link to the other report, or by the choice of words.
UNSAID = {"place", "kind", "line", "lines", "other"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An application of an empty collection: flags need no more to speak."""
    made = create_app(Settings(home=str(tmp_path_factory.mktemp("words"))))
    yield made
    made.extensions["duizhao"].close()


def flag(rule: str, arguments: dict[str, str], suggestion: str | None = None, side: Side = "en") -> Flag:
    severity: Severity = "medium"
    return Flag("0" * 32, rule, severity, (Span(side, 0, 1),), tuple(arguments.items()), suggestion)


def said(app: Flask, one: Flag) -> tuple[str, str]:
    """The words of a flag in English and in Chinese."""
    with app.test_request_context():
        with force_locale("en"):
            english = flag_words(one)
        with force_locale("zh_Hans"):
            return english, flag_words(one)


def has_han(words: str) -> bool:
    return re.search("[\u4e00-\u9fff]", words) is not None


@pytest.mark.parametrize("rule", [*RULES, *FAMILIES])
def test_every_rule_and_family_has_a_name_in_both_languages(app: Flask, rule: str) -> None:
    """Names are words, not the rule's own name."""
    with app.test_request_context():
        with force_locale("en"):
            english = rule_name(rule)
        with force_locale("zh_Hans"):
            chinese = rule_name(rule)
    assert english
    assert "." not in english
    assert not has_han(english)
    assert has_han(chinese)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("side", ["en", "zh"])
@pytest.mark.parametrize("suggestion", [None, "10⁹/L"])
def test_every_flag_is_said_with_its_arguments(app: Flask, rule: str, side: Side, suggestion: str | None) -> None:
    """In both languages, as a sentence, with every value that the place does not show."""
    for arguments in ARGUMENTS.get(rule, (EN_ZH,)):
        for words in said(app, flag(rule, arguments, suggestion, side)):
            shown = {name: value for name, value in arguments.items() if value and name not in UNSAID}
            shown.pop("count" if arguments.get("count") == "1" else "", None)
            assert all(value in words for value in shown.values()), words
            assert words.endswith((".", "。"))
            assert "%(" not in words
            assert "“”" not in words
        assert has_han(words)
        assert rule not in words


def test_a_case_is_said_as_it_is(app: Flask) -> None:
    """Which side denies, which side lost a power, how many characters, a cut that is noted or only seen."""
    assert "English denies" in said(app, flag("polarity.negation", {"en": "no", "zh": ""}))[0]
    assert "Chinese denies" in said(app, flag("polarity.negation", {"en": "", "zh": "未"}))[0]
    power = {"en": "50 × 10/L", "zh": "50×10⁹/L"}
    assert said(app, flag("numbers.power", power, "50 × 10⁹/L"))[0].startswith("The English lost")
    assert said(app, flag("numbers.power", power, "50 × 10⁹/L", "zh"))[0].startswith("The Chinese lost")
    assert said(app, flag("numbers.power", power))[0].startswith("The powers of ten differ")
    assert said(app, flag("damage.character", {"count": "1"}))[0] == "1 character was lost here."
    assert said(app, flag("damage.truncated", {"kind": "note"})) != said(app, flag("damage.truncated", {"kind": "end"}))


def test_a_rule_without_words_is_called_by_its_own_name(app: Flask) -> None:
    """A flag of a store that a newer version wrote is shown all the same."""
    assert said(app, flag("colour.faded", {"found": "grey"})) == ("colour.faded: grey", "colour.faded: grey")


def test_flags_as_found_are_said_in_words(tmp_path: Path) -> None:
    """The checks as they run give the arguments that the words ask for: no quotation marks around nothing."""
    english, chinese = tmp_path / "draft.en.txt", tmp_path / "draft.zh.txt"
    english.write_text(
        "We gave 24 patients eltrombopag at 50 mg daily for 12 weeks. The platelet count increased after treatment. "
        "A complete response was seen in 14 patients (58.3%). There were no serious adverse events. "
        "The count fell to 3109/L in doubleblind arms, the dose was 750?mg/kg with 2 m2. caf\u00c3\u00a9 &nbsp; was",
        encoding="utf-8",
    )
    chinese.write_text(
        "我们给予24例患者艾曲泊帕每日25 mg,疗程12周。治疗后血小板计数下降。14例患者(58.3%)达到部分缓解。"
        "出现严重不良事件。在双盲组中计数降至3×10⁹/L,剂量为750 mg/kg,2 m²。",
        encoding="utf-8",
    )
    result = duizhao("check", "--format", "json", english, chinese, home=tmp_path / "none", DUIZHAO_JOBS="1")
    messages = re.findall('"rule": "([a-z.]+)".*?"message": "([^"]*)"', result.stdout)
    assert len({rule for rule, _ in messages}) > 6
    assert all(words.endswith(".") and "“”" not in words for _, words in messages), messages
