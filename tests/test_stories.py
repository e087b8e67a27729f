"""Every story in tests/stories, played against the real desk over HTTP, on SQLite and on
PostgreSQL.
"""

import shutil
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

import bot.content
from bot.playground.telegram import Telegram
from tests.actors import NotAsTold
from tests.story import Player, story_clock
from tests.world import world

HERE = Path(__file__).parent
STORIES = sorted((HERE / "stories").glob("*.txt"))


@pytest.fixture(scope="module", autouse=True)
def _content_read_once() -> Iterator[None]:
    """The same content is indexed once for all stories; a story that changes it has a folder of its
    own.
    """
    shared = {HERE / "content", HERE.parent / "faq_data"}
    read, read_once = bot.content.load, lru_cache(maxsize=None)(bot.content.load)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            bot.content,
            "load",
            lambda folder, code: (read_once if folder in shared else read)(folder, code),
        )
        yield


def content_of(path: Path, own: Path) -> Path:
    """The folder that a story plays with; one that changes it gets a copy in `own`."""
    text = path.read_text(encoding="utf-8")
    if text.startswith("# content: faq_data"):
        return HERE.parent / "faq_data"
    return (
        Path(shutil.copytree(HERE / "content", own)) if "\nCONTENT " in text else HERE / "content"
    )


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
async def test_story(path: Path, database_url: str, tmp_path: Path) -> None:
    """The desk behaves as the story tells."""
    content, wrong = content_of(path, tmp_path / "content"), ""
    telegram = Telegram(clock=story_clock())
    async with world(database_url, telegram=telegram, watch=False, faq_dir=content) as desk:
        try:
            await Player(desk, content).play(path)
        except NotAsTold as error:
            wrong = str(error)
    if wrong:
        pytest.fail(wrong, pytrace=False)
