"""A content folder is bounded: whatever lies in it, reading it ends, and what is too much is an
error for `check` and at load alike.
"""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.checking import problems_of
from bot.content import ContentError, LiveContent, load
from bot.folder import marks
from intents.content import bounds
from tests.test_content import GOOD

TODAY = date(2026, 1, 1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A content folder with one good answer."""
    place = tmp_path / "faq" / "tr"
    place.mkdir(parents=True)
    (place / "a.md").write_text(GOOD, encoding="utf-8")
    return tmp_path / "faq"


def faults(folder: Path) -> list[tuple[str, int, str]]:
    """The errors that `check` names; `load` refuses for the very same."""
    found, _ = problems_of(folder, "tr", TODAY)
    errors = [one for one in found if one.severity == "error"]
    if errors:
        with pytest.raises(ContentError) as refused:
            load(folder, "tr")
        assert list(refused.value.problems) == errors
    else:
        load(folder, "tr")
    return [(one.path, one.line, one.message) for one in errors]


def answer(folder: Path, body: str, front: str = "") -> None:
    text = f"---\ntitle: Başka\nquestion_id: 1\nchoice_id: 2\n{front}---\n{body}\n"
    (folder / "tr" / "b.md").write_text(text, encoding="utf-8")


def test_two_links_to_the_folder_itself_are_named_and_not_followed(folder: Path) -> None:
    (folder / "x").symlink_to(".")
    (folder / "y").symlink_to(".")
    assert [(path, line) for path, line, _ in faults(folder)] == [("x", 1), ("y", 1)]


@pytest.mark.parametrize("to", ["..", "/", "tr", "../elsewhere"])
def test_a_link_to_any_folder_is_an_error(folder: Path, to: str) -> None:
    (folder.parent / "elsewhere").mkdir()
    (folder / "en").symlink_to(to)
    ((path, _, message),) = faults(folder)
    assert path == "en"
    assert "leads to a folder" in message


def test_a_link_out_of_the_folder_is_an_error(folder: Path) -> None:
    (folder.parent / "secret.md").write_text(GOOD, encoding="utf-8")
    (folder / "tr" / "b.md").symlink_to("../../secret.md")
    ((path, _, message),) = faults(folder)
    assert path == "tr/b.md"
    assert "out of the folder" in message


def test_a_link_to_nothing_is_an_error_and_hides_no_edit(folder: Path) -> None:
    (folder / "b.md").symlink_to("gone.md")
    (folder / "c.md").symlink_to("c.md")
    assert [path for path, _, _ in faults(folder)] == ["b.md", "c.md"]
    before = marks(folder)
    (folder / "tr" / "a.md").write_text(GOOD + "Bir söz daha.\n", encoding="utf-8")
    assert marks(folder) != before


def test_a_mounted_map_is_read_through_its_own_links(folder: Path) -> None:
    """As Kubernetes mounts one: every file is a link into a hidden folder beside it."""
    (folder / "..2026").mkdir()
    (folder / "..2026" / "b.md").write_text(GOOD.replace("choice_id: 1", "choice_id: 2"))
    (folder / "..data").symlink_to("..2026")
    (folder / "b.md").symlink_to("..data/b.md")
    assert faults(folder) == []
    assert load(folder, "tr").catalog.choice("tr", "faq:1-2") is not None


def test_an_editors_lock_hinders_nothing(folder: Path) -> None:
    (folder / "tr" / ".#a.md").symlink_to("somebody@somewhere.1")
    assert faults(folder) == []


def test_folders_too_deep_are_an_error(folder: Path) -> None:
    deep = folder.joinpath("tr", *"abcdefgh")
    deep.mkdir(parents=True)
    ((path, _, message),) = faults(folder)
    assert path == "tr/a/b/c/d/e/f"
    assert "deeper" in message


def test_too_many_files_are_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.folder.MOST_ENTRIES", 10)
    for n in range(20):
        (folder / f"{n}.png").touch()
    assert [path for path, _, said in faults(folder) if "more than 10" in said] == ["."]


def test_too_much_in_all_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.folder.LARGEST_FOLDER", 1_000)
    answer(folder, "söz " * 300)
    assert [path for path, _, said in faults(folder) if "of content" in said] == ["."]


def test_a_name_that_is_not_utf8_is_an_error(folder: Path) -> None:
    (Path(os.fsdecode(os.fsencode(folder) + b"/\xff.md"))).touch()
    ((path, _, message),) = faults(folder)
    assert path == "\ufffd.md"
    assert "UTF-8" in message


@pytest.mark.parametrize("name", ["tr/b.md", "tr/policies/p.md", "tr/vocabulary/v.txt"])
def test_a_large_file_is_an_error_and_is_not_read_whole(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    with (folder / name).open("wb") as file:
        file.truncate(40_000_000_000)  # a hole: it takes no room, but reading it would
    ((path, line, message),) = faults(folder)
    assert (path, line) == (name, 1)
    assert "larger than 200 kB" in message


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("<u>a</u>" * 20_000, 6),
        ("<u>" * 13_000, 6),
        ("bir\n" + "[a](" * 5_000, 7),
        ("söz\n" * 11_000, 6 + 10_000),
        ("kelime " * 20_000, 6),
    ],
    ids=["marks", "open marks", "open links", "lines", "words"],
)
def test_a_text_that_takes_long_to_show_is_an_error(folder: Path, body: str, line: int) -> None:
    answer(folder, body)
    found = faults(folder)
    assert (found[0][0], found[0][1]) == ("tr/b.md", line)


@pytest.mark.parametrize("key", ["label", "summary"])
def test_a_title_is_not_a_book(folder: Path, key: str) -> None:
    answer(folder, "Metin.", f"{key}: {'söz ' * 1_000}\n")
    assert [(path, line) for path, line, _ in faults(folder)] == [("tr/b.md", 5)]


@pytest.mark.parametrize(
    "front", ["aliases: " + "[" * 90_000, "aliases: " + "{a: " * 40_000], ids=["lists", "mappings"]
)
@pytest.mark.parametrize("before", ["", "label: @slip\n"], ids=["alone", "behind a slip"])
def test_front_matter_that_nests_without_end_kills_nothing(
    folder: Path, front: str, before: str
) -> None:
    """YAML's reader would end the whole process: so another one looks."""
    answer(folder, "Metin.", before + front + "\n")
    done = subprocess.run(
        [sys.executable, "-m", "bot", "check", str(folder)], capture_output=True, text=True
    )
    assert done.returncode == 1, done
    assert f"tr/b.md:{5 + bool(before)}: error" in done.stdout


def test_the_bounds_leave_room_for_what_editors_write() -> None:
    assert list(bounds.body_faults("a [link](https://x.org) and *more*\n" * 500)) == []
    assert bounds.deep_line("aliases: [" + "a, " * 5_000 + "]") is None
    assert bounds.deep_line("sources:\n" + "  - {title: a, url: b}\n" * 500) is None


async def test_a_reload_that_hangs_does_not_hinder_the_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveContent.open(folder)
    monkeypatch.setattr(live, "look", lambda: time.sleep(3_600))
    watching = asyncio.create_task(live.watch(stop=asyncio.Event()))
    await asyncio.sleep(0.1)
    watching.cancel()
    async with asyncio.timeout(1):
        await asyncio.gather(watching, return_exceptions=True)
        await asyncio.get_running_loop().shutdown_default_executor()


def grown(times: int, learnt: Path) -> tuple[float, float]:
    """How much larger a process is after so many reloads of the real content than it was before
    them, and than after the first one, beside which the old content was still served.
    """
    command = [sys.executable, "-m", "tests.reloads", str(times), str(learnt)]
    done = subprocess.run(command, capture_output=True, check=True)
    before, first, last = map(int, done.stdout.split())
    return last / before, last / first


def test_reloads_do_not_grow_memory(tmp_path: Path, lend: Callable[[Path], None]) -> None:
    lend(tmp_path / "learnt")
    in_all, each = grown(4, tmp_path / "learnt")
    assert in_all <= 1.1
    assert each <= 1.03


@pytest.mark.soak
def test_forty_reloads_do_not_grow_memory(tmp_path: Path, lend: Callable[[Path], None]) -> None:
    lend(tmp_path / "learnt")
    in_all, each = grown(40, tmp_path / "learnt")
    assert in_all <= 1.1
    assert each <= 1.05
