"""Everything that can go wrong in the collection, as one tree.

    CorpusError
    ├── UnreadableInput        a file or folder that cannot be read at all
    ├── UndecodableText        bytes that are no text in an encoding of the field (a ValueError too)
    ├── UnknownFormat          no reader knows this file, or no reader has this name
    │   └── ForeignFile        a kind of file that no reader knows: by the way in a folder, it is passed over
    ├── UnknownReport          no report has this id
    ├── UnknownFlag            no flag has this key
    ├── BadDecisions           a file of decisions that holds something else
    ├── DictionaryUnavailable  the Chinese-English dictionary is not installed, or damaged
    ├── BadGlossary            a user's glossary that cannot be read, or has lines that are no terms
    ├── UnlinkableReports      two reports that cannot be linked, or are not
    ├── StoreError             the store is missing, damaged, or of a later version
    │   └── StorageFull        the disk has no room; nothing committed was lost
    ├── AnotherWriter          another process holds the writer's lock
    └── WorkerDied             a process that made reports was killed, or ran out of memory

A message names the file, the record where there is one, and the remedy. Nothing here knows the command line or HTTP.
"""


class CorpusError(Exception):
    """A failure of the collection, in words that its owner can act on."""


class UnreadableInput(CorpusError):
    """A file or folder that cannot be read at all."""


class UndecodableText(CorpusError, ValueError):
    """Bytes that are no text in an encoding of the field; the message is the reason."""


class UnknownFormat(CorpusError):
    """No reader recognises the file, or none has the name asked for."""


class ForeignFile(UnknownFormat):
    """A kind of file that no reader knows, and that hardly is literature: a program, a picture, a note in Markdown."""


class UnknownReport(CorpusError):
    """No report of the collection has this id or alias."""


class UnknownFlag(CorpusError):
    """No flag of the collection has this key, or several keys begin so."""


class BadDecisions(CorpusError):
    """A file of decisions of which a line is none; the message names it."""


class BadGlossary(CorpusError):
    """A user's glossary that cannot be read, or has lines that are no terms; the message names lines and remedy."""


class UnlinkableReports(CorpusError):
    """Two reports that cannot be linked, or a link to be undone that is not there."""


class DictionaryUnavailable(CorpusError):
    """The Chinese-English dictionary is not installed, or its file is damaged."""


class StoreError(CorpusError):
    """The store is missing, damaged, or was written by a later version."""


class StorageFull(StoreError):
    """The disk has no room left; what was committed before stays."""


class AnotherWriter(CorpusError):
    """Another process is writing; it holds the lock."""


class WorkerDied(CorpusError):
    """A process that made reports was killed, or ran out of memory; what was committed before stays."""
