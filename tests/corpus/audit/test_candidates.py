"""Which texts are compared as copies."""

from collections import Counter

import numpy as np
import pytest

from corpus.audit.duplicates.candidates import PARTNERS_MAX, similar_pairs
from corpus.audit.duplicates.fingerprints import PERMUTATIONS


@pytest.mark.parametrize("count", [2, 6, 7, 8, 13, 40])
def test_every_one_of_many_equal_texts_has_a_partner(count: int) -> None:
    """Also the seventh, where six name one another; no text has more than one partner above the number."""
    hashes = [np.arange(PERMUTATIONS, dtype=np.uint32)] * count
    partners = Counter(place for pair in similar_pairs(hashes) for place in pair)
    assert sorted(partners) == list(range(count))
    assert max(partners.values()) <= PARTNERS_MAX + 1
