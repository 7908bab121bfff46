"""British spelling becomes American, word by word, so that haemorrhage and hemorrhage are one word.

The rules were collected from the differences that medical English has (https://en.wikipedia.org/wiki/American_and_British_English_spelling_differences);
they fold wherever Americans write the other form too, and are held back where that form would be another word
(exercise, disease, otherwise). A word is folded the same way in index and query, so a rule that is too shy costs a
hit, and a rule that is too bold merges two words.
"""

import re
from functools import lru_cache
from typing import Final

# One whole word to another, where no ending tells.
_WORDS: Final = {
    "ageing": "aging", "artefact": "artifact", "artefacts": "artifacts", "defence": "defense", "defences": "defenses",
    "offence": "offense", "offences": "offenses", "licence": "license", "licences": "licenses", "grey": "gray",
    "greyscale": "grayscale", "haem": "heme", "programme": "program", "programmes": "programs", "practise": "practice",
    "practises": "practices", "practised": "practiced", "practising": "practicing", "enrol": "enroll",
    "enrols": "enrolls", "enrolment": "enrollment", "enrolments": "enrollments", "fulfil": "fulfill",
    "fulfils": "fulfills", "fulfilment": "fulfillment", "aluminium": "aluminum", "sceptical": "skeptical",
    "manoeuvre": "maneuver", "manoeuvres": "maneuvers", "manoeuvred": "maneuvered", "manoeuvring": "maneuvering",
    "mould": "mold", "moulds": "molds", "judgement": "judgment", "judgements": "judgments",
    "acknowledgement": "acknowledgment", "acknowledgements": "acknowledgments", "skilful": "skillful",
    "centred": "centered", "centring": "centering", "neurone": "neuron", "neurones": "neurons",
    "motoneurone": "motoneuron", "motoneurones": "motoneurons", "ionise": "ionize",
    "ionised": "ionized", "ionising": "ionizing",
    "ionisation": "ionization",
}  # fmt: skip

# "-our" only in these: hour, four, course, contour, source and nourish are the same everywhere.
_OUR: Final = "arm|behavi|col|demean|endeav|fav|flav|harb|hon|hum|lab|neighb|od|rig|rum|sav|splend|tum|vap|vig"

# "-lled" and "-lling" only in these: controlled, enrolled, filling and killing are the same everywhere.
_DOUBLED: Final = (
    "cancel|channel|counsel|dial|fuel|initial|label|level|marshal|model|panel|pedal|quarrel|signal|total|travel|tunnel"
)

# What stands before -ise, -ised, -ising … in words that no American writes with z, by its end: -wise, noise, raise,
# supervise, exercise, precise; promise, surprise, surmise, expertise, franchise, paradise, practise, metropolises.
_NEVER_IZE: Final = (
    r"[aouw]|(?<!i)[cv]|pr|prom|prem|surm|chem|expert|advert|franch|merchand|parad|desp|pract|treat|mort|sunr|moonr"
    r"|metropol|trell|clitor|epiderm|chast|dem|pelv"
)

_RULES: Final = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"haem", "hem"),  # haemorrhage, anhaemia
        (r"aem(?=i|$)", "em"),  # anaemia, ischaemic; the end, since prefixes are folded too
        (r"(?<!angi)oedem", "edem"),  # oedema; angioedema is American too
        (r"(^|o)oesophag", r"\1esophag"),  # but gastroesophageal
        (r"paed(?=[aio]|$)", "ped"),  # paediatric, orthopaedic
        (r"aesth", "esth"),  # anaesthesia
        (r"rrhoe", "rrhe"),  # diarrhoea
        (r"^foet", "fet"),
        (r"gynaec", "gynec"),
        (r"caec(?=[aiou]|$)", "cec"),
        (r"^coeliac", "celiac"),
        (r"^faec(?=es$|al(ly)?$|alith|olith)", "fec"),  # but Enterococcus faecium
        (r"(^|o|anti|stilb)oestr", r"\1estr"),  # but phytoestrogen
        (r"sulph", "sulf"),
        (r"aetio", "etio"),
        (r"^homoeo", "homeo"),
        (r"phaeo", "pheo"),
        (r"^palaeo", "paleo"),
        (r"^amoeb", "ameb"),
        (r"^naev", "nev"),
        (r"^caesar[ei]an", "cesarean"),
        (r"^leuco(?=cyt|pen|derm|plak|enceph|dystr|stas|reduc|deplet|agglut)", "leuko"),
        (rf"({_OUR})our", r"\1or"),
        (r"(cent|fib|calib|theat|goit|tit|lust)re(?=s?$)", r"\1er"),
        (r"(^|milli|deci|micro|centi|nano|kilo)(lit|met)re(?=s?$)", r"\1\2er"),
        (r"(anal|catal|homol|orthol|paral)ogue(?=s?$)", r"\1og"),
        (rf"({_DOUBLED})l(?=ed$|ing$|ers?$)", r"\1"),
        (r"(anal|paral|catal|dial|rol|hemol|autol)ys(?=ed?$|ers?$|ing$)", r"\1yz"),  # not analyses: analysis has it too
        (
            rf"(?<=[a-z]{{4}})(?<!{')(?<!'.join(_NEVER_IZE.split('|'))})is(?=e$|ed$|es$|ers?$|ing$|able$|ations?$|ational$)",
            "iz",
        ),
    )
)

# Every rule needs one of these; most words hold none.
_MAY_FOLD: Final = re.compile(r"[ao]e|our|res?$|ph|ogue|ll|ys|is[eia]|leuco")

_SHORTEST: Final = 4


@lru_cache(maxsize=1 << 16)
def american(word: str) -> str:
    """The American spelling of a lower-case word, or the word itself."""
    if len(word) < _SHORTEST:
        return word
    if word in _WORDS:
        return _WORDS[word]
    if _MAY_FOLD.search(word):
        for pattern, replacement in _RULES:
            word = pattern.sub(replacement, word)
    return word
