"""Works that are in the collection more than once: under one identifier, in one wording, altered, or translated.

Nothing is merged or left out: each of the two reports says that the other is there.
"""
