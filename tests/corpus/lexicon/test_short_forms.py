"""Short and long forms within English."""

from corpus.knowledge import AbbreviationPair
from corpus.lexicon.short_forms import ShortForms

FORMS = ShortForms(
    [
        AbbreviationPair("ITP", "immune thrombocytopenia", "免疫性血小板减少症", 3),
        AbbreviationPair("OS", "overall survival", "总生存期", 2),
        AbbreviationPair("BTKi", "bruton's tyrosine kinase inhibitors", "布鲁顿酪氨酸激酶抑制剂", 1),
    ]
)


def test_short_forms_find_long_ones_and_the_other_way() -> None:
    """In any case and inflection; the reason names the short form as the collection writes it."""
    found = FORMS.of_english("refractory ITP and overall survival with BTKi".split())
    assert [(one.start, one.end, one.translations[0].text) for one in found] == [
        (1, 2, "immune thrombocytopenia"),
        (3, 5, "os"),
        (6, 7, "bruton tyrosine kinase inhibitors"),
    ]
    assert found[0].translations[0].reason == ("ITP", "3")
    (inhibitor,) = FORMS.of_english("bruton tyrosine kinase inhibitor".split())
    assert inhibitor.translations[0].text == "btki"


def test_other_words_have_no_other_form() -> None:
    assert FORMS.of_english(["survival", "", "immune", "Ⅷ"]) == []
    assert ShortForms([]).of_english(["ITP"]) == []
