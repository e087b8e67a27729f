"""Whatever a modified app sends as a button: no exception, no word to the staff, nobody waits."""

from collections.abc import Sequence
from itertools import count, cycle, product
from pathlib import Path
from typing import Any

from bot.domain.codes import CODES
from bot.engine.inbox import keep
from bot.playground.telegram import STAFF_CHAT
from tests.durability.desk_process import small_content
from tests.world import world

# what the databases refuse each in its own way is tried on both, the rest on one
REFUSED = ["9223372036854775808", "-" + "9" * 40, "a\0b", "\ud800"]
EVIL = [*REFUSED, "x", "", "-1", "٣", "²", "👋" * 9, "faq:1-" + "9" * 30]
CONTACT, EXPERT, NUMBERS = 1001, 2001, count(1_000_000)


def codes(evil_values: Sequence[str]) -> list[str]:
    """Every pattern of ours with each evil value in each place, and one behind it, where no code
    has a place for it; and some that are none of ours.
    """
    nobodys = {"|", "i|x", "\0", "\ud800", "|" * 64, "q|", "T|1|\0", "👋" * 16, "p|" + "x" * 62}
    forged, evils = {"", *nobodys}, cycle(evil_values)
    for pattern, _ in CODES:
        words = pattern.split("|")
        holes = [n for n, word in enumerate(words) if word.startswith("{")]
        for evil, hole in [*product(evil_values, holes), (next(evils), len(words))]:
            filled = ["1" if word.startswith("{") else word for word in words] + [""]
            filled[hole] = evil
            forged.add("|".join(filled))
    return sorted(forged)


def press(person: int, chat: int, data: str) -> dict[str, Any]:
    """An update as Telegram brings it; also a part of its own may be forged no less."""
    kind = "private" if chat == person else "supergroup"
    message = {"message_id": 7, "date": 1, "chat": {"id": chat, "type": kind}}
    sender = {"id": person, "is_bot": False, "first_name": "Ada"}
    query = {"id": "1", "from": sender, "message": message, "data": data}
    return {"update_id": next(NUMBERS), "callback_query": query}


async def test_no_forged_button_fails(tmp_path: Path, database_url: str) -> None:
    async with world(database_url, faq_dir=small_content(tmp_path)) as desk:
        await desk.telegram.contact(CONTACT).send("/start")
        expert = desk.telegram.expert(EXPERT)
        await expert.send("burada")
        await desk.rest()
        said = len(desk.telegram.called("sendMessage", chat_id=STAFF_CHAT))
        presses = [
            press(person, chat, code)
            for code in codes(EVIL if database_url.startswith("sqlite") else REFUSED)
            for person, chat in ((CONTACT, CONTACT), (EXPERT, STAFF_CHAT))
        ]
        for start in range(0, len(presses), 100):
            await keep(desk.running, presses[start : start + 100])
        await desk.rest(within=60)
        faults, _ = await desk.troubles()
        assert [fault for fault in faults if fault.startswith("update")] == []
        assert len(desk.telegram.called("sendMessage", chat_id=STAFF_CHAT)) == said
        assert len(desk.telegram.called("answerCallbackQuery")) == len(presses)
