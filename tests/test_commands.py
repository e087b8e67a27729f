"""The command line where it needs no desk: what it is, and how one's own content begins."""

import io
import stat
import sys
import tomllib
from pathlib import Path

import pytest
from rich.console import Console

from bot.commands import progress
from bot.settings import PROJECT
from bot.storage.database import DatabaseError, connect
from tests.commands import typed

HOUSE = Path(__file__).parents[1]
PACKAGE = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))


def test_the_package_has_the_command_and_what_it_reads() -> None:
    assert PACKAGE["project"]["scripts"] == {"destek": "bot.__main__:app"}
    packed = PACKAGE["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert {"bot", "handlers", "intents", "faq_data"} == set(packed)


def test_it_tells_its_version() -> None:
    said = typed("--version")
    assert (said.exit_code, said.stdout.split()[0]) == (0, "destek")
    assert said.stdout.split()[1][0].isdigit()


def test_one_gets_the_content_to_edit_and_a_private_file_of_settings(tmp_path: Path) -> None:
    assert typed("init", tmp_path / "our" / "desk").exit_code == 0
    place = tmp_path / "our" / "desk"
    shipped = [path for path in (PROJECT / "faq_data").rglob("*") if path.is_file()]
    copied = [path for path in (place / "faq_data").rglob("*") if path.is_file()]
    assert len(copied) == len(shipped)
    assert "FAQ_DIR=faq_data" in (place / ".env").read_text(encoding="utf-8")
    assert stat.S_IMODE((place / ".env").stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["faq_data", ".env"])
def test_nothing_of_ones_own_is_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()
    said = typed("init", tmp_path)
    assert said.exit_code == 1
    assert "is there already" in said.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = typed("init", tmp_path / "file" / "desk")
    assert said.exit_code == 1
    assert len(said.stderr.strip().splitlines()) == 1


def test_queries_that_a_package_does_not_hold_are_asked_for(tmp_path: Path) -> None:
    said = typed("learn", "--queries", tmp_path / "nowhere")
    assert said.exit_code == 1
    assert "--queries" in said.stderr


def test_what_speaks_to_postgresql_may_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(DatabaseError, match="postgres"):
        connect("postgresql://desk@127.0.0.1:9/desk")


@pytest.mark.parametrize("terminal", [True, False])
def test_long_work_shows_how_far_it_is_where_somebody_looks_on(
    monkeypatch: pytest.MonkeyPatch, terminal: bool
) -> None:
    shown = io.StringIO()
    monkeypatch.setattr(progress, "ERRORS", Console(file=shown, force_terminal=terminal))
    assert list(progress.watched("abc", "Counting")) == ["a", "b", "c"]
    assert ("Counting" in shown.getvalue()) is terminal
    assert ("100%" in shown.getvalue()) is terminal
