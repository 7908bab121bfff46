"""One frozen `Settings`, from `duizhao.toml` and DUIZHAO_* variables, which win; the environment is read nowhere else.

`duizhao.toml` stands in the folder where the command is run; its keys are the names of the fields below.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias

import msgspec

SETTINGS_FILE: Final = Path("duizhao.toml")
PREFIX: Final = "DUIZHAO_"

Count: TypeAlias = Annotated[int, msgspec.Meta(ge=1, le=256)]


class SettingsError(Exception):
    """A setting that cannot be used; the message names it, its source and what it may be."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every setting, with the value it has when nobody sets it. DUIZHAO_HOME sets `home`, and so on."""

    home: str = "data"  # the data folder
    engine: str = "whoosh"  # a name of indexer.engines.ENGINES
    host: str = "127.0.0.1"
    port: Annotated[int, msgspec.Meta(ge=0, le=65_535)] = 8000
    workers: Count = 2  # processes of the server
    threads: Count = 4  # threads of each of them
    jobs: Annotated[int, msgspec.Meta(ge=0, le=256)] = 0  # processes for ingest and rebuild; 0: one a core
    language: Literal["", "en", "zh"] = ""  # of the interface, "en" or "zh"; empty: as the browser asks
    page_size: Annotated[int, msgspec.Meta(ge=1, le=100)] = 10  # hits on a page
    glossary: str = ""  # a file of terms of one's own, TSV or TBX, that searches are said by in the other language
    record_bytes_max: Annotated[int, msgspec.Meta(ge=1)] = 32_000_000  # a larger record is refused

    def data_folder(self) -> Path:
        """The data folder, absolute."""
        return Path(self.home).expanduser().resolve()

    def database_path(self) -> Path:
        """The SQLite file of the store."""
        return self.data_folder() / "corpus.sqlite3"

    def index_folder(self) -> Path:
        """The folder of generations."""
        return self.data_folder() / "index"

    def glossary_path(self) -> Path | None:
        """The user's glossary, absolute, if one was set."""
        return Path(self.glossary).expanduser().resolve() if self.glossary else None

    def job_count(self) -> int:
        """Processes for long work."""
        return self.jobs or os.cpu_count() or 1


def load_settings(environ: Mapping[str, str], file: Path = SETTINGS_FILE) -> Settings:
    """The settings in force; raises SettingsError naming the variable or key that cannot be used."""
    values: dict[str, Any] = {}
    if file.is_file():
        try:
            values = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
            raise SettingsError(f"{file}: cannot be read as TOML: {exc}") from exc
    origins = dict.fromkeys(values, str(file))
    for variable, value in environ.items():
        if variable.startswith(PREFIX) and value:
            name = variable.removeprefix(PREFIX).lower()
            values[name], origins[name] = value, f"the variable {variable}"
    for name, value in values.items():
        try:
            msgspec.convert({name: value}, Settings, strict=False)
        except msgspec.ValidationError as exc:
            known = ", ".join(Settings.__struct_fields__)
            reason = str(exc).split(" - at ")[0] if name in Settings.__struct_fields__ else f"there are: {known}"
            raise SettingsError(f"{origins[name]}: {name} = {value!r} cannot be used: {reason}") from exc
    return msgspec.convert(values, Settings, strict=False)
