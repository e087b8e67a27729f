"""Logs hold ids; words, names and the token are nowhere but where they belong."""

import signal
from pathlib import Path

import pytest
from sqlalchemy import Table, select

from bot.playground.experts import Expert
from bot.playground.faults import BrokenJson, Page, Refuse, Reset, TooMany
from bot.playground.serving import serving
from bot.playground.telegram import Telegram
from bot.storage import tables
from bot.storage.database import connect
from tests.durability.desk_process import DeskProcess, environment, small_content
from tests.world import TOKEN, sqlite_url

NAME, EXPERT, ORGANISATION, PROVINCE = (
    "Zümrütnaz",
    "Uzmanoğlu",
    "Kardelenistan Derneği",
    "Şırnakova",
)
WORDS = ("Tüzükistan sorumuz var", "Ekimsi bir not", "Yanıtımsı bir söz", "Düzeltilmişçe bir söz")
PRIVATE = (
    NAME,
    EXPERT,
    "Kardelenistan",
    PROVINCE,
    TOKEN,
    TOKEN.partition(":")[2],
    *(w.split()[0] for w in WORDS),
)
FAULTS = (
    Page(502),
    BrokenJson(handled=False),
    Reset(),
    TooMany(1),
    Refuse(400, f"Bad Request: can't parse entities in {NAME}"),
)


async def conversation(telegram: Telegram) -> None:
    """A ticket from the first word to the rating, while things go wrong now and then."""
    contact, expert = telegram.contact(1001, NAME), telegram.expert(7, EXPERT)
    for fault in FAULTS:
        telegram.fail(fault, method="sendMessage", skip=3)
    for words in ("/start", WORDS[1], "/uzman", WORDS[0]):
        await contact.send(words)
    await contact.tap(contact.messages[0], "i|fix|organisation", forged=True)
    await contact.send(ORGANISATION)
    await contact.tap(contact.messages[0], "i|fix|province", forged=True)
    await contact.send(PROVINCE)
    await contact.tap(contact.messages[0], "i|send", forged=True)
    await telegram.until(lambda: telegram.called("copyMessage"), within=60)
    await telegram.quiet(2.5, within=40)
    await answered(expert)
    await contact.edit(contact.messages[0], WORDS[3])
    await contact.tap(contact.messages[0], "t|close|1", forged=True)
    await contact.tap(contact.messages[0], "t|rate|1|5", forged=True)
    telegram.fail(Refuse(403, f"Forbidden: bot was blocked by {NAME}"), chat_id=1001)
    await contact.send("/taleplerim")
    await telegram.quiet(2.5, within=40)


async def answered(expert: Expert) -> None:
    """The expert takes the ticket and answers the contact's question."""
    copied = next(
        m for m in expert.messages if WORDS[0] in m.get("text", "") and m["from"]["is_bot"]
    )
    await expert.tap(copied, "T|1|claim", forged=True)
    sent = await expert.send(WORDS[2], reply_to=copied)
    await expert.telegram.contact(1001).hears(WORDS[2], within=20)
    await expert.edit(sent, WORDS[3])


def held(table: Table, database_url: str) -> str:
    """Everything that a table holds."""
    with connect(database_url).begin() as tx:
        return "\n".join(str(tuple(row)) for row in tx.execute(select(table)))


async def test_nobody_reads_anything_in_the_logs(tmp_path: Path) -> None:
    telegram = Telegram()
    url = sqlite_url(tmp_path)
    async with serving(telegram, token=TOKEN) as address:
        env = environment(address, url, small_content(tmp_path), LOG_LEVEL="DEBUG")
        desk = DeskProcess(tmp_path, env)
        try:
            await desk.start()
            await desk.ready()
            await conversation(telegram)
            assert await desk.end(signal.SIGTERM) == 0
        finally:
            if desk.alive:
                await desk.kill()
    said = desk.said()
    assert "act_failed" in said  # things did go wrong, and were told
    assert "Traceback" not in said
    assert [word for word in PRIVATE if word in said] == []
    for table in (
        tables.updates,
        tables.deliveries,
        tables.ticket_steps,
        tables.facts,
    ):
        assert [word for word in PRIVATE if word in held(table, url)] == [], table.name
    assert ORGANISATION in held(tables.tickets, url)  # that is where it belongs, and the words
    assert WORDS[2] not in held(tables.messages, url)  # of a ticket, as they were last written,
    assert WORDS[3] in held(tables.messages, url)  # are kept until their time is over
    assert TOKEN not in "".join(held(table, url) for table in tables.metadata.tables.values())
    notes = (tmp_path / "desk.sqlite3.d" / "calls").read_text(encoding="utf-8")
    assert [word for word in PRIVATE if word in notes] == []


@pytest.mark.parametrize("form", ["text", "json"])
async def test_a_desk_that_stumbles_says_only_ids(tmp_path: Path, form: str) -> None:
    telegram = Telegram()
    url = sqlite_url(tmp_path)
    async with serving(telegram, token=TOKEN) as address:
        env = environment(address, url, small_content(tmp_path), LOG_LEVEL="DEBUG", LOG_FORMAT=form)
        desk = DeskProcess(tmp_path, env)
        try:
            await desk.start()
            await desk.ready()
            strange = {
                "message_id": 5,
                "chat": {"id": 1001, "type": "private"},
                "text": NAME,
                "date": 0,
            }
            telegram.updates.add("message", strange | {"from": NAME})
            telegram.updates.add("message", strange | {"from": {"id": 1001}, "entities": NAME})
            telegram.updates.add(
                "callback_query", {"id": "1", "from": {"id": 1001}, "data": NAME, "message": NAME}
            )
            await telegram.until(lambda: not telegram.updates.waiting)
            telegram.fail(Page(502), method="getUpdates")
            await telegram.contact(1002).send("/start faq_1-1")
            await telegram.contact(1002).hears("Gövde 1", within=15)  # nobody else is held up
        finally:
            await desk.kill()
    assert NAME not in desk.said()
    assert TOKEN not in desk.said()
