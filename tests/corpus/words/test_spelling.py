"""British and American spellings are one word, and different words stay different."""

import pytest

from corpus.words.spelling import american

PAIRS = """
    haemorrhage hemorrhage, haematology hematology, leukaemia leukemia, anaemic anemic, ischaemia ischemia,
    thalassaemia thalassemia, oedema edema, lymphoedema lymphedema, oesophagus esophagus, paediatric pediatric,
    orthopaedic orthopedic, anaesthesia anesthesia, diarrhoea diarrhea, foetus fetus, foetal fetal,
    gynaecology gynecology, caecum cecum, coeliac celiac, faeces feces, faecal fecal, oestrogen estrogen,
    antioestrogen antiestrogen, sulphonamide sulfonamide, sulphate sulfate, aetiology etiology,
    homoeostasis homeostasis,
    phaeochromocytoma pheochromocytoma, naevus nevus, caesarean cesarean, leucocyte leukocyte, leucopenia leukopenia,
    tumour tumor, tumours tumors, antitumour antitumor, colour color, behavioural behavioral, favourable favorable,
    odour odor, centre center, multicentre multicenter, centred centered, litre liter, millilitres milliliters,
    metre meter, centimetre centimeter, fibre fiber, titre titer, goitre goiter, organisation organization,
    randomised randomized, characterise characterize, hospitalisation hospitalization, immunised immunized,
    analyse analyze, analysed analyzed, paralysed paralyzed, hydrolysed hydrolyzed, programme program,
    labelled labeled, signalling signaling, modelling modeling, ageing aging, artefact artifact, grey gray,
    practise practice, manoeuvre maneuver, analogue analog, homologues homologs, enrolment enrollment, neurone neuron,
    haem heme, hypogammaglobulinaemia hypogammaglobulinemia, haemophilia hemophilia, leukaem leukem, haemo hemo
"""

SAME = """
    exercise exercised exercises exercising disease diseases otherwise precise precisely size sizes advise advised
    revise supervised promise premises compromised surprise expertise advertise franchise raise noise bruise rise arise
    arising concise excised circumcised televised paradise basis crises diagnosis analyses analysis hypothesis
    paralysis michael does coelom aerobic poem coefficient israel toe canoe heroes hour four contour source course
    nourish journal acre mediocre massacre genre fire wires entire tire store failure filling controlled compelled cell
    alphabet photograph disable advisable miser adviser organism angioedema phytoestrogen gastroesophageal faecium
    leucine leucovorin promising rising clitorises metropolises phosphate sphincter triumph shoe likewise wise poise
"""


@pytest.mark.parametrize("pair", PAIRS.split(","))
def test_british_is_american(pair: str) -> None:
    """The British spelling becomes the American one, which stays itself."""
    british, expected = pair.split()
    assert american(british) == expected
    assert american(expected) == expected


@pytest.mark.parametrize("word", SAME.split())
def test_other_words_are_left_alone(word: str) -> None:
    """Words that only look British are not changed."""
    assert american(word) == word
