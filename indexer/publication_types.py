"""The name under which a publication type is counted and found, however a source spells it.

Journals print CASE REPORT, databases say Case Reports, case-report or 病例报告. The citation keeps what was printed.
"""

import re
from typing import Final

from corpus.words.folding import fold

# Of the publication types of MeSH those that clinical records carry, by their names there
# (https://www.nlm.nih.gov/mesh/pubtypes.html).
NAMES: Final = (
    "Address", "Autobiography", "Bibliography", "Biography", "Books and Documents", "Case Reports", "Classical Article",
    "Clinical Conference", "Clinical Study", "Clinical Trial", "Clinical Trial, Phase I", "Clinical Trial, Phase II",
    "Clinical Trial, Phase III", "Clinical Trial, Phase IV", "Clinical Trial Protocol", "Comment",
    "Comparative Study", "Congress", "Consensus Development Conference", "Controlled Clinical Trial",
    "Corrected and Republished Article", "Dataset", "Duplicate Publication", "Editorial", "English Abstract",
    "Equivalence Trial", "Evaluation Study", "Expression of Concern", "Festschrift", "Guideline",
    "Historical Article", "Interview", "Introductory Journal Article", "Journal Article", "Lecture", "Letter",
    "Meta-Analysis", "Multicenter Study", "News", "Observational Study", "Patient Education Handout",
    "Personal Narrative", "Practice Guideline", "Pragmatic Clinical Trial", "Preprint", "Published Erratum",
    "Randomized Controlled Trial", "Research Support, N.I.H., Extramural", "Research Support, Non-U.S. Gov't",
    "Research Support, U.S. Gov't, Non-P.H.S.", "Research Support, U.S. Gov't, P.H.S.", "Retracted Publication",
    "Retraction of Publication", "Review", "Scoping Review", "Systematic Review", "Technical Report", "Twin Study",
    "Validation Study", "Video-Audio Media",
)  # fmt: skip

# What else the same types are called: JATS's article-type, headings of English and of Chinese journals.
_OTHER_NAMES: Final = {
    "case study": "Case Reports",
    "erratum": "Published Erratum",
    "correction": "Published Erratum",
    "corrigendum": "Published Erratum",
    "letter to the editor": "Letter",
    "randomised controlled trial": "Randomized Controlled Trial",
    "retraction": "Retraction of Publication",
    "review article": "Review",
    "multicentre study": "Multicenter Study",
    "病例报告": "Case Reports",
    "病例报道": "Case Reports",
    "个案报告": "Case Reports",
    "个案报道": "Case Reports",
    "综述": "Review",
    "系统评价": "Systematic Review",
    "系统综述": "Systematic Review",
    "荟萃分析": "Meta-Analysis",
    "meta 分析": "Meta-Analysis",
    "meta分析": "Meta-Analysis",
    "随机对照试验": "Randomized Controlled Trial",
    "多中心研究": "Multicenter Study",
    "观察性研究": "Observational Study",
    "临床试验": "Clinical Trial",
    "指南": "Guideline",
    "社论": "Editorial",
    "来信": "Letter",
    "评论": "Comment",
    "期刊论文": "Journal Article",
}

_PIECES: Final = re.compile(r"[^\W_]+")


def type_name(printed: str) -> str:
    """The one name of a type: MeSH's where it is one of theirs, else the words as printed, first letter a capital,
    without plural; empty for a type without letters.
    """
    key = _key(printed)
    return _BY_KEY.get(key) or key[:1].upper() + key[1:]


def _key(name: str) -> str:
    """What is the same for all spellings of a type: its words in lower case, without plural and signs."""
    words = _PIECES.findall(fold(name).casefold())
    return " ".join(
        word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui" else word for word in words
    )


_BY_KEY: Final = {_key(name): own for name, own in [*((name, name) for name in NAMES), *_OTHER_NAMES.items()]}
