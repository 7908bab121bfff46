"""Words that may have been meant: slips in both languages, and beginnings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.words.folding import fold
from indexer.entries import Entry, LineSections
from indexer.fields import LineName
from indexer.phrase_counts import PhraseCounts
from indexer.phrases import phrases_of
from indexer.spelling_distance import distance, one_change
from indexer.suggestions import Suggester, Suggestion, suggester_of
from indexer.vocabulary import Vocabulary, VocabularyBuilder

WORDS = "splenectomy splenomegaly platelet platelets remission remissions response anemia".split()
HAN = "血小板 缓解 减少 脾切除 利妥昔单抗 免疫".split()


def collected(*texts: tuple[tuple[str, ...], tuple[str, ...]], phrases: tuple[str, ...] = ()) -> Vocabulary:
    builder = VocabularyBuilder()
    for number, (latin, han) in enumerate(texts):
        lines: dict[LineName, LineSections] = {"text.en": (latin,)} if latin else {}
        builder.add(Entry(f"r{number}", "reports", {"zh": han}, lines, {}, phrases=phrases))
    return builder.finish()


@pytest.fixture(scope="module")
def suggester() -> Suggester:
    return Suggester(collected((tuple(WORDS), tuple(HAN)), (("platelet", "remission"), ("血小板",))))


def words(found: tuple[Suggestion, ...]) -> list[str]:
    return [suggestion.word for suggestion in found]


def plain_distance(one: str, other: str) -> int:
    """The restricted Damerau-Levenshtein distance as it is defined, without a limit."""
    table = {(-1, -1): 0} | {(i, -1): i + 1 for i in range(len(one))} | {(-1, j): j + 1 for j in range(len(other))}
    for i, a in enumerate(one):
        for j, b in enumerate(other):
            ways = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (a != b)]
            if i and j and a == other[j - 1] and one[i - 1] == b:
                ways.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(ways)
    return table[len(one) - 1, len(other) - 1]


@given(st.text("abc", max_size=7), st.text("abc", max_size=7), st.integers(0, 3))
def test_the_distance_is_that_of_its_definition_up_to_the_limit(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(plain_distance(one, other), most + 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("platlet", "platelet"),  # left out
        ("plateelt", "platelet"),  # swapped
        ("qlatelet", "platelet"),  # the first letter
        ("spelnectmoy", "splenectomy"),  # two slips
        ("Responce", "response"),
    ],
)
def test_a_slip_in_a_latin_word_is_put_right(suggester: Suggester, typed: str, meant: str) -> None:
    assert words(suggester.latin(typed, 3))[0] == meant


def test_the_nearest_word_comes_first_with_the_number_of_its_reports(suggester: Suggester) -> None:
    assert suggester.latin("platelat", 5)[0] == Suggestion("platelet", 2)
    assert words(suggester.latin("platelat", 5)) == ["platelet", "platelets"]


@pytest.mark.parametrize("typed", ["ane", "a" * 60, "il-6", "10^9/l", "", "…", "\ud800xxxx"])
def test_short_long_and_other_than_plain_words_are_left_alone(suggester: Suggester, typed: str) -> None:
    assert suggester.latin(typed, 3) == ()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("缓姐", "缓解"),  # read alike
        ("血小版", "血小板"),
        ("血小扳", "血小板"),
        ("脾切徐", "脾切除"),
        ("利妥惜单抗", "利妥昔单抗"),
        ("免役血小板", "免疫血小板"),  # the rest of the run stays
        ("血小棉", "血小板"),  # one other character
        ("緩姐", "缓解"),  # traditional
        ("利妥单抗", "利妥昔单抗"),  # left out
        ("利妥昔昔单抗", "利妥昔单抗"),  # put in
        ("利昔妥单抗", "利妥昔单抗"),  # swapped
        ("血板", "血小板"),
        ("疫免", "免疫"),
        ("脾除切", "脾切除"),
    ],
)
def test_a_slip_in_a_chinese_word_is_put_right(suggester: Suggester, typed: str, meant: str) -> None:
    assert words(suggester.han(typed, 3))[0] == meant


@pytest.mark.parametrize("typed", ["来那度安", "来那渡胺", "来纳度胺", "来那胺", "来那那度胺", "来度那胺", "来那度腰"])
def test_a_slip_in_a_name_that_the_segmenter_does_not_know_is_put_right(typed: str) -> None:
    """来那度胺 is no word of the dictionary; it is known as a phrase of the collection."""
    slips = Suggester(collected((("a",), tuple(HAN)), phrases=("来那度胺", "来那度胺治疗")))
    assert words(slips.han(typed, 3))[0] == "来那度胺"
    assert words(slips.han(f"{typed}缓解", 3))[0] == "来那度胺缓解"


def test_a_run_that_is_known_is_not_put_right_into_a_longer_one() -> None:
    slips = Suggester(collected((("a",), tuple(HAN)), phrases=("来那度胺", "来那度胺治疗")))
    assert slips.han("来那度胺", 3) == slips.han("来那度胺缓解", 3) == ()


def test_only_so_many_words_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the run and however many words begin and end as it does."""
    compared = 0

    def counted(one: str, other: str) -> bool:
        nonlocal compared
        compared += 1
        return one_change(one, other)

    monkeypatch.setattr("indexer.han_slips.one_change", counted)
    monkeypatch.setattr("indexer.han_slips.COMPARED_MAX", 500)
    crowd = tuple(f"血{chr(0x4E00 + n)}{chr(0x5000 + n)}" for n in range(2000))
    Suggester(collected((("a",), crowd))).han("血" * 40, 3)
    assert 0 < compared <= 500


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_one_change_is_a_distance_of_one(one: str, other: str) -> None:
    assert one_change(one, other) == (plain_distance(one, other) == 1)


@pytest.mark.parametrize("typed", ["血小板", "脾", "abc", "", "血" * 41, "血 小"])
def test_what_is_right_short_or_no_run_is_left_alone(suggester: Suggester, typed: str) -> None:
    assert suggester.han(typed, 3) == ()


def test_a_beginning_grows_into_the_words_of_most_reports_first(suggester: Suggester) -> None:
    assert words(suggester.begun("re", 5)) == ["remission", "response", "remissions"]
    assert words(suggester.begun("血", 5)) == ["血小板"]
    assert words(suggester.begun("SPLENO", 5)) == ["splenomegaly"]


def test_pinyin_letters_stand_for_chinese_words(suggester: Suggester) -> None:
    assert words(suggester.begun("xuexiao", 5)) == ["血小板"]
    assert words(suggester.begun("huanj", 5)) == ["缓解"]


def test_english_and_pinyin_share_the_room() -> None:
    """Both lists are cut, neither is crowded out."""
    vocabulary = collected((tuple(f"mian{letter}" for letter in "abcdefgh"), ("免疫", "免费")))
    assert len(words(Suggester(vocabulary).begun("mian", 6))) == 6
    assert {"免疫", "免费"} <= set(words(Suggester(vocabulary).begun("mian", 6)))


@given(st.text(max_size=60))
def test_no_text_breaks_it(typed: str) -> None:
    suggester = Suggester(collected((tuple(WORDS), tuple(HAN))))
    suggester.latin(typed, 3)
    suggester.han(typed, 3)
    suggester.begun(typed, 3)


def test_a_vocabulary_has_one_suggester() -> None:
    vocabulary = collected((("platelet",), ()))
    assert suggester_of(vocabulary) is suggester_of(vocabulary)


# ---- phrases -----------------------------------------------------------------------------------------------------


def test_the_phrases_of_a_text_are_its_names_and_neighbours() -> None:
    """Names stand alone and with their neighbours; function words, stop words and punctuation end a phrase."""
    shipped = {"治疗", "切除", "切除术", "血小板", "缓解", "单抗"}  # names of the lists that stand there too
    found = phrases_of(
        ("用利妥昔单抗治疗后行脾切除术。血小板，缓解。", "Low-dose dexamethasone, fever in ITP and CLLs.")
    )
    assert {phrase for phrase in found if phrase.isascii()} == {
        "low dose", "dose dexamethasone", "low dose dexamethasone", "ITP", "CLL",
    }  # fmt: skip
    chinese = {phrase for phrase in found if not phrase.isascii()}
    assert chinese == {"利妥昔单抗", "利妥昔单抗治疗", "脾切除", "脾切除术"} | (chinese & shipped)


@given(st.text(max_size=80))
def test_every_phrase_stands_in_its_text(text: str) -> None:
    plain = fold(text).lower().replace("-", " ")
    assert all(phrase.lower() in plain for phrase in phrases_of((text,)))


def test_phrases_are_counted_in_bounded_memory_the_frequent_ones_exactly() -> None:
    """The rare go first, all of one count together, so that the order of equals does not matter."""
    counts = PhraseCounts(counted_max=100)
    for number in range(400):
        counts.add(("来那度胺", f"rare {number}"))
        assert len(counts.kept()) <= 100
    assert next(iter(counts.kept(most=1).items())) == ("来那度胺", 400)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("来那", "来那度胺"),
        ("lai", "来那度胺"),
        ("lainadu", "来那度胺"),
        ("IT", "ITP"),
        ("it", "ITP"),
        ("low d", "low dose"),
    ],
)
def test_phrases_and_short_forms_are_offered(typed: str, first: str) -> None:
    vocabulary = collected((("itp", "low"), ("血小板",)), phrases=("来那度胺", "ITP", "low dose"))
    assert words(Suggester(vocabulary).begun(typed, 5))[0] == first
