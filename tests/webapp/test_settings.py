"""Settings: a file, variables that win, and faults that are named."""

from pathlib import Path

import pytest

from webapp.settings import Settings, SettingsError, load_settings


def test_a_variable_wins_over_the_file(tmp_path: Path) -> None:
    """duizhao.toml sets what no variable sets."""
    file = tmp_path / "duizhao.toml"
    file.write_text("port = 9000\nthreads = 2\n", encoding="utf-8")
    settings = load_settings({"DUIZHAO_PORT": "9001", "HOME": "/nowhere"}, file)
    assert (settings.port, settings.threads, settings.workers) == (9001, 2, Settings().workers)


@pytest.mark.parametrize(
    ("environ", "named"),
    [
        ({"DUIZHAO_PORT": "abc"}, "DUIZHAO_PORT"),
        ({"DUIZHAO_PORT": "70000"}, "DUIZHAO_PORT"),
        ({"DUIZHAO_WORKERS": "0"}, "DUIZHAO_WORKERS"),
        ({"DUIZHAO_LANGUAGE": "fr"}, "DUIZHAO_LANGUAGE"),
        ({"DUIZHAO_PROT": "1"}, "DUIZHAO_PROT"),
    ],
)
def test_a_fault_names_its_variable(tmp_path: Path, environ: dict[str, str], named: str) -> None:
    """A value that cannot be used and a name that does not exist are refused, by the variable's own name."""
    with pytest.raises(SettingsError, match=named):
        load_settings(environ, tmp_path / "duizhao.toml")


@pytest.mark.parametrize("text", ["prot = 1", "port = ", 'port = "x"'])
def test_a_fault_in_the_file_names_the_file(tmp_path: Path, text: str) -> None:
    """So do faults of duizhao.toml."""
    file = tmp_path / "duizhao.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"duizhao\.toml"):
        load_settings({}, file)
