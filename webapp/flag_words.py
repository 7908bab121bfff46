"""What rules are called and what their flags say, in the language of the interface."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple, TypeAlias

from flask_babel import gettext, lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from corpus.model import Flag

Arguments: TypeAlias = Mapping[str, str]


class RuleWords(NamedTuple):
    """The name of a rule, and what a flag of it says: `%(name)s` stands for an argument."""

    name: LazyString
    message: LazyString


_FAMILIES: Final[dict[str, LazyString]] = {
    "numbers": lazy_gettext("numbers that differ"),
    "damage": lazy_gettext("damaged source"),
    "polarity": lazy_gettext("opposite statements"),
    "certainty": lazy_gettext("different certainty"),
    "duplicates": lazy_gettext("duplicates"),
    "terms": lazy_gettext("doubtful renderings"),
}
_SEVERITIES: Final[dict[str, LazyString]] = {
    "high": lazy_gettext("serious"),
    "medium": lazy_gettext("moderate"),
    "low": lazy_gettext("slight"),
}
_RULES: Final[dict[str, RuleWords]] = {
    "numbers.missing": RuleWords(
        lazy_gettext("number missing in Chinese"), lazy_gettext("“%(value)s” is missing in the Chinese.")
    ),
    "numbers.extra": RuleWords(
        lazy_gettext("number missing in English"), lazy_gettext("“%(value)s” is missing in the English.")
    ),
    "numbers.changed": RuleWords(
        lazy_gettext("changed number"),
        lazy_gettext("The numbers differ: “%(en)s” in English, “%(zh)s” in Chinese."),
    ),
    "numbers.decimal": RuleWords(
        lazy_gettext("moved decimal point"),
        lazy_gettext("The decimal point stands elsewhere: “%(en)s” in English, “%(zh)s” in Chinese."),
    ),
    "numbers.power": RuleWords(
        lazy_gettext("power of ten"),
        lazy_gettext("The powers of ten differ: “%(en)s” in English, “%(zh)s” in Chinese."),
    ),
    "numbers.unit": RuleWords(
        lazy_gettext("changed unit"), lazy_gettext("The units differ: “%(en)s” in English, “%(zh)s” in Chinese.")
    ),
    "damage.replaced": RuleWords(
        lazy_gettext("undecodable characters"), lazy_gettext("Characters could not be decoded here and are lost.")
    ),
    "damage.exponent": RuleWords(
        lazy_gettext("lost exponent"), lazy_gettext("A power of ten lost its exponent: “%(found)s”.")
    ),
    "damage.flattened": RuleWords(
        lazy_gettext("flattened superscript"),
        lazy_gettext("Raised digits stand on the line: “%(found)s” for “%(meant)s”."),
    ),
    "damage.character": RuleWords(lazy_gettext("lost character"), lazy_gettext("Characters were lost here.")),
    "damage.mojibake": RuleWords(
        lazy_gettext("wrong encoding"), lazy_gettext("The text was read in the wrong encoding here: “%(found)s”.")
    ),
    "damage.code": RuleWords(
        lazy_gettext("injected code"),
        lazy_gettext("“%(code)s” does not belong here: a catalogue code was scattered over the text."),
    ),
    "damage.possessive": RuleWords(
        lazy_gettext("lost apostrophe"), lazy_gettext("An apostrophe was lost: “%(found)s”.")
    ),
    "damage.hyphen": RuleWords(lazy_gettext("lost or stray hyphen"), lazy_gettext("A hyphen was lost: “%(found)s”.")),
    "damage.boilerplate": RuleWords(
        lazy_gettext("website text"), lazy_gettext("This is the website's text, not the report's: “%(found)s”.")
    ),
    "damage.markup": RuleWords(
        lazy_gettext("leftover markup"), lazy_gettext("Markup was left in the text: “%(found)s”.")
    ),
    "damage.truncated": RuleWords(lazy_gettext("text cut short"), lazy_gettext("The text breaks off here.")),
    "damage.repeated": RuleWords(
        lazy_gettext("repeated sentence"), lazy_gettext("This repeats sentence %(first)s of the text.")
    ),
    "polarity.negation": RuleWords(
        lazy_gettext("negation on one side"),
        lazy_gettext("The English denies (“%(en)s”); nothing in the Chinese does."),
    ),
    "polarity.direction": RuleWords(
        lazy_gettext("opposite directions"),
        lazy_gettext("The sides point opposite ways: “%(en)s” against “%(zh)s”."),
    ),
    "polarity.response": RuleWords(
        lazy_gettext("complete against partial"),
        lazy_gettext("Complete on one side, partial on the other: “%(en)s” against “%(zh)s”."),
    ),
    "polarity.significance": RuleWords(
        lazy_gettext("significant on one side"),
        lazy_gettext("Significant on one side only: “%(en)s” against “%(zh)s”."),
    ),
    "certainty.hedge": RuleWords(
        lazy_gettext("surer on one side"),
        lazy_gettext("One side is surer than the other: “%(en)s” against “%(zh)s”."),
    ),
    "duplicates.identifier": RuleWords(
        lazy_gettext("same identifier"), lazy_gettext("Another report has the same identifier, %(identifier)s.")
    ),
    "duplicates.near": RuleWords(
        lazy_gettext("nearly the same text"),
        lazy_gettext("Another report has nearly the same text: they share %(share)s of their words."),
    ),
    "duplicates.altered": RuleWords(
        lazy_gettext("altered copy"),
        lazy_gettext("Another report is this text in altered wording: they share %(share)s of their words."),
    ),
    "duplicates.translation": RuleWords(
        lazy_gettext("same work in the other language"),
        lazy_gettext("Another report is the same work in the other language."),
    ),
    "terms.forbidden": RuleWords(
        lazy_gettext("forbidden rendering"),
        lazy_gettext("“%(rendering)s” stands for “%(term)s”; the glossary forbids it and has “%(preferred)s”."),
    ),
    "terms.inconsistent": RuleWords(
        lazy_gettext("two renderings of one term"),
        lazy_gettext("“%(term)s” is “%(rendering)s” here and “%(other)s” elsewhere in this report."),
    ),
}


def rule_name(rule: str) -> str:
    """The name of a rule or of a family of rules; a rule without words here is called by its own name."""
    if rule in _FAMILIES:
        return str(_FAMILIES[rule])
    return str(_RULES[rule].name) if rule in _RULES else rule


def count_words(family: str, count: int) -> str:
    """How often the rules of a family flag a report; a family without words here is called by its own name."""
    words = {
        "numbers": ngettext("%(num)s number mismatch", "%(num)s number mismatches", count),
        "polarity": ngettext("%(num)s opposite statement", "%(num)s opposite statements", count),
        "certainty": ngettext("%(num)s statement surer on one side", "%(num)s statements surer on one side", count),
        "terms": ngettext("%(num)s doubtful rendering", "%(num)s doubtful renderings", count),
        "damage": ngettext("scrape damage, %(num)s place", "scrape damage, %(num)s places", count),
        "duplicates": ngettext("%(num)s duplicate", "%(num)s duplicates", count),
    }
    return str(words.get(family, f"{count} × {family}"))


def severity_name(severity: str) -> str:
    """How serious a flag is."""
    return str(_SEVERITIES[severity])


def flag_words(flag: Flag) -> str:
    """What a flag says, with its arguments."""
    arguments = defaultdict(str, flag.arguments)
    if arguments.get("more_than"):
        return str(gettext("More than %(more_than)s such places: all of this is damaged.")) % arguments
    if flag.rule in _CASES and (said := _CASES[flag.rule](flag, arguments)):
        return said
    if flag.rule in _RULES:
        return str(_RULES[flag.rule].message) % arguments
    return f"{flag.rule}: " + ", ".join(arguments.values()) if flag.arguments else flag.rule


# ---- Rules that say one thing or another; an empty string stands for the message above -------------------------------


def _power(flag: Flag, arguments: Arguments) -> str:
    """A side that can be repaired is the one that lost it."""
    if flag.suggestion is None:
        return ""
    if flag.spans[0].side == "en":
        return str(gettext("The English lost a power of ten: “%(en)s”, where the Chinese has “%(zh)s”.")) % arguments
    return str(gettext("The Chinese lost a power of ten: “%(zh)s”, where the English has “%(en)s”.")) % arguments


def _replaced(flag: Flag, arguments: Arguments) -> str:  # noqa: ARG001 - the signature of a case
    count = int(arguments["count"] or 1)
    said = ngettext(
        "%(num)s character could not be decoded here and is lost.",
        "%(num)s characters could not be decoded here and are lost.",
        count,
    )
    return str(said)


def _character(flag: Flag, arguments: Arguments) -> str:  # noqa: ARG001 - the signature of a case
    count = int(arguments["count"] or 1)
    return str(ngettext("%(num)s character was lost here.", "%(num)s characters were lost here.", count))


def _hyphen(flag: Flag, arguments: Arguments) -> str:
    if flag.suggestion is None:
        return str(gettext("The end of a line left a hyphen within a word: “%(found)s”.")) % arguments
    return ""


def _boilerplate(flag: Flag, arguments: Arguments) -> str:  # noqa: ARG001 - the signature of a case
    if arguments["place"] != "around":
        return ""
    lines = int(arguments["lines"] or 1)
    said = ngettext(
        "Beside this, %(num)s line of the website was left out: “%(found)s”.",
        "Beside this, %(num)s lines of the website were left out, the first of them “%(found)s”.",
        lines,
        found=arguments["found"],
    )
    return str(said)


def _markup(flag: Flag, arguments: Arguments) -> str:  # noqa: ARG001 - the signature of a case
    if arguments["kind"] == "placeholder":
        return str(gettext("Something is missing here, for which “%(found)s” stands.")) % arguments
    return ""


def _truncated(flag: Flag, arguments: Arguments) -> str:  # noqa: ARG001 - the signature of a case
    return str(gettext("The source says that the text was cut here.")) if arguments["kind"] == "note" else ""


def _negation(flag: Flag, arguments: Arguments) -> str:  # noqa: ARG001 - the signature of a case
    if arguments["en"]:
        return ""
    return str(gettext("The Chinese denies (“%(zh)s”); nothing in the English does.")) % arguments


def _forbidden(flag: Flag, arguments: Arguments) -> str:  # noqa: ARG001 - the signature of a case
    if arguments["preferred"]:
        return ""
    return str(gettext("“%(rendering)s” stands for “%(term)s”; the glossary forbids it.")) % arguments


_CASES: Final[dict[str, Callable[[Flag, Arguments], str]]] = {
    "numbers.power": _power,
    "damage.replaced": _replaced,
    "damage.character": _character,
    "damage.hyphen": _hyphen,
    "damage.boilerplate": _boilerplate,
    "damage.markup": _markup,
    "damage.truncated": _truncated,
    "polarity.negation": _negation,
    "terms.forbidden": _forbidden,
}
