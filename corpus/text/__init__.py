"""What a text says before its words are looked at: decoding, cleaning, layout, language, sections, sentences."""
