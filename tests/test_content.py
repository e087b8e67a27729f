"""The content folder is read from disk, and a broken edit never takes down what is served."""

import asyncio
from pathlib import Path

import pytest

from bot.content import ContentError, LiveContent, load, read
from intents.content.catalog import build
from intents.content.smalltalk import SmallTalk
from intents.understand import understand

OURS = Path(__file__).parents[1] / "faq_data"
GOOD = "---\ntitle: Dernek kurmak istiyoruz.\nquestion_id: 1\nchoice_id: 1\n---\nYedi kişi yeter.\n"


def test_a_missing_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="does not exist"):
        read(tmp_path / "nowhere")


def test_only_content_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "tr" / "faq").mkdir(parents=True)
    (tmp_path / "tr" / "faq" / "a.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "tr" / "faq" / "a.md~").write_text("x", encoding="utf-8")
    (tmp_path / "tr" / "faq" / ".a.md").write_text("x", encoding="utf-8")
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    assert [file.path for file in read(tmp_path).files] == ["tr/faq/a.md"]


def test_a_folder_with_errors_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("", encoding="utf-8")
    with pytest.raises(ContentError, match=r"a\.md:1: .*empty"):
        LiveContent.open(tmp_path)


def test_a_broken_edit_leaves_the_last_good_content(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(GOOD, encoding="utf-8")
    live = LiveContent.open(tmp_path)
    served = live.served
    file.write_text(GOOD.replace("title", "tittle"), encoding="utf-8")
    assert not live.reload()
    assert live.served is served
    assert [problem.path for problem in live.refused] == ["a.md"]


TALK = "---\nkind: {}\nexamples:\n  - {}\n---\n"


def _talk(folder: Path, kind: str, example: str) -> Path:
    file = folder / "tr" / "smalltalk" / f"{kind}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(TALK.format(kind, example), encoding="utf-8")
    return file


def test_a_folder_without_small_talk_has_that_of_the_desk(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    served = load(tmp_path, "tr")
    assert served.catalog.languages == ("tr",)
    assert understand("merhaba", served.index).smalltalk is SmallTalk.GREETING
    assert understand("how are you", served.index).smalltalk is SmallTalk.WELLBEING


def test_a_folder_with_small_talk_has_its_own_alone(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    _talk(tmp_path, "thanks", "gönülden bağlıyız")
    index = load(tmp_path, "tr").index
    assert understand("gonulden bagliyiz", index).smalltalk is SmallTalk.THANKS
    assert understand("merhaba", index).smalltalk is None


def test_small_talk_is_served_and_refused_like_all_content(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    live = LiveContent.open(tmp_path)
    _talk(tmp_path, "praise", "pek yaman")
    assert live.reload()
    assert understand("pek yaman", live.served.index).smalltalk is SmallTalk.PRAISE
    _talk(tmp_path, "greeting", "pek yaman")
    assert not live.reload()
    assert [(p.path, p.line) for p in live.refused] == [("tr/smalltalk/praise.md", 4)]


async def test_a_changed_folder_is_served_within_seconds(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    live = LiveContent.open(tmp_path)
    stop = asyncio.Event()
    watching = asyncio.create_task(live.watch(stop=stop))
    await asyncio.sleep(0.3)
    (tmp_path / "b.md").write_text(GOOD.replace("choice_id: 1", "choice_id: 2"), encoding="utf-8")
    async with asyncio.timeout(10):
        while live.catalog.choice("tr", "faq:1-2") is None:  # noqa: ASYNC110 - the folder is what is waited for
            await asyncio.sleep(0.05)
    stop.set()
    await watching
    assert live.index.catalog is live.catalog


def test_whatever_the_desk_knows_has_an_english_name() -> None:
    """An English reader is led by title, label and gist, even where the answer is in Turkish."""
    catalog, _ = build(read(OURS).files)
    nameless = [c.id for c in catalog.choices("en") if c.language != "en" or not c.aliases]
    dull = [c.id for c in catalog.choices("en") if not (c.summary or c.opens)]
    series = catalog.collection("en", "assessment")
    assert series is not None
    mute = [q.id for q in series.questions.values() if q.language != "en" or not q.body]
    assert (nameless, dull, mute) == ([], [], [])
