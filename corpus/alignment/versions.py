"""An English and a Chinese version aligned: title with title, body with body."""

from collections.abc import Sequence

from corpus.alignment import align
from corpus.knowledge import Knowledge
from corpus.model import Alignment, Bead, Version


def align_versions(versions: Sequence[Version], knowledge: Knowledge) -> Alignment | None:
    """Titles aligned with titles and bodies with bodies; None unless both sides have sentences."""
    by_side = {version.side: version for version in versions}
    if "en" not in by_side or "zh" not in by_side:
        return None
    en, zh = by_side["en"], by_side["zh"]
    if not en.sentences or not zh.sentences:
        return None
    en_titles, en_body = title_and_body(en)
    zh_titles, zh_body = title_and_body(zh)
    bodies = align(en_body, zh_body, knowledge)
    whole = bodies.parallel_score if en_body and zh_body else None
    titles = align(en_titles, zh_titles, knowledge, parallel=whole)
    leading = titles if whole is None else bodies
    shifted = (
        Bead(tuple(n + len(en_titles) for n in bead.en), tuple(n + len(zh_titles) for n in bead.zh), bead.confidence)
        for bead in bodies.beads
    )
    return Alignment((*titles.beads, *shifted), leading.parallel_score, leading.knowledge)


def title_and_body(version: Version) -> tuple[list[str], list[str]]:
    """The sentences of the title and those after it: versions are made with the title first."""
    end = next((section.end for section in version.sections if section.kind == "TITLE"), 0)
    texts = [version.text[start:stop] for start, stop in version.sentences]
    count = sum(sentence.end <= end for sentence in version.sentences)
    return (texts[:count], texts[count:])
