"""The command line: every command of `duizhao` is a module here, imported only when it is called.

Data goes to standard output, progress and messages to standard error. Exit codes: 0 fine, 1 findings or refused
records, 2 usage, unknown id or bad query, 3 index or input/output, 75 another writer holds the lock.
"""

import os
import sys
from typing import Final

import click

from corpus.errors import AnotherWriter, CorpusError, UnknownFlag, UnknownFormat, UnknownReport, UnlinkableReports
from corpus.registry import resolve
from indexer.errors import IndexerError, QueryError
from webapp.settings import SettingsError, load_settings

# name of the command -> "module:attribute" of a click command
COMMANDS: Final[dict[str, str]] = {
    "ingest": "webapp.commands.ingest:ingest",
    "study": "webapp.commands.study:study",
    "index": "webapp.commands.index:index",
    "search": "webapp.commands.search:search",
    "concordance": "webapp.commands.concordance:concordance",
    "terms": "webapp.commands.terms:terms",
    "show": "webapp.commands.show:show",
    "link": "webapp.commands.link:link",
    "check": "webapp.commands.check:check",
    "decide": "webapp.commands.decide:decide",
    "align": "webapp.commands.align:align",
    "export": "webapp.commands.export:export",
    "formats": "webapp.commands.formats:formats",
    "serve": "webapp.commands.serve:serve",
    "doctor": "webapp.commands.doctor:doctor",
}
SUMMARIES: Final[dict[str, str]] = {
    "ingest": "Read files or folders into the collection.",
    "study": "Learn from the collection, and align its reports with that.",
    "index": "Rebuild, describe or verify the search index.",
    "search": "Search the collection, or run a file of queries.",
    "concordance": "Show how a word is used, with its translations.",
    "terms": "List the terms of both languages, abbreviations, variants.",
    "show": "Print one report, side by side.",
    "link": "Link an English and a Chinese report of one work.",
    "check": "Show what is damaged, and where the languages disagree.",
    "decide": "Accept or dismiss what a check shows.",
    "align": "Align sentences of a JSON Lines file.",
    "export": "Write reports in a format that other programs read.",
    "formats": "List the formats that can be read and written.",
    "serve": "Serve the web pages and the API.",
    "doctor": "Check this installation and say what to mend.",
}

EXIT_FINDINGS: Final = 1
EXIT_USAGE: Final = 2
EXIT_FAILURE: Final = 3
EXIT_LOCKED: Final = 75  # EX_TEMPFAIL of sysexits.h


class LazyGroup(click.Group):
    """A group that imports a command's module only when the command is called; `--help` stays fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        command = resolve(COMMANDS[cmd_name])
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands, without importing one."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, SUMMARIES[name]) for name in COMMANDS])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="duizhao", prog_name="duizhao")
@click.pass_context
def duizhao(ctx: click.Context) -> None:
    """Bilingual (English / 中文) literature: ingest, align, index, search and read side by side."""
    ctx.obj = load_settings(os.environ)


def main() -> None:
    """Run the command line; domain errors become one line on standard error and an exit code."""
    try:
        # ctx.exit(code) becomes the value returned here; a command that simply ends returns None.
        code = duizhao.main(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.Abort:
        click.echo("duizhao: stopped; what was committed stays, and the same command goes on from there", err=True)
        sys.exit(130)
    except click.ClickException as exc:
        exc.show()
        sys.exit(exc.exit_code)
    except QueryError as exc:
        click.echo(f"duizhao: {exc.message}", err=True)
        sys.exit(EXIT_USAGE)
    except (UnknownReport, UnknownFlag, UnknownFormat, UnlinkableReports, SettingsError) as exc:
        click.echo(f"duizhao: {exc}", err=True)
        sys.exit(EXIT_USAGE)
    except AnotherWriter as exc:
        click.echo(f"duizhao: {exc}", err=True)
        sys.exit(EXIT_LOCKED)
    except (CorpusError, IndexerError) as exc:
        click.echo(f"duizhao: {exc}", err=True)
        sys.exit(EXIT_FAILURE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(EXIT_FAILURE)
    except OSError as exc:
        click.echo(f"duizhao: {exc.filename or ''}: {exc.strerror or exc}".replace(": :", ":"), err=True)
        sys.exit(EXIT_FAILURE)
