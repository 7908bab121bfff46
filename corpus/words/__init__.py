"""The words of both languages, made once, in one place, for index and query alike.

`folding` makes spellings of one character equal, `spelling` British and American words, `mixed_terms` the terms that
hold Greek letters, exponents and signs, `segmentation` finds Chinese words, and `tokens` puts them together: lines for
order, bags for ranking, keys for looking up. Two texts mean the same words only under one `words_fingerprint`.
"""
