"""In any conversation, with tickets, menus, forms and files open, nothing that is said vanishes.

A whole desk in a few lines: the rules are the real ones; what they want done is done to plain
tickets, and experts reply, close and take their time in between.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random

import pytest

from bot.domain import buttons
from bot.domain.buttons import Exit, InIntake, Press
from bot.domain.chats import Chat, Expects, Held
from bot.domain.contact import conversation
from bot.domain.contact.commands import COMMANDS, on_command
from bot.domain.contact.view import ContactView
from bot.domain.contact.ways import typed_press
from bot.domain.effects import (
    AddToTicket,
    Effect,
    OpenTicket,
    OwnTicket,
    ShowAnswer,
    ShowPolicy,
    ShowProfile,
    ShowQuestion,
    ShowStep,
    Tell,
    Withdraw,
)
from bot.domain.messages import TEXT
from bot.domain.tickets import Status, Step, Ticket
from tests.domain.contact.talk import ADA, ADDRESS, NOW, PROMISE, ticket
from tests.domain.content import CATALOG, Intent, Meaning, SmallTalk, match, meaning

SHOWN = (Tell, OwnTicket, ShowAnswer, ShowPolicy, ShowProfile, ShowQuestion, ShowStep)
LETS_GO = (
    buttons.DropWaiting(),
    InIntake(Exit.CANCEL),
    InIntake(Exit.ANEW),
)


def talk(text: str, kind: SmallTalk) -> Intent:
    return meaning(text, Meaning.SMALLTALK, smalltalk=kind)


MEANINGS = {
    one.query: one
    for one in (
        meaning("Makbuz nasıl kesilir?", Meaning.ANSWER, match("faq:5-1", 0.97)),
        meaning("makbuz", Meaning.ANSWER, match("faq:5-1", 0.97)),
        meaning("Hibe var mı?", Meaning.SUGGEST, match("faq:5-2", 0.7)),
        meaning("dernek ve hibe?", Meaning.SUGGEST, match("faq:5-2", 0.7)),
        meaning("Projemizi siz yazın mı?", Meaning.REFUSE, policy="own-work"),
        meaning("imdat", Meaning.EMERGENCY, policy="emergency"),
        meaning("insanla görüşmek istiyorum", Meaning.HANDOFF, wants_human=True),
        talk("merhaba", SmallTalk.GREETING),
        talk("sağ olun", SmallTalk.THANKS),
        talk("tamam", SmallTalk.YES),
        talk("hayır", SmallTalk.NO),
        talk("hayır henüz değil", SmallTalk.NO),
        talk("rezalet", SmallTalk.COMPLAINT),
        meaning("Çatımız akıyor"),
        meaning("tamam bekliyorum", Meaning.EMERGENCY, policy="emergency"),
        meaning("talebim ne oldu"),
        meaning("ne demek kapattık"),
        meaning("7"),
        meaning("2"),
        meaning("Yıldız Derneği"),
        meaning("Muğla"),
        *(
            meaning(way)
            for way in ("devam", "geri", "atla", "gönder", "vazgeç", "yok", "ana menü", "konular")
        ),
        meaning("dur"),
        meaning("b"),
        meaning("yeniden aç"),
    )
}


def read(text: str) -> Intent:
    return MEANINGS.get(text, meaning(text))


@dataclass
class Desk:
    """One contact's chat, their tickets, and what the experts have."""

    chat: Chat = field(default_factory=lambda: Chat(ADA, ADDRESS))
    tickets: dict[int, Ticket] = field(default_factory=dict)
    with_experts: list[tuple[int, str]] = field(default_factory=list)
    pressable: list[Press] = field(default_factory=list)
    texts: dict[str, Held] = field(default_factory=dict)
    asked: int | None = None
    recent: int | None = None
    lately: int | None = None
    said: int = 0

    def view(self, press: Press | None = None) -> ContactView:
        taken: tuple[Held, ...] = ()
        if isinstance(press, buttons.NotForTicket):
            there = (press.ticket, press.message) in self.with_experts
            taken = (self.texts[press.message],) if there else ()
        return ContactView(
            CATALOG,
            PROMISE,
            NOW,
            tuple(self.tickets.values()),
            asked=self.asked,
            recent=self.recent if self.recent in self._active() else None,
            lately=self.lately,
            withdrawn=taken,
        )

    def _active(self) -> set[int]:
        return {number for number, one in self.tickets.items() if one.active}

    def waiting(self) -> set[str]:
        """The messages that wait for something here: for a choice, in a draft, as files."""
        chat = self.chat
        drafted = chat.intake.messages if chat.intake is not None else ()
        held = [one for one in chat.held if chat.expects is Expects.PLACE or one.kind != TEXT]
        return {one.message for one in (*drafted, *held)}

    def act(self, outcome: tuple[Chat, list[Effect]], *, lets_go: bool) -> list[Effect]:
        """Do what the rules want; what waited still waits, or has arrived, or was let go of."""
        before = self.waiting()
        self.chat, effects = outcome
        self.asked = None
        for effect in effects:
            self._done(effect)
        there = {message for _, message in self.with_experts} | self.waiting()
        lost = before - there - {one.message for one in self.chat.held}
        assert not lost or lets_go, (lost, effects)
        return effects

    def _done(self, effect: Effect) -> None:
        match effect:
            case OpenTicket():
                number = len(self.tickets) + 1
                policy = effect.intake.policy
                self.tickets[number] = ticket(number, Status.NEW, policy=policy)
                self._arrive(number, effect.intake.messages)
            case AddToTicket():
                one = self.tickets[effect.ticket]
                opens = one.status in (Status.PENDING, Status.CLOSED)
                self.tickets[one.number] = replace(one, status=Status.OPEN if opens else one.status)
                self._arrive(one.number, effect.messages)
            case OwnTicket(_, number, Step.CLOSE):
                self.close(number)
            case OwnTicket(_, number, Step.REOPEN):
                self.tickets[number] = replace(self.tickets[number], status=Status.OPEN)
            case Withdraw(_, number, message):
                self.with_experts.remove((number, message))
            case Tell():
                pressed = (one.press for row in effect.buttons for one in row)
                self.pressable += [one for one in pressed if one is not None]

    def _arrive(self, number: int, messages: tuple[Held, ...]) -> None:
        self.recent = number
        self.with_experts += [(number, one.message) for one in messages]
        self.pressable += [buttons.NotForTicket(number, messages[-1].message)]

    def close(self, number: int) -> None:
        """The ticket is over; it can be rated."""
        if self.tickets[number].active:
            self.tickets[number] = replace(self.tickets[number], status=Status.CLOSED)
            self.lately = number
            self.pressable += [buttons.RateTicket(number, 4), buttons.ReopenTicket(number)]


def says(desk: Desk, which: int) -> None:
    """Words; somebody sees something of them."""
    texts = sorted(MEANINGS)
    _sends(desk, texts[which % len(texts)], TEXT)


def sends(desk: Desk, which: int) -> None:
    """A file, with or without words below."""
    kind = ("photo", "voice", "location", "document")[which % 4]
    caption = ("", "Makbuz nasıl kesilir?", "imdat")[which // 4 % 3] if kind == "photo" else ""
    _sends(desk, caption, kind)


def _sends(desk: Desk, text: str, kind: str) -> None:
    desk.said += 1
    held = Held(str(desk.said), kind, text)
    desk.texts[held.message] = held
    pressed = typed_press(desk.chat, desk.view(), held)
    fixing = desk.chat.intake is not None and (desk.chat.intake.fixing or desk.chat.intake.taken)
    expects = desk.chat.expects
    effects = desk.act(
        conversation.on_message(desk.chat, desk.view(), held, read=read),
        lets_go=pressed in LETS_GO or fixing,
    )
    assert any(isinstance(one, SHOWN) or one in _added(effects) for one in effects), held
    if pressed is None and expects not in (Expects.MISSING, Expects.WORD):
        assert _kept(desk, held, effects), (held, effects, desk.chat)


def _added(effects: list[Effect]) -> list[Effect]:
    return [one for one in effects if isinstance(one, AddToTicket | OpenTicket)]


def _kept(desk: Desk, held: Held, effects: list[Effect]) -> bool:
    """The words were answered, or an expert has them, or they wait for one; or are a detail."""
    answered = any(isinstance(one, ShowAnswer | ShowPolicy | ShowQuestion) for one in effects)
    answered = answered or any(_of_talk(one) for one in effects)
    drafted = desk.chat.intake.messages if desk.chat.intake is not None else ()
    waits = held in desk.chat.held or held in drafted
    arrived = held.message in {message for _, message in desk.with_experts}
    intent = read(held.text)
    small = intent.outcome is Meaning.SMALLTALK or intent.wants_human
    noted = any(one.message == held.message for one in desk.chat.noted)
    number = held.text.isdecimal()
    return answered or waits or arrived or (held.kind == TEXT and (small or noted or number))


def _of_talk(effect: Effect) -> bool:
    """Whether it answers what was asked about the form, or about what was said."""
    keys = [words.key for words in effect.words] if isinstance(effect, Tell) else []
    return any(key.startswith(("form.", "remark.")) for key in keys)


def presses(desk: Desk, which: int) -> None:
    """Any button that was ever shown."""
    if not desk.pressable:
        return
    press = desk.pressable[which % len(desk.pressable)]
    outcome = conversation.on_press(desk.chat, desk.view(press), press, read=read)
    desk.act(outcome, lets_go=press in LETS_GO)


def commands(desk: Desk, which: int) -> None:
    """Any command, with or without words behind it."""
    names = sorted(COMMANDS)
    name = names[which % len(names)]
    desk.said += 1
    held = Held(str(desk.said), TEXT, "Çatımız akıyor" if which // len(names) % 2 else "")
    desk.texts[held.message] = held
    lets_go = name in ("iptal", "cancel")
    desk.act(on_command(desk.chat, desk.view(), name, held=held, read=read), lets_go=lets_go)


def expert(desk: Desk, which: int) -> None:
    """An expert replies, or closes."""
    if not desk.tickets:
        return
    number = which // 2 % len(desk.tickets) + 1
    if which % 2:
        desk.close(number)
    else:
        desk.tickets[number] = replace(desk.tickets[number], status=Status.PENDING)
        desk.asked = number


def waits(desk: Desk, _which: int) -> None:
    """So long that what waits is looked at again."""
    if desk.chat.patience is None:
        return
    effects = desk.act(conversation.on_time(desk.chat, desk.view()), lets_go=True)
    told = [one for one in effects if isinstance(one, Tell | AddToTicket | OpenTicket)]
    assert told or not desk.view().active


ACTS: list[Callable[[Desk, int], None]] = [
    says, says, says, says, sends, presses, presses, presses, commands, expert, expert, waits,
]  # fmt: skip
TURNS = 40
WALKS = 40  # of each of the tests


@pytest.mark.parametrize("seed", range(10))
def test_no_message_is_without_an_effect_that_somebody_sees(seed: int) -> None:
    """A walk that fails can be taken again: its dice are the test's own."""
    dice = Random(seed)
    for _ in range(WALKS):
        desk = Desk()
        for _ in range(TURNS):
            dice.choice(ACTS)(desk, dice.randrange(10_000))
