"""Which language a text is told to be in."""

import pytest

from corpus.text.language import language_key, settle_language, side_of, tell_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("ITP", "en"),
        ("Zhou Hu, Liu Liu, Song Xuewen, Xia Ao, Li Mengjuan, Zhang Yuanyuan, Ding Bingjie, Wang San", "en"),
        ("Refractory immune thrombocytopenia", "en"),
        ("The immune form (免疫性血小板减少症) is rare in adults and was seen in four of them.", "en"),
        ("ITP患者", "zh-Hans"),
        ("采用BTK抑制剂(BTKi)治疗后,1例患者获得完全缓解", "zh-Hans"),
        ("对4例接受ibrutinib治疗的relapsed/refractory ITP患者的疗效进行了分析", "zh-Hans"),
        ("免疫性血小板減少症患者的療效觀察", "zh-Hant"),
        ("血小板", "zh-Hans"),
        ("血小板が減少した患者を対象とした", "ja"),
        ("혈소판 감소증 환자", "ko"),
        (
            "Les patients ont été traités par le rituximab et la numération des plaquettes est restée normale dans les "
            "mois qui ont suivi le traitement.",
            "fr",
        ),
        (
            "Die Patienten wurden mit Rituximab behandelt, und die Zahl der Blutplättchen blieb in den folgenden "
            "Monaten normal.",
            "de",
        ),
        ("50 × 10, 12.5 %", "und"),
        ("", "und"),
    ],
)
def test_languages(text: str, language: str) -> None:
    """Script decides; names and abbreviations are English; a third language is named, not labelled English."""
    assert tell_language(text) == language


def test_the_answer_never_varies() -> None:
    """Asked again after other texts, langdetect says the same of a short mixed text."""
    text = "dolor sit amet plaquettes normale del tratamiento paziente blood cuenta der Patient mit cell et avec"
    answers = {tell_language(text + " " * n) for n in range(20)}
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("declared", "text", "language"),
    [
        ("zh", "血小板減少與療效", "zh-Hant"),
        ("chi", "血小板减少", "zh-Hans"),
        ("zh-TW", "血小板", "zh-Hant"),
        ("zh_CN", "血小板", "zh-Hans"),
        ("eng", "x", "en"),
        ("en-GB", "x", "en-GB"),
        ("fr", "x", "fr"),
        (None, "血小板减少", "zh-Hans"),
        (" ", "Platelets fell.", "en"),
    ],
)
def test_a_declared_language_is_kept(declared: str | None, text: str, language: str) -> None:
    """What the record says stands; only the script of Chinese is told from the text."""
    assert settle_language(declared, text) == language


def test_sides() -> None:
    """English and Chinese of every region are sides; another language is none."""
    assert [side_of(tag) for tag in ("en", "en-GB", "zh-Hans", "zh-Hant", "fr", "und")] == [
        "en",
        "en",
        "zh",
        "zh",
        None,
        None,
    ]


def test_language_keys() -> None:
    """One language, whatever the script or the country; a third language stands for itself."""
    assert [language_key(tag) for tag in ("en-GB", "zh-Hant", "zh", "fr", "und")] == ["en", "zh", "zh", "fr", "und"]
