"""A hostile afternoon, short; `make soak` has an hour of it. And the ledger it is judged by: what a
desk may not do is noticed, one fault at a time.
"""

from dataclasses import replace
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from bot.playground import methods
from bot.playground.params import Params
from bot.playground.telegram import STAFF_CHAT, Telegram
from bot.render.phrases import Phrases
from tests.durability.ledger import Kind, Ledger
from tests.durability.soak import Size, soak
from tests.durability.verdict import Verdict, judge

SEED = 20261128
ADA, EDA = 1001, 1002


async def test_a_hostile_afternoon(database_url: str, tmp_path: Path) -> None:
    quick = Size(seconds=5, seed=SEED, per_second=100, burst=1000)
    # patience for a machine that is busy with other things as well
    size = replace(quick, contacts=4, experts=3, patience=180)
    found = await soak(database_url, tmp_path, size)
    assert found.faults == []
    assert {sent.kind for sent in found.ledger.sent.values()} == set(Kind)
    assert len(found.ledger.sent) > 30
    assert {"kills", "outages", "removals", "429s", "clock jumps"} <= found.sky.count.keys()


class Desk:
    """What a desk would do, by hand: two contacts with a thread each, and one expert."""

    def __init__(self) -> None:
        self.telegram = Telegram()
        self.ledger = Ledger(self.telegram)
        self.people = {one: self.telegram.contact(one) for one in (ADA, EDA)}
        self.expert = self.telegram.expert(7)
        self.threads: dict[int, int] = {}

    async def call(self, method: str, **params: Any) -> Any:
        """A call of the desk."""
        status, answer = await methods.call(self.telegram, method, Params(params))
        assert status == 200, answer
        return answer["result"]

    async def opens(self) -> None:
        """Each contact has written, and has a thread."""
        for owner, contact in self.people.items():
            await contact.send("/start")
            topic = await self.call("createForumTopic", chat_id=STAFF_CHAT, name=f"#{owner}")
            self.threads[owner] = topic["message_thread_id"]

    async def word(self, owner: int) -> tuple[int, int]:
        """A contact's word: its number, and its place."""
        number, mark = self.ledger.mark(owner)
        message = await self.people[owner].send(f"Ek {mark}")
        self.ledger.wrote(Kind.WORD, owner, number, message)
        return number, message["message_id"]

    async def reply(self, owner: int, kind: Kind = Kind.REPLY) -> tuple[int, str, int]:
        """An expert's reply in a contact's thread: its number, words and place."""
        number, mark = self.ledger.mark(owner if kind is Kind.REPLY else 0)
        message = await self.expert.send(f"Cevap {mark}", thread=self.threads[owner])
        self.ledger.wrote(kind, owner if kind is Kind.REPLY else 0, number, message)
        return number, mark, message["message_id"]

    async def copies(self, owner: int, message: int, into: int | None = None) -> int:
        """A contact's word goes into a thread, its own if no other is named."""
        given = {"from_chat_id": owner, "message_id": message}
        thread = self.threads[into or owner]
        copy = await self.call("copyMessage", chat_id=STAFF_CHAT, message_thread_id=thread, **given)
        return int(copy["message_id"])

    async def says(self, chat_id: int, words: str, **more: Any) -> int:
        """Words of the desk."""
        message = await self.call("sendMessage", chat_id=chat_id, text=words, **more)
        return int(message["message_id"])


@pytest.fixture
async def desk() -> Desk:
    """A desk, by hand."""
    one = Desk()
    await one.opens()
    return one


def wrong(verdict: Verdict) -> dict[str, int]:
    """How many faults there are, by kind."""
    kinds = ("lost", "strayed", "twice", "disordered", "stale")
    found = {kind: len(getattr(verdict, kind)) for kind in kinds}
    return {kind: n for kind, n in found.items() if n}


async def test_what_arrives_once_and_in_order_is_well(desk: Desk) -> None:
    for owner in (ADA, EDA, ADA):
        _, place = await desk.word(owner)
        await desk.copies(owner, place)
        _, mark, _ = await desk.reply(owner)
        await desk.says(owner, f"Uzmandan: {mark}")
    assert wrong(judge(desk.ledger)) == {}
    assert judge(desk.ledger).arrived == 6


async def test_a_word_and_a_reply_that_nobody_got_are_lost(desk: Desk) -> None:
    await desk.word(ADA)
    await desk.reply(EDA)
    assert wrong(judge(desk.ledger)) == {"lost": 2}


async def test_who_was_told_of_it_lost_nothing(desk: Desk) -> None:
    await desk.word(ADA)
    await desk.says(ADA, told("message.not-passed-on"))
    _, _, place = await desk.reply(EDA)
    answered = {"message_id": place}
    await desk.says(STAFF_CHAT, told("staff.not-sent"), reply_parameters=answered)
    assert wrong(judge(desk.ledger)) == {}
    await desk.word(EDA)
    await desk.says(EDA, told("draft.expired"))
    assert wrong(judge(desk.ledger)) == {}
    await desk.word(ADA)  # one word is no word on another
    await desk.reply(EDA)
    assert wrong(judge(desk.ledger)) == {"lost": 2}


def told(key: str) -> str:
    """What the desk says of what did not arrive."""
    return Phrases.of("tr", UTC).text(key, {"number": 7}).text


async def test_a_word_on_what_its_writer_deleted_is_about_one_reply(desk: Desk) -> None:
    _, place = await desk.word(ADA)
    await desk.copies(ADA, place)
    for _ in range(2):
        await desk.reply(ADA)
    await desk.says(STAFF_CHAT, told("staff.not-sent"), message_thread_id=desk.threads[ADA])
    assert wrong(judge(desk.ledger)) == {"lost": 1}
    await desk.says(STAFF_CHAT, told("staff.unreachable"), message_thread_id=desk.threads[ADA])
    assert wrong(judge(desk.ledger)) == {}


async def test_a_word_that_quotes_a_reply_is_about_that_one(desk: Desk) -> None:
    """Outside of all threads nothing else says whose reply it was."""
    _, mark, _ = await desk.reply(ADA)
    other, _, _ = await desk.reply(ADA)
    for _ in range(2):
        await desk.says(STAFF_CHAT, f"{told('staff.not-sent')}\n\nCevap {mark}")
    (lost,) = judge(desk.ledger).lost
    assert f"number={other}," in lost


async def test_two_contacts_exchanged_are_noticed(desk: Desk) -> None:
    for owner, other in ((ADA, EDA), (EDA, ADA)):
        _, place = await desk.word(owner)
        await desk.copies(owner, place)
        _, mark, _ = await desk.reply(owner)
        await desk.says(other, f"Uzmandan: {mark}")
    assert wrong(judge(desk.ledger))["strayed"] == 2


async def test_a_word_in_somebody_elses_thread_strays(desk: Desk) -> None:
    for owner in (ADA, EDA):
        _, place = await desk.word(owner)
        await desk.copies(owner, place, into=ADA)
    assert wrong(judge(desk.ledger)) == {"strayed": 1}


async def test_a_note_is_read_by_no_contact(desk: Desk) -> None:
    _, mark, _ = await desk.reply(ADA, Kind.NOTE)
    assert wrong(judge(desk.ledger)) == {}
    await desk.says(ADA, f"Uzmandan: {mark}")
    assert wrong(judge(desk.ledger)) == {"strayed": 1}


async def test_what_is_copied_again_is_twice_unless_a_kill_allows_it(desk: Desk) -> None:
    _, place = await desk.word(ADA)
    for _ in range(3):
        await desk.copies(ADA, place)
    verdict = judge(desk.ledger)
    assert wrong(verdict) == {"twice": 2}
    assert verdict.faults(allowed=2) == []
    assert len(verdict.faults(allowed=1)) == 2


async def test_a_word_that_was_changed_among_others_is_said_once_more(desk: Desk) -> None:
    (one, _), (other, _) = [await desk.word(ADA) for _ in range(2)]
    marks = [f"Ek w{ADA}x{number}z" for number in (one, other)]
    place = {"message_thread_id": desk.threads[ADA]}
    await desk.says(STAFF_CHAT, "\n".join(marks), **place)
    await desk.says(STAFF_CHAT, desk.ledger.changed(one), **place)
    assert wrong(judge(desk.ledger)) == {}
    await desk.says(STAFF_CHAT, marks[1], **place)
    assert wrong(judge(desk.ledger)) == {"twice": 1}


async def test_a_word_about_what_can_t_be_copied_is_not_that_word(desk: Desk) -> None:
    (number, _), (_, later) = [await desk.word(ADA) for _ in range(2)]
    await desk.copies(ADA, later)
    place = {"message_thread_id": desk.threads[ADA]}
    quoted = f"{told('staff.not-copied-again')}\n\nEk w{ADA}x{number}z"
    await desk.says(STAFF_CHAT, quoted, **place)
    assert wrong(judge(desk.ledger)) == {"lost": 1}
    await desk.says(ADA, told("message.not-passed-on"))
    assert wrong(judge(desk.ledger)) == {}


@pytest.mark.parametrize("way", ["words", "replies"])
async def test_what_overtakes_is_out_of_order(desk: Desk, way: str) -> None:
    if way == "words":
        places = [(await desk.word(ADA))[1] for _ in range(2)]
        for place in reversed(places):
            await desk.copies(ADA, place)
    else:
        marks = [(await desk.reply(ADA))[1] for _ in range(2)]
        for mark in reversed(marks):
            await desk.says(ADA, f"Uzmandan: {mark}")
    assert wrong(judge(desk.ledger)) == {"disordered": 1}


async def test_a_change_that_is_not_where_the_word_is_read_is_stale(desk: Desk) -> None:
    number, mark, _ = await desk.reply(ADA)
    place = await desk.says(ADA, f"Uzmandan: {mark}")
    changed = desk.ledger.changed(number)
    assert wrong(judge(desk.ledger)) == {"stale": 1}
    await desk.call("editMessageText", chat_id=ADA, message_id=place, text=changed)
    assert wrong(judge(desk.ledger)) == {}


async def test_a_change_for_who_left_is_excused_where_the_experts_were_told(desk: Desk) -> None:
    _, word = await desk.word(ADA)
    await desk.copies(ADA, word)
    number, mark, _ = await desk.reply(ADA)
    await desk.says(ADA, f"Uzmandan: {mark}")
    desk.ledger.changed(number)
    assert wrong(judge(desk.ledger)) == {"stale": 1}
    await desk.says(STAFF_CHAT, told("staff.unreachable"), message_thread_id=desk.threads[EDA])
    assert wrong(judge(desk.ledger)) == {"stale": 1}
    await desk.says(STAFF_CHAT, told("staff.unreachable"), message_thread_id=desk.threads[ADA])
    assert wrong(judge(desk.ledger)) == {}


ANSWERS: dict[str, tuple[list[int], dict[str, int]]] = {
    "all": ([1, 2, 3], {}),
    "none": ([], {"lost": 3}),
    "one missing": ([1, 3], {"lost": 1}),
    "one again": ([1, 2, 2, 3], {"twice": 1}),
    "one late": ([2, 1, 3], {"lost": 1, "disordered": 1}),
}


@pytest.mark.parametrize(("came", "faults"), ANSWERS.values(), ids=ANSWERS)
async def test_answers_come_once_and_in_their_order(
    desk: Desk, came: list[int], faults: dict[str, int]
) -> None:
    for n in (1, 2, 3):
        desk.ledger.asks(ADA, str(n))
    for n in came:
        await desk.says(ADA, f"Gövde {n}")
    assert wrong(judge(desk.ledger)) == faults


async def test_what_is_asked_again_after_who_asked_had_left_is_answered(desk: Desk) -> None:
    """The same answer once more: the one before need not have come."""
    for _ in range(2):
        for n in (1, 2):
            desk.ledger.asks(ADA, str(n))
        if not desk.ledger.asked[ADA][0].excused:
            desk.ledger.blocks(ADA)
    for n in (1, 2):
        await desk.says(ADA, f"Gövde {n}")
    assert wrong(judge(desk.ledger)) == {}


async def test_who_left_need_not_be_answered(desk: Desk) -> None:
    desk.ledger.asks(ADA, "1")
    desk.ledger.blocks(ADA)
    desk.ledger.asks(ADA, "2")
    assert wrong(judge(desk.ledger)) == {"lost": 1}
