"""Which Chinese words render which English ones: by a dictionary, and mined from the collection's own beads."""
