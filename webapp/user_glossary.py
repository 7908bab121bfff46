"""The glossary that the settings name."""

from corpus.lexicon.glossary import NO_GLOSSARY, Glossary
from corpus.readers.glossaries import read_glossary
from webapp.settings import Settings


def glossary_of(settings: Settings) -> Glossary:
    """The user's own terms, or none; raises BadGlossary."""
    path = settings.glossary_path()
    return NO_GLOSSARY if path is None else read_glossary(path)
