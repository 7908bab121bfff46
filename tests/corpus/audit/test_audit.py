"""Flags of damaged text, and keys that outlive a new audit."""

from dataclasses import replace

from corpus.audit import REPORT_RULES, audit_report
from corpus.audit.damage.places import PLACES_MAX
from corpus.model import Citation, OffsetMap, Report, Run, Side, Version


def report_of(**texts: str) -> Report:
    """A report with a version for each side named."""
    sides: dict[str, Side] = {"en": "en", "zh": "zh"}
    versions = tuple(
        Version(sides.get(name), name, "unknown", text, text, OffsetMap((Run(0, len(text), 0, len(text)),)), (), ())
        for name, text in texts.items()
    )
    return Report("r", 0, Citation(), versions, None, (), ())


def test_every_run_of_lost_characters_is_flagged_where_it_stands() -> None:
    """Spans point into the text of their side, one flag a run, with the number of characters lost."""
    report = report_of(en="in the 50 \ufffd\ufffd range \ufffd", zh="共\ufffd例")
    flags = audit_report(report)
    assert [(flag.rule, flag.severity, flag.arguments) for flag in flags] == [
        ("damage.replaced", "medium", (("count", count),)) for count in ("2", "1", "1")
    ]
    assert [flag.spans[0] for flag in flags] == [("en", 10, 12), ("en", 19, 20), ("zh", 1, 2)]


def test_a_clean_report_has_no_flags() -> None:
    """Question marks and other languages are no damage of this kind."""
    assert audit_report(report_of(en="Why? 10⁹/L.", zh="为什么？", fr="\ufffd")) == ()


def test_equal_places_have_keys_of_their_own() -> None:
    """The same excerpt twice: two keys."""
    keys = [flag.key for flag in audit_report(report_of(en=("a long stretch of text \ufffd and a long stretch. " * 2)))]
    assert len(set(keys)) == 2


def test_a_key_survives_a_change_elsewhere() -> None:
    """A sentence more in front leaves the key as it is; another report or side has another."""
    text = "The count was 50 \ufffd 10/L in most patients."
    (flag,) = audit_report(report_of(en=text))
    (moved,) = audit_report(report_of(en=f"Another sentence. {text}"))
    (other,) = audit_report(replace(report_of(en=text), report_id="s"))
    (zh,) = audit_report(report_of(zh=text))
    assert flag.key == moved.key
    assert flag.spans != moved.spans
    assert len({flag.key, other.key, zh.key}) == 3


def test_a_text_damaged_throughout_has_one_flag() -> None:
    """More than PLACES_MAX runs: one flag over all, so that a broken file does not drown the collection."""
    (flag,) = audit_report(report_of(en="a\ufffd" * (PLACES_MAX + 1)))
    assert flag.spans[0] == ("en", 1, 2 * (PLACES_MAX + 1))
    assert flag.arguments == (("count", str(PLACES_MAX + 1)),)


def test_a_rule_is_named_by_its_family() -> None:
    """family.name, and every rule can be loaded."""
    assert all(name.count(".") == 1 for name in REPORT_RULES)
