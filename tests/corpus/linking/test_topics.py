"""Translations found by what they say, among texts on the same and on other topics."""

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.linking import link_automatically
from corpus.linking.contradictions import name_other_works
from corpus.model import Author, Citation
from corpus.store import open_store
from tests.corpus.linking.works import work
from tests.corpus.store.records import write

TEXTS = {
    "splenectomy": (
        "Splenectomy was once the usual second treatment of chronic immune thrombocytopenia. Many patients now "
        "refuse the operation because they fear infection and thrombosis. We describe a woman whose platelets "
        "recovered after the spleen was embolised, and discuss the choice between surgery and drugs.",
        "脾切除术曾是慢性免疫性血小板减少症常用的二线治疗。许多患者因担心感染和血栓而拒绝手术。"
        "我们描述一名女性患者,其脾脏栓塞后血小板恢复,并讨论手术与药物之间的选择。",
    ),
    "pregnancy": (
        "Immune thrombocytopenia in pregnancy is difficult to tell from gestational thrombocytopenia. "
        "Corticosteroids and immunoglobulin are considered safe for mother and child. We report a pregnant woman "
        "with severe bleeding who was delivered by caesarean section, and whose newborn had normal platelets.",
        "妊娠期免疫性血小板减少症难以与妊娠期血小板减少相鉴别。糖皮质激素和免疫球蛋白对母亲和胎儿被认为是安全的。"
        "我们报告一名严重出血的孕妇,经剖宫产分娩,新生儿血小板正常。",
    ),
    "kidney": (
        "Membranous nephropathy may follow infection with hepatitis B virus. Antiviral treatment alone led to "
        "remission of proteinuria in a young man, and a second kidney biopsy showed that the immune deposits had "
        "disappeared. Immunosuppression should be avoided in such patients.",
        "膜性肾病可继发于乙型肝炎病毒感染。一名青年男性仅经抗病毒治疗蛋白尿即获缓解,再次肾活检显示免疫沉积物消失。"
        "此类患者应避免免疫抑制治疗。",
    ),
}


def test_each_translation_is_linked_to_its_own_original(tmp_path: Path) -> None:
    """Texts without figures, two of them on one disease."""
    records = [
        work(f"{name}-{side}", side, text)
        for name, (en, zh) in TEXTS.items()
        for side, text in (("en", en), ("zh", zh))
    ]
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        write(store, records)
        link_automatically(store)
        assert {(link.first, link.second) for link in store.links.every()} == {
            (f"{name}-en", f"{name}-zh") for name in TEXTS
        }


def test_a_text_on_the_same_disease_is_no_translation(tmp_path: Path) -> None:
    """The original of one and the translation of the other are left apart."""
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        write(store, [work("e", "en", TEXTS["splenectomy"][0]), work("z", "zh", TEXTS["pregnancy"][1])])
        assert link_automatically(store).total == 0


def test_the_same_design_with_other_patients_is_another_work(tmp_path: Path) -> None:
    """Sentence by sentence the same words, and other figures in each."""
    english = (
        "We treated 95 adults with newly diagnosed immune thrombocytopenia with high-dose dexamethasone 40 mg "
        "daily for 4 days. The complete response rate was 42%. Adverse events were mild and reversible in most "
        "patients. Relapse occurred in 30% of the patients during follow-up."
    )
    chinese = (
        "采用大剂量地塞米松治疗30例初诊免疫性血小板减少症成人患者,40 mg/d连用4天。完全缓解率为55%。"
        "不良反应轻微,多数患者可逆。随访期间20%的患者复发。"
    )
    same = chinese.replace("30例", "95例").replace("55%", "42%").replace("20%", "30%")
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        write(store, [work("e", "en", english), work("z", "zh", chinese)])
        assert link_automatically(store).total == 0
        write(store, [work("y", "zh", same)])
        link_automatically(store)
        assert [(link.first, link.second) for link in store.links.every()] == [("e", "y")]


@pytest.mark.parametrize(
    ("english", "chinese", "other"),
    [
        (Citation(year=2016), Citation(year=2010), True),
        (Citation(year=2016), Citation(year=2017), False),
        (Citation(authors=(Author(latin="Wei Y"),)), Citation(authors=(Author(han="侯明"),)), True),
        (
            Citation(authors=(Author(latin="Hou M"), Author(latin="Shan L"))),
            Citation(authors=(Author(han="单丽"),)),
            False,
        ),
        (Citation(authors=(Author(latin="Ouyang Q"),)), Citation(authors=(Author(han="欧阳倩"),)), False),
        (Citation(authors=(Author(latin="Wei Y"),)), Citation(authors=(Author(latin="Hou M"),)), False),
    ],
)
def test_other_years_and_other_authors_name_other_works(
    tmp_path: Path, english: Citation, chinese: Citation, other: bool
) -> None:
    """Years apart, and no surname in common; what is in one script alone says nothing."""
    with open_store(tmp_path / "corpus.sqlite3", create=True) as store:
        write(store, [work("e", "en", TEXTS["kidney"][0]), work("z", "zh", TEXTS["kidney"][1])])
        first, second = store.reports("ez").values()
    assert name_other_works(replace(first, citation=english), replace(second, citation=chinese)) is other
