"""Words that may have been meant: slips in both languages, and beginnings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.entries import Entry
from indexer.spelling_distance import distance
from indexer.suggestions import Suggester, Suggestion, suggester_of
from indexer.vocabulary import Vocabulary, VocabularyBuilder

WORDS = "splenectomy splenomegaly platelet platelets remission remissions response anemia".split()
HAN = "血小板 缓解 减少 脾切除 利妥昔单抗 免疫".split()


def collected(*texts: tuple[tuple[str, ...], tuple[str, ...]]) -> Vocabulary:
    builder = VocabularyBuilder()
    for number, (latin, han) in enumerate(texts):
        builder.add(Entry(f"r{number}", "reports", {"zh": han}, {"text.en": (latin,)} if latin else {}, {}))
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
    ],
)
def test_a_slip_in_a_chinese_word_is_put_right(suggester: Suggester, typed: str, meant: str) -> None:
    assert words(suggester.han(typed, 3))[0] == meant


@pytest.mark.parametrize("typed", ["血小板", "脾", "abc", "", "血" * 41, "血 小"])
def test_what_is_right_short_or_no_run_is_left_alone(suggester: Suggester, typed: str) -> None:
    assert suggester.han(typed, 3) == ()


def test_a_beginning_grows_into_the_words_of_most_reports_first(suggester: Suggester) -> None:
    assert words(suggester.begun("re", 5)) == ["remission", "remissions", "response"]
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
