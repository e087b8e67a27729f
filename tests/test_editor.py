"""An editor's day: files are dropped in, changed, broken, mended and deleted under a running desk.

Told as a contact sees it: what is served changes within seconds and without a restart, and nothing
broken is ever served.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.domain.words import Words
from bot.playground.contacts import Contact
from tests.world import World, sqlite_url, world

Json = dict[str, Any]
SECONDS = 5.0  # from saving a file to serving it; a quiet machine needs half a second

ROOT = "---\ntitle: Konumuz hangisi?\nquestion_id: 0\n---\nBir konu seçin.\n"
BRANCH = (
    "---\ntitle: Dernek kuruyoruz.\nquestion_id: 0\nchoice_id: 1\nlabel: Kuruluş\nopens: 1\n---\n"
    "Neredesiniz?\n"
)


def answer(
    choice: int, title: str, label: str, body: str = "Yanıtın gövdesi.", *, more: str = ""
) -> str:
    """A content file of question 1."""
    head = f"title: {title}\nquestion_id: 1\nchoice_id: {choice}\nlabel: {label}\n{more}"
    return f"---\n{head}---\n{body}\n"


FILES = {
    "00.md": ROOT,
    "00-01.md": BRANCH,
    "01-01.md": answer(1, "Kurucu sayısını bilmiyoruz.", "Kaç kurucu", "En az yedi kişi gerekir."),
    "01-02.md": answer(
        2, "Tüzüğü yazamıyoruz.", "Tüzük", "Önce amacınızı yazın.", more="related: [faq:1-1]\n"
    ),
}


@dataclass
class Desk:
    """A desk whose content lies in a folder of its own, and what it logged."""

    world: World
    folder: Path
    logs: list[MutableMapping[str, Any]]
    contact: Contact

    def says(self, key: str) -> str:
        """The desk's words with this name."""
        return self.world.running.desk().phrases("tr").plain(Words(key))

    async def saves(self, name: str, text: str | bytes | None) -> str:
        """Write a file, or delete it for None, and wait until the desk has looked; what it
        logged.
        """
        before = len(self.logs)
        if text is None:
            (self.folder / name).unlink()
        else:
            (self.folder / name).write_bytes(text.encode() if isinstance(text, str) else text)

        def looked() -> str | None:
            news = (one["event"] for one in self.logs[before:])
            return next(
                (event for event in news if event in ("content_loaded", "content_refused")), None
            )

        event: str = await self.world.telegram.until(looked, SECONDS)
        return event

    async def taps(self, message: Json, label: str, *, shows: str) -> Json:
        """Press a button, and give the bot's message that shows these words, changed or new."""
        before = {one["message_id"]: one for one in self.contact.messages}
        await self.contact.tap(message, label=label)
        return await self._shown(before, shows)

    async def types(self, words: str, *, shows: str) -> Json:
        """Write, and give the bot's message that shows these words."""
        before = {one["message_id"]: one for one in self.contact.messages}
        await self.contact.send(words)
        return await self._shown(before, shows)

    async def _shown(self, before: dict[int, Json], words: str) -> Json:
        def shown() -> Json | None:
            fresh = (
                one for one in self.contact.messages if before.get(one["message_id"]) is not one
            )
            return next(
                (one for one in fresh if one["from"]["is_bot"] and words in one["text"]), None
            )

        try:
            found: Json = await self.world.telegram.until(shown, SECONDS)
        except TimeoutError:
            last = [one["text"][:200] for one in self.contact.messages[-3:]]
            raise AssertionError(
                f"The bot did not show {words!r}; last in the chat: {last}"
            ) from None
        return found


def labels(message: Json) -> Iterator[str]:
    """What the buttons below a message say."""
    for row in message["reply_markup"]["inline_keyboard"]:
        yield from (button["text"] for button in row)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    folder = tmp_path / "content" / "tr" / "faq"
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    with capture_logs() as logs:
        async with world(sqlite_url(tmp_path), faq_dir=tmp_path / "content") as opened:
            contact = opened.telegram.contact(1001, "Dernek")
            yield Desk(opened, folder, logs, contact)
            assert not opened.task.done()  # the same desk to the end
            assert [one for one in logs if one["log_level"] == "error"] == []


async def test_a_new_file_is_served_without_a_restart(desk: Desk) -> None:
    menu = await desk.types("/konular 1", shows="1. Kurucu sayısını bilmiyoruz.")
    assert "Şube" not in " ".join(labels(menu))
    fresh = answer(3, "Şube açmak istiyoruz.", "Şube", "Şube için üç kişi yeter.")
    assert await desk.saves("01-03.md", fresh) == "content_loaded"
    menu = await desk.types("/konular 1", shows="3. Şube açmak istiyoruz.")
    await desk.taps(menu, "3. Şube", shows="Şube için üç kişi yeter.")
    await desk.types("/start faq_1-3", shows="Şube için üç kişi yeter.")


async def test_an_edited_label_appears_and_the_old_menu_says_that_it_changed(desk: Desk) -> None:
    menu = await desk.types("/konular 1", shows="2. Tüzüğü yazamıyoruz.")
    edited = FILES["01-02.md"].replace("label: Tüzük", "label: Tüzük yazımı")
    assert await desk.saves("01-02.md", edited) == "content_loaded"
    fresh = await desk.taps(menu, "1. Kaç kurucu", shows=desk.says("menu.changed"))
    assert fresh["message_id"] == menu["message_id"]  # the menu changes in place
    assert "2. Tüzük yazımı" in labels(fresh)
    await desk.taps(fresh, "1. Kaç kurucu", shows="En az yedi kişi gerekir.")


BROKEN = {
    "yaml": (
        answer(2, "Tüzük bozuldu.", "Tüzük", more="aliases: [tüzük, ana sözleşme\n"),
        "tr/faq/01-02.md:6: `aliases`",
    ),
    "duplicate": (
        answer(1, "Tüzük bozuldu.", "Tüzük"),
        "tr/faq/01-02.md:4: The id faq:1-1 is used twice",
    ),
    "related": (
        answer(2, "Tüzük bozuldu.", "Tüzük", more="related: [faq:7-7]\n"),
        "tr/faq/01-02.md:6: `related` names",
    ),
    "link": (
        answer(2, "Tüzük bozuldu.", "Tüzük", "Bakın:\n\n[örnek](ornek tuzuk.html)"),
        "tr/faq/01-02.md:9: ",
    ),
    "bom": (
        "\ufeff" + answer(2, "Tüzük bozuldu.", "Tüzük"),
        "tr/faq/01-02.md:1: The file begins with a byte order mark",
    ),
    "latin": (
        answer(2, "Tüzük bozuldu.", "Tüzük").encode("iso-8859-9"),
        "tr/faq/01-02.md:2: The file is not UTF-8",
    ),
    "empty": ("", "tr/faq/01-02.md:1: The file is empty"),
}


@pytest.mark.parametrize("slip", BROKEN)
async def test_a_broken_file_is_refused_and_the_mended_one_served(desk: Desk, slip: str) -> None:
    text, reason = BROKEN[slip]
    assert await desk.saves("01-02.md", text) == "content_refused"
    [refused] = [one for one in desk.logs if one["event"] == "content_refused"]
    assert [one for one in refused["reasons"] if one.startswith(reason)], refused["reasons"]
    menu = await desk.types("/konular 1", shows="2. Tüzüğü yazamıyoruz.")  # as it was
    await desk.taps(menu, "2. Tüzük", shows="Önce amacınızı yazın.")
    assert (
        await desk.saves("01-02.md", answer(2, "Tüzük düzeldi.", "Tüzük", "Amaçla başlayın."))
        == "content_loaded"
    )
    fresh = await desk.types("/konular 1", shows="2. Tüzük düzeldi.")
    await desk.taps(fresh, "2. Tüzük", shows="Amaçla başlayın.")


async def test_a_good_file_waits_until_the_broken_one_beside_it_is_mended(desk: Desk) -> None:
    assert await desk.saves("01-01.md", "yarım kaldı") == "content_refused"
    assert (
        await desk.saves("01-03.md", answer(3, "Şube açmak istiyoruz.", "Şube"))
        == "content_refused"
    )
    menu = await desk.types("/konular 1", shows="1. Kurucu sayısını bilmiyoruz.")
    assert "3. Şube" not in labels(menu)
    assert await desk.saves("01-01.md", FILES["01-01.md"]) == "content_loaded"
    await desk.types("/konular 1", shows="3. Şube açmak istiyoruz.")


async def test_deleting_what_somebody_looks_at_is_told_politely(desk: Desk) -> None:
    menu = await desk.types("/konular 1", shows="2. Tüzüğü yazamıyoruz.")
    shown = await desk.taps(menu, "2. Tüzük", shows="Önce amacınızı yazın.")
    missing = await desk.taps(shown, desk.says("vote.no"), shows=desk.says("vote.missing"))
    assert await desk.saves("01-02.md", None) == "content_loaded"
    await desk.taps(missing, desk.says("button.related"), shows=desk.says("menu.gone"))
    await desk.taps(shown, desk.says("vote.yes"), shows=desk.says("menu.gone"))
    fresh = await desk.taps(shown, desk.says("button.back"), shows="1. Kurucu sayısını bilmiyoruz.")
    assert [label for label in labels(fresh) if label[0].isdecimal()] == ["1. Kaç kurucu"]
    fresh = await desk.taps(menu, "2. Tüzük", shows=desk.says("menu.changed"))
    assert "Tüzüğü" not in fresh["text"]
    await desk.types("/start faq_1-2", shows=desk.says("menu.gone"))


async def test_a_number_typed_for_a_deleted_choice_opens_nothing_else(desk: Desk) -> None:
    """The numbers move up with the deletion; the one that was read still means what it meant."""
    assert (
        await desk.saves("01-03.md", answer(3, "Şube açmak istiyoruz.", "Şube")) == "content_loaded"
    )
    await desk.types("/konular 1", shows="3. Şube açmak istiyoruz.")
    assert await desk.saves("01-02.md", None) == "content_loaded"
    await desk.types("2", shows=desk.says("menu.changed"))
    assert not [one for one in desk.contact.messages if "Yanıtın gövdesi." in one["text"]]


async def test_deleting_the_questions_of_a_branch_is_refused(desk: Desk) -> None:
    """A branch to nowhere would be a dead end; deleting the branch itself as well is fine."""
    await desk.types("/konular 1", shows="2. Tüzüğü yazamıyoruz.")
    (desk.folder / "01-02.md").unlink()
    assert await desk.saves("01-01.md", None) == "content_refused"
    assert "opens question 1" in desk.logs[-1]["reasons"][0]
    await desk.types("1", shows="En az yedi kişi gerekir.")
    (desk.folder / "02-01.md").write_text(
        FILES["01-01.md"].replace("question_id: 1", "question_id: 2")
    )
    assert await desk.saves("00-01.md", BRANCH.replace("opens: 1", "opens: 2")) == "content_loaded"
    menu = await desk.types("1", shows=desk.says("menu.changed"))
    assert "1. Kuruluş" in labels(menu)


async def test_a_burst_of_saves_ends_with_the_last_one(desk: Desk) -> None:
    """A version control pull writes many files at once; some moments in between are broken."""
    for number in range(3, 9):
        (desk.folder / f"01-0{number}.md").write_text("yarım", encoding="utf-8")
        await asyncio.sleep(0.01)
        (desk.folder / f"01-0{number}.md").write_text(
            answer(number, f"Durum {number}.", f"Durum {number}")
        )

    def served() -> bool:
        return desk.world.running.content.catalog.choice("tr", "faq:1-8") is not None

    await desk.world.telegram.until(served, SECONDS)
    await desk.types("/konular 1", shows="8. Durum 8.")
