"""The peer: Gale and Church's aligner as nltk has it, a Chinese character or mark counted as three English ones.

Three for the characters alone, and one for the marks, does it less justice: articles with many short headings suffer.

Gale and Church, A Program for Aligning Sentences in Bilingual Corpora, Computational Linguistics 19:1, 1993.
"""

import re
from collections.abc import Sequence
from typing import Final

from alignment_documents import Link
from nltk.translate.gale_church import align_blocks

CJK: Final = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
CJK_CHARACTERS: Final = 3


def gale_church(en: Sequence[str], zh: Sequence[str]) -> list[Link]:
    """Beads that hold every sentence of both sides once, from the pairs of sentences that nltk gives."""
    en_lengths = [len(text) for text in en]
    zh_lengths = [len(text) + (CJK_CHARACTERS - 1) * len(CJK.findall(text)) for text in zh]
    beads: list[tuple[set[int], set[int]]] = []
    for i, j in sorted(align_blocks(en_lengths, zh_lengths)):
        if beads and (i in beads[-1][0] or j in beads[-1][1]):
            beads[-1][0].add(i)
            beads[-1][1].add(j)
        else:
            beads.append(({i}, {j}))
    links: list[Link] = [(tuple(sorted(bead_en)), tuple(sorted(bead_zh))) for bead_en, bead_zh in beads]
    paired_en, paired_zh = ({n for link in links for n in link[side]} for side in (0, 1))
    links += [((i,), ()) for i in range(len(en)) if i not in paired_en]
    links += [((), (j,)) for j in range(len(zh)) if j not in paired_zh]
    return links
