"""Forbidden and inconsistent terms, on a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.audit.terms import FINDINGS_MAX
from corpus.collection_audit import audit_whole_collection
from corpus.lexicon.glossary import NO_GLOSSARY, Glossary, GlossaryTerm
from corpus.model import Flag
from corpus.store import Store, open_store
from tests.corpus.store.records import record, write

EN = "All children with immune thrombocytopenia were treated. The platelet count rose in 12 of them within 8 weeks."
ZH = "所有特发性血小板减少性紫癜患儿均接受治疗。其中12例在8周内血小板计数升高。"
PREFERRED = GlossaryTerm("immune thrombocytopenia", "免疫性血小板减少症", "preferred", 1)
FORBIDDEN = GlossaryTerm("Immune thrombocytopenias", "特发性血小板减少性紫癜", "forbidden", 2)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        yield store


def flags(store: Store, glossary: Glossary, report_id: str = "a") -> list[Flag]:
    with store.writing():
        audit_whole_collection(store, glossary)
    report = store.report(report_id)
    assert report is not None
    return [flag for flag in report.flags if flag.rule.startswith("terms.")]


def shown(store: Store, flag: Flag, report_id: str = "a") -> list[str]:
    """The texts of a flag's spans."""
    report = store.report(report_id)
    assert report is not None
    texts = {side: report.version(side) for side in ("en", "zh")}
    return [version.text[span.start : span.end] for span in flag.spans if (version := texts[span.side]) is not None]


def test_a_forbidden_rendering_is_flagged_with_the_preferred_one(store: Store) -> None:
    """In any number and case of the English; the place is the rendering, its counterpart the term."""
    write(store, [record("a", en=EN, zh=ZH)])
    (flag,) = flags(store, Glossary((PREFERRED, FORBIDDEN), "mine.tsv"))
    assert (flag.rule, flag.severity, flag.suggestion) == ("terms.forbidden", "medium", "免疫性血小板减少症")
    assert shown(store, flag) == ["特发性血小板减少性紫癜", "immune thrombocytopenia"]
    assert dict(flag.arguments)["line"] == "2"


def test_without_the_term_on_the_other_side_nothing_is_forbidden(store: Store) -> None:
    write(store, [record("a", en=EN.replace("immune ", "severe "), zh=ZH)])
    assert flags(store, Glossary((PREFERRED, FORBIDDEN))) == []


def test_what_stands_inside_an_allowed_rendering_is_not_forbidden(store: Store) -> None:
    """血小板减少 is forbidden, but the text says 血小板减少症; and the glossary has it for another term of the bead."""
    write(store, [record("a", en=EN, zh=ZH.replace("特发性血小板减少性紫癜", "免疫性血小板减少症"))])
    short = GlossaryTerm("immune thrombocytopenia", "血小板减少", "forbidden", 3)
    assert flags(store, Glossary((PREFERRED, short))) == []
    other = (
        GlossaryTerm("children", "患儿", "preferred", 1),
        GlossaryTerm("immune thrombocytopenia", "患儿", "forbidden", 2),
    )
    assert flags(store, Glossary(other)) == []


def test_a_flag_goes_when_the_glossary_does(store: Store) -> None:
    """The flags follow from reports, knowledge and glossary alone."""
    write(store, [record("a", en=EN, zh=ZH)])
    glossary = Glossary((PREFERRED, FORBIDDEN))
    assert flags(store, glossary) == flags(store, glossary) != []
    assert flags(store, NO_GLOSSARY) == []


def test_two_renderings_of_one_term_in_one_report_are_inconsistent(store: Store) -> None:
    """The one that stands alone is flagged, low, with the usual one; what only shortens it is not."""
    en = "The complete response rate was 40 %. A complete response lasted 9 months. No complete response was lost."
    zh = "完全缓解率为40%。完全缓解持续9个月。无一例{}丢失。"
    both = Glossary(
        (
            GlossaryTerm("complete response", "完全缓解", "preferred", 1),
            GlossaryTerm("complete response", "全面应答", "admitted", 2),
        )
    )
    write(store, [record("a", en=en, zh=zh.format("全面应答")), record("b", en=en, zh=zh.format("完全缓解"))])
    (flag,) = flags(store, both)
    assert (flag.rule, flag.severity, flag.suggestion) == ("terms.inconsistent", "low", "完全缓解")
    assert shown(store, flag) == ["全面应答", "complete response"]
    assert flags(store, both, "b") == []


def test_a_report_that_is_wrong_throughout_has_few_flags(store: Store) -> None:
    en = "\n".join(f"Patient {n} had immune thrombocytopenia for {n + 3} years." for n in range(70))
    zh = "\n".join(f"患者{n}患特发性血小板减少性紫癜{n + 3}年。" for n in range(70))
    write(store, [record("a", en=en, zh=zh)])
    assert len(flags(store, Glossary((PREFERRED, FORBIDDEN)))) == FINDINGS_MAX


def test_a_rendering_without_a_character_stands_nowhere(store: Store) -> None:
    """Blank once folded: it forbids nothing, and is no second rendering."""
    write(store, [record("a", en=EN, zh=ZH)])
    assert flags(store, Glossary((GlossaryTerm("immune thrombocytopenia", "\u3000", "forbidden", 1),))) == []
    assert flags(store, Glossary((PREFERRED, GlossaryTerm("immune thrombocytopenia", " ", "admitted", 2)))) == []
