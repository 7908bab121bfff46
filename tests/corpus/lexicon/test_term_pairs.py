"""Terms of several words mined from beads, by sentences of our own."""

import random

from corpus.knowledge import UNTAUGHT, Knowledge
from corpus.lexicon.term_pairs import Evidence, TermBead, mine_terms
from corpus.lexicon.term_pairs.phrases import chinese_phrases, chinese_tokens, english_phrases, english_tokens

PAIRS = (
    ("The platelet count rose after splenectomy.", "脾切除术后血小板计数升高。"),
    ("A low platelet count was found in children with autism.", "在自闭症儿童中发现血小板计数低。"),
    ("With autism, overall survival was not reached.", "随着自闭症,未达到总生存期。"),
    ("Overall survival and the platelet count improved.", "总生存期和血小板计数得到改善。"),
    ("Patients received a BTK inhibitor.", "患者接受了BTK抑制剂治疗。"),
    ("The BTK inhibitor was stopped in type 2 diabetes.", "2型糖尿病患者停用BTK抑制剂。"),
    ("Newly diagnosed patients with autism were enrolled.", "纳入新诊断的自闭症患者。"),
)  # fmt: skip


def beads() -> list[TermBead]:
    return [
        TermBead(english_tokens(en), chinese_tokens(zh), f"report {number // 2}", 2020 + number % 2, "A Journal")
        for number, (en, zh) in enumerate(PAIRS)
    ]


def mined() -> dict[str, str]:
    return {term.en: term.zh for term in mine_terms(beads(), Evidence(()))}


def test_terms_are_found_whole() -> None:
    """The longest pair takes its words, so that no part of it is a term of its own."""
    terms = mined()
    assert terms["platelet count"] == "血小板计数"
    assert terms["overall survival"] == "总生存期"
    assert terms["BTK inhibitor"] == "BTK抑制剂"
    assert terms["type 2 diabetes"] == "2型糖尿病"
    assert terms["autism"] == "自闭症"


def test_what_leads_in_or_out_is_no_part_of_a_term() -> None:
    for zh in mined().values():
        assert not zh.startswith(("随着", "的", "和", "患者", "在", "接受"))
        assert not zh.endswith(("的", "了", "后", "中", "升高"))


def test_a_term_is_counted_by_bead_report_and_year() -> None:
    (term,) = (term for term in mine_terms(beads(), Evidence(())) if term.en == "platelet count")
    assert (term.beads, term.reports) == (3, 2)
    assert term.journals == (("A Journal", 2),)


def test_the_order_of_beads_does_not_matter() -> None:
    shuffled = beads()
    random.Random(3).shuffle(shuffled)
    assert mine_terms(shuffled, Evidence(())) == mine_terms(beads(), Evidence(()))


def test_no_beads_teach_no_terms() -> None:
    assert mine_terms([], Evidence(())) == ()


def test_numbers_and_marks_end_a_phrase() -> None:
    """A number belongs to a term only behind what it numbers."""
    keys = {phrase.key for phrase in english_phrases(english_tokens("In 40 mice, factor 8 and stage 3 disease"))}
    assert keys == {"mouse", "factor", "factor 8", "stage", "stage 3", "stage 3 disease", "disease"}


def test_function_words_hold_no_chinese_phrase_together() -> None:
    keys = {phrase.key for phrase in chinese_phrases(chinese_tokens("肺癌的诊断和治疗"))}
    assert keys == {"肺癌", "诊断", "治疗"}


def test_a_bead_that_is_no_sentence_is_passed_over() -> None:
    """However long: it costs little, and teaches nothing."""
    words = " ".join(f"word{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300))
    long = TermBead(english_tokens(words), chinese_tokens("血小板计数" * 200), "long", None, "")
    assert mine_terms([*beads(), long, long], Evidence(())) == mine_terms(beads(), Evidence(()))


def test_knowledge_with_other_terms_is_other_knowledge() -> None:
    taught = Knowledge(number=1, term_pairs=mine_terms(beads(), Evidence(())))
    assert not taught.same_as(UNTAUGHT)
    assert taught.same_as(Knowledge(number=2, term_pairs=taught.term_pairs))
