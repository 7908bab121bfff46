"""`duizhao decide`: what a curator says of flags; it outlives every new audit, and goes with the collection."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, Literal, TypeAlias

import click
import msgspec

from corpus.errors import BadDecisions, UnknownFlag
from corpus.model import Decision
from corpus.store import Store, open_store
from corpus.store.flags import FLAG_ACTIONS
from corpus.text.decoding import replace_unencodable
from webapp.commands.counting import counted
from webapp.commands.names import user_name
from webapp.commands.replacing import replacing
from webapp.commands.side_by_side import printable_line
from webapp.settings import Settings

Action: TypeAlias = Literal["accept", "dismiss", "undo"]
_DONE: Final[dict[Action, str]] = {"accept": "accepted", "dismiss": "dismissed", "undo": "decision taken back"}

# Of a key so many digits at least have to be given.
PREFIX_MIN: Final = 6
KEY_DIGITS: Final = 32
SHOWN_MAX: Final = 5
# A file of decisions larger than this is none.
IMPORT_BYTES_MAX: Final = 50_000_000
# Characters of a reason, and of a name, that are kept with a decision. Our choice.
REASON_MAX: Final = 1_000
WHO_MAX: Final = 200


@click.command()
@click.argument("keys", nargs=-1, metavar="[KEY...]")
@click.option("--accept", "action", flag_value="accept", help="The flag is right, and so is the repair it suggests.")
@click.option("--dismiss", "action", flag_value="dismiss", help="There is no fault: it is no finding any more.")
@click.option("--undo", "action", flag_value="undo", help="Take back what was decided.")
@click.option("--reason", default="", metavar="TEXT", help="Kept with the decision.")
@click.option("--list", "listing", is_flag=True, help="List every decision that stands.")
@click.option("--export", "target", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option("--import", "source", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FILE")
@click.pass_context
def decide(
    ctx: click.Context,
    keys: tuple[str, ...],
    action: Action | None,
    reason: str,
    listing: bool,
    target: Path | None,
    source: Path | None,
) -> None:
    """Accept or dismiss flags, by the keys that `duizhao check` prints; the first six digits are enough.

    Nothing changes a text: an accepted repair is shown as such, a dismissed flag is no finding. Decisions survive every
    new audit. --export writes them as JSON Lines, --import takes them into another collection, where the same flag has
    the same key; what was decided there later stays.
    """
    settings: Settings = ctx.obj
    if bool(keys) != (action is not None) or bool(keys) + listing + (target is not None) + (source is not None) != 1:
        raise click.UsageError(
            "Name keys with --accept, --dismiss or --undo; or give --list, --export or --import.", ctx
        )
    if len(reason) > REASON_MAX:
        raise click.UsageError(f"--reason: {REASON_MAX:,} characters at most.", ctx)
    reason = replace_unencodable(reason)
    with open_store(settings.database_path()) as store:
        if keys and action is not None:
            found = [_found(store, key) for key in keys]
            store.decide_all(Decision(key, action, user_name()[:WHO_MAX], datetime.now(UTC), reason) for key in found)
            for key in found:
                click.echo(f"{key[:8]}: {_DONE[action]}")
        elif target is not None:
            decisions = store.flags.every_decision()
            with replacing(target) as stream:
                stream.writelines(line.encode() + b"\n" for line in map(_line, decisions))
            click.echo(f"{counted(len(decisions), 'decision')} exported", err=True)
        elif source is not None:
            _take_over(store, source)
        else:
            _list(store)


def _found(store: Store, key: str) -> str:
    """The whole key that begins so; raises UnknownFlag for none and for several."""
    if len(key) < PREFIX_MIN or not set(key) <= set("0123456789abcdef"):
        raise UnknownFlag(f"{key}: not the key of a flag; `duizhao check` prints them behind each flag")
    keys = store.flags.keys_starting_with(key, SHOWN_MAX)
    if not keys:
        raise UnknownFlag(f"{key}: no flag has this key; `duizhao check` prints them behind each flag")
    if len(keys) > 1:
        raise UnknownFlag(f"{key}: several keys begin so; give more digits: {', '.join(keys)}")
    return keys[0]


def _list(store: Store) -> None:
    decisions = store.flags.every_decision()
    for decision in decisions:
        report_id = store.flags.report_of(decision.target) or "no flag here"
        reason = f": {decision.reason}" if decision.reason else ""
        when = decision.decided_at.date().isoformat()
        click.echo(
            printable_line(f"{decision.target[:8]}  {decision.action}  {report_id}  {decision.who}, {when}{reason}")
        )
    if not decisions:
        click.echo("no decisions on flags")


def _line(decision: Decision) -> str:
    return json.dumps(msgspec.to_builtins(decision), ensure_ascii=False)


def _take_over(store: Store, source: Path) -> None:
    """Keep the decisions of a file that are later than what was decided here; all or none."""
    given = list(_read(source))
    new = store.flags.take_over(given)
    click.echo(f"{counted(new, 'decision')} taken over, {len(given) - new} known or older", err=True)


def _read(source: Path) -> Iterator[Decision]:
    """The decisions of a file; raises BadDecisions, which names the line."""
    if source.stat().st_size > IMPORT_BYTES_MAX:
        raise BadDecisions(f"{source}: larger than {IMPORT_BYTES_MAX // 1_000_000} MB; divide it")
    for number, line in enumerate(source.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            decision = msgspec.json.decode(line, type=Decision)
        except (msgspec.DecodeError, UnicodeDecodeError) as exc:
            raise BadDecisions(
                f"{source}:{number}: no decision ({exc}); give a file of `duizhao decide --export`"
            ) from exc
        well_formed = len(decision.target) == KEY_DIGITS and set(decision.target) <= set("0123456789abcdef")
        if not well_formed or decision.action not in FLAG_ACTIONS or decision.decided_at.tzinfo is None:
            raise BadDecisions(f"{source}:{number}: not about a flag; give a file of `duizhao decide --export`")
        if len(decision.who) > WHO_MAX or len(decision.reason) > REASON_MAX:
            raise BadDecisions(
                f"{source}:{number}: a name has {WHO_MAX} characters at most, and a reason {REASON_MAX:,}"
            )
        who, reason = replace_unencodable(decision.who), replace_unencodable(decision.reason)
        yield Decision(decision.target, decision.action, who, decision.decided_at, reason)
