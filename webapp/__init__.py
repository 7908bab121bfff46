"""How reports are seen: in HTML, in JSON, in the terminal."""
