"""Scenes that the playground plays on the real desk, as people would play them on its page.

Law: nothing is acted but by the stand-in's people; a button is found by what it says to the desk,
never by its words, which editors change.
"""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from enum import Enum
from typing import Any

from bot.domain.buttons import (
    AssessmentLevel,
    AssessmentQuestion,
    Exit,
    InIntake,
    Press,
    SayNamed,
    SayRights,
)
from bot.domain.codes import decode
from bot.playground.contacts import Contact
from bot.playground.demo import COORDINATORS, EXPERTS
from bot.playground.people import CantDo, Person, codes_below
from bot.playground.telegram import STAFF_CHAT, Telegram
from bot.scenes import read, said, titles

Json = dict[str, Any]

_PATIENCE = 15.0  # seconds for what should come
_RESTS = 0.3  # seconds without a call: all is said
_TICK = 2.5  # seconds after which a desk has seen that its clock was moved
_MOST = 12  # steps of a form
_LEVEL = 2  # that an organisation gives itself
_STAFF_STEPS = frozenset({"expert", "expert_press", "announce", "coordinator_press"})


class Stuck(Exception):
    """A step can't be played; the message names it."""


@dataclass(slots=True)
class Player:
    """One scene being played, for a contact of its own; `pause` seconds are left for reading."""

    telegram: Telegram
    name: str
    language: str
    pause: float = 0.0
    contact: Contact = field(init=False)
    thread: int | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self._enter(said(read()[self.name]["who"], self.language))

    def _enter(self, name: str) -> None:
        """Somebody who was not there before."""
        self.contact = self.telegram.newcomer(name, self.language)
        self.thread = None

    async def play(self) -> None:
        """All steps, one after the other; Stuck where one can't be played."""
        steps = read()[self.name]["steps"]
        for number, step in enumerate(steps, 1):
            self._tell(step, number, len(steps))
            await self._one(step)
            await asyncio.sleep(self.pause)
        over = {"now": read()[self.name].get("after", ""), "over": True}
        self._tell(over, len(steps), len(steps))

    def _tell(self, step: Json, number: int, count: int) -> None:
        """The page hears what happens now, and on which half."""
        if "now" in step:
            side = "staff" if _STAFF_STEPS & step.keys() else "contact"
            told = {"name": self.name, "step": number, "steps": count, "side": side}
            told |= {"now": step["now"], "over": step.get("over", False), "thread": self.thread}
            self.telegram.changed({"type": "scene", "contact": self.contact.user_id, **told})

    async def _one(self, step: Json) -> None:
        for name, given in step.items():
            if (act := getattr(self, f"_do_{name}", None)) is not None:
                await act(given)

    async def _do_contact(self, words: Any) -> None:
        await self._heard(self.contact.send(said(words, self.language)))

    async def _do_press(self, wanted: Json) -> None:
        await self._press(self.contact, wanted)

    async def _do_maybe(self, wanted: Json) -> None:
        """Press it where it is on what the bot said last."""
        last = next((one for one in reversed(self.contact.messages)), None)
        if last is not None and (at := _button(last, wanted)) is not None:
            await self._heard(self.contact.tap(*at))

    async def _do_expert_press(self, wanted: Json) -> None:
        await self._press(self._expert(EXPERTS[0][0]), wanted)

    async def _do_coordinator_press(self, wanted: Json) -> None:
        await self._press(self._expert(COORDINATORS[0][0]), wanted)

    async def _do_second_press(self, wanted: Json) -> None:
        await self._press(self._expert(COORDINATORS[1][0]), wanted)

    async def _do_expert(self, words: Any) -> None:
        last = [one for one in self._messages(self.contact_thread) if _of_bot(one)]
        if not last:
            raise Stuck("There is no ticket to reply to.")
        reply = self._expert(EXPERTS[0][0]).send(said(words, self.language), reply_to=last[-1])
        await self._heard(reply)

    async def _do_announce(self, words: Any) -> None:
        coordinator = self.telegram.expert(COORDINATORS[0][0])
        news = await coordinator.send(said(words, self.language))
        await self._heard(coordinator.send("/duyuru", reply_to=news))

    async def _do_hours(self, hours: float) -> None:
        self.telegram.advance(timedelta(hours=hours))
        await asyncio.sleep(_TICK)
        await self._rest()

    async def _do_new(self, name: str) -> None:
        self._enter(name)

    async def _do_form(self, details: list[Any]) -> None:
        """Through the request's form, to its end: these details in turn, the rest is skipped."""
        left, answered = [said(one, self.language) for one in details], ""
        for _ in range(_MOST):
            asked = await self._asked(answered)
            presses, answered = [press for press, _ in _presses(asked)], _look(asked)
            if InIntake(Exit.SEND) in presses:
                await self._press_one(self.contact, InIntake(Exit.SEND))
                self.thread = self.contact_thread
                return
            await self._fill(presses, left)
        raise Stuck("The form has no end.")

    async def _asked(self, answered: str) -> Json:
        """What the form asks now, which is not what was answered."""

        def asked() -> Json | None:
            last = next((one for one in reversed(self.contact.messages) if _of_bot(one)), None)
            step = last is not None and any(isinstance(p, InIntake) for p, _ in _presses(last))
            return last if step and last is not None and _look(last) != answered else None

        try:
            found: Json = await self.telegram.until(asked, _PATIENCE)
        except TimeoutError:
            raise Stuck("The form asks nothing more.") from None
        return found

    async def _fill(self, presses: list[Press], left: list[str]) -> None:
        """One step of the form: what is asked by buttons is pressed, what by words is told."""
        typed = InIntake(Exit.SKIP) in presses and not any(
            isinstance(one, SayNamed | SayRights) for one in presses
        )
        keep, on = InIntake(Exit.KEEP), InIntake(Exit.GO_ON)
        if typed and left and keep not in presses and on not in presses:
            await self._heard(self.contact.send(left.pop(0)))
            return
        for wanted in (keep, on, SayNamed("yes"), InIntake(Exit.SKIP)):
            if wanted in presses:
                await self._press_one(self.contact, wanted)
                return
        raise Stuck("The form asks what the scene does not know.")

    async def _do_assess(self, count: int) -> None:
        """So many questions of the self-assessment, all at the same level."""
        await self._do_maybe({AssessmentQuestion.__name__: {}})
        for _ in range(count):
            await self._press(self.contact, {AssessmentLevel.__name__: {"level": _LEVEL}})

    @property
    def contact_thread(self) -> int | None:
        """The thread of this contact's ticket: the newest."""
        if self.thread is not None:
            return self.thread
        threads = [thread for group, thread in self.telegram.world.topics if group == STAFF_CHAT]
        return max(threads, default=None)

    def _expert(self, number: int) -> Any:
        return self.telegram.expert(number)

    def _messages(self, thread: int | None) -> list[Json]:
        return list(self.telegram.world.thread(STAFF_CHAT, thread))

    async def _press(self, person: Person, wanted: Json) -> None:
        """The newest button of a kind, with these values, as soon as it is there."""

        def there() -> tuple[Json, str] | None:
            here = reversed(person.messages)
            return next((at for one in here if (at := _button(one, wanted)) is not None), None)

        try:
            message, code = await self.telegram.until(there, _PATIENCE)
        except TimeoutError:
            raise Stuck(f"No button says {wanted}.") from None
        await self._heard(person.tap(message, code))

    async def _press_one(self, person: Person, press: Press) -> None:
        for message in reversed(person.messages):
            for found, code in _presses(message):
                if found == press:
                    await self._heard(person.tap(message, code))
                    return

    async def _heard(self, act: Any) -> None:
        """Act, wait until the desk has begun to speak, and until it has said all."""
        called = self.telegram.last_call
        await act
        with suppress(TimeoutError):  # it may say nothing
            await self.telegram.until(lambda: self.telegram.last_call > called, _PATIENCE)
        await self._rest()

    async def _rest(self) -> None:
        with suppress(TimeoutError):  # somebody else may be busy with it
            await self.telegram.quiet(_RESTS, _PATIENCE)


def _of_bot(message: Json) -> bool:
    return bool(message["from"]["is_bot"])


def _look(message: Json) -> str:
    """What changes when a message is edited."""
    return f"{message['message_id']} {message.get('text')} {codes_below(message)}"


def _presses(message: Json) -> Iterator[tuple[Press, str]]:
    """The buttons below a message with their codes."""
    yield from ((decode(code), code) for code in codes_below(message))


def _button(message: Json, wanted: Json) -> tuple[Json, str] | None:
    """The first button of one of the kinds that has these values."""
    for press, code in _presses(message):
        values = wanted.get(type(press).__name__)
        if values is not None and all(_plain(press, key) == one for key, one in values.items()):
            return message, code
    return None


def _plain(press: Press, name: str) -> Any:
    value = getattr(press, name)
    return value.value if isinstance(value, Enum) else value


class Stage:
    """Plays one scene at a time for the page; the next one ends the one before."""

    def __init__(self, telegram: Telegram, pause: float) -> None:
        self._telegram, self._pause = telegram, pause
        self._playing: asyncio.Task[None] | None = None

    def titles(self) -> list[Json]:
        """What can be played."""
        return titles()

    def begin(self, name: str, language: str) -> int:
        """Play from the first step; the contact of the scene. KeyError when there is no such."""
        self.stop()
        player = Player(self._telegram, name, language, self._pause)
        self._playing = asyncio.create_task(self._play(player))
        return player.contact.user_id

    def stop(self) -> None:
        """Play no further."""
        if self._playing is not None:
            self._playing.cancel()

    async def _play(self, player: Player) -> None:
        try:
            await player.play()
        except (Stuck, CantDo) as stuck:
            self._telegram.changed({"type": "scene", "stuck": str(stuck), "name": player.name})
