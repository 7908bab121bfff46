"""What the reports say: text, languages, words, sentences, translation pairs, and what is damaged in them."""
