"""Every story in tests/stories, played against the real desk over HTTP, on SQLite and on
PostgreSQL.
"""

import shutil
from pathlib import Path

import pytest

from bot.playground.telegram import Telegram
from tests.actors import NotAsTold
from tests.story import Player, story_clock
from tests.world import sqlite_url, world

HERE = Path(__file__).parent
STORIES = sorted((HERE / "stories").glob("*.txt"))


def content_of(path: Path, own: Path) -> Path:
    """The folder that a story plays with; one that changes it gets a copy in `own`."""
    text = path.read_text(encoding="utf-8")
    if text.startswith("# content: faq_data"):
        return HERE.parent / "faq_data"
    return (
        Path(shutil.copytree(HERE / "content", own)) if "\nCONTENT " in text else HERE / "content"
    )


def settings_of(path: Path) -> dict[str, str]:
    """The settings that a story names in a line of its own: `# settings: PHONE_NUMBER=0312; …`."""
    named = (line for line in path.read_text(encoding="utf-8").splitlines())
    line = next((one for one in named if one.startswith("# settings: ")), "# settings: ")
    pairs = (one.partition("=") for one in line.removeprefix("# settings: ").split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if name.strip()}


async def told(path: Path, database_url: str, own: Path) -> str:
    """Plays a story on a database; what goes wrong in it, with the line."""
    content = content_of(path, own)
    telegram = Telegram(clock=story_clock())
    more = {**settings_of(path), "faq_dir": content}
    async with world(database_url, telegram=telegram, watch=False, **more) as desk:
        try:
            await Player(desk, content).play(path)
        except NotAsTold as error:
            return str(error)
    return ""


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
async def test_story(path: Path, database_url: str, tmp_path: Path) -> None:
    """The desk behaves as the story tells."""
    if wrong := await told(path, database_url, tmp_path / "content"):
        pytest.fail(wrong, pytrace=False)


ASKED = "NGO asks: Soru\nBOT: Talep no: 1\n"
SEEN = ASKED + "FORUM: Talep 1\nFORUM: Soru\n"
UNTRUE = {
    "a message to the contact is left unread": ("NGO: /menu", "leaves unread"),
    "a message in the staff group is left unread": (ASKED + "NGO: /menu", "leaves unread"),
    "a toast is left unread": (
        SEEN + "EXPERT Elif taps: Üzerime al\nFORUM edits: Elif",
        "leaves unread",
    ),
    "a change of the card is left unread": (
        SEEN + "EXPERT Elif taps: Üzerime al\nTOAST: sizde",
        "leaves unread",
    ),
    "silence is not something": ("NGO: /menu\nBOT: …\nBOT: …", "Nothing (more)"),
    "something is not silence": ("NGO: /menu\nBOT: nothing", "What was said"),
    "not looks at what was expected": ("NGO: /menu\nBOT: …\nBOT not: yardımcı", "said after all"),
    "not in silence": (SEEN + "NGO blocks:\nFORUM not: Soru", "said at all"),
    "messages of the staff group in a wrong order": (ASKED + "FORUM: | Soru", "What was said"),
    "a call that is given up": (
        SEEN + "NGO vanishes:\nEXPERT replies to card: Yanıt\n"
        "FORUM: ulaşmadı\nFORUM edits: sıra bizde",
        "UNSENT: blocked",
    ),
}


@pytest.mark.parametrize("name", UNTRUE)
async def test_untrue_story_fails(name: str, tmp_path: Path) -> None:
    """A story that does not tell what happens is refused, with the reason."""
    story, reason = UNTRUE[name]
    path = tmp_path / "untrue.txt"
    path.write_text(story, encoding="utf-8")
    assert reason in await told(path, sqlite_url(tmp_path), tmp_path / "content")


@pytest.mark.parametrize("at", ["bot.engine.worker.handle", "handlers.results.on_done"])
async def test_fault_in_silence_fails(
    at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What raises fails a story, also where nobody waits for words."""

    def raises(*_: object, **__: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(at, raises)
    path = tmp_path / "silent.txt"
    path.write_text("NGO asks: Soru" if "on_sent" in at else "NGO: /menu", encoding="utf-8")
    assert "failed in silence" in await told(path, sqlite_url(tmp_path), tmp_path / "content")
