"""What rules are called and what their flags say, in the language of the interface."""

from collections import defaultdict
from typing import Final, NamedTuple

from flask_babel import lazy_gettext, ngettext
from flask_babel.speaklater import LazyString

from corpus.model import Flag


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
    "terms": lazy_gettext("terms"),
}
_SEVERITIES: Final[dict[str, LazyString]] = {
    "high": lazy_gettext("serious"),
    "medium": lazy_gettext("moderate"),
    "low": lazy_gettext("slight"),
}
_RULES: Final[dict[str, RuleWords]] = {
    "damage.replaced": RuleWords(lazy_gettext("lost characters"), lazy_gettext("characters were lost here")),
}


def rule_name(rule: str) -> str:
    """The name of a rule or of a family of rules; a rule without words here is called by its own name."""
    if rule in _FAMILIES:
        return str(_FAMILIES[rule])
    return str(_RULES[rule].name) if rule in _RULES else rule


def severity_name(severity: str) -> str:
    """How serious a flag is."""
    return str(_SEVERITIES[severity])


def flag_words(flag: Flag) -> str:
    """What a flag says, with its arguments."""
    arguments = defaultdict(str, flag.arguments)
    if flag.rule == "damage.replaced":
        count = int(arguments["count"] or 1)
        return str(ngettext("%(num)s character was lost here", "%(num)s characters were lost here", count))
    if flag.rule in _RULES:
        return str(_RULES[flag.rule].message) % arguments
    return f"{flag.rule}: " + ", ".join(arguments.values()) if arguments else flag.rule
