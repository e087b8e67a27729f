"""Record what the rules decided: the only writer of effects. Every effect is named here."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import assert_never

from bot.domain import broadcast_effects as bx
from bot.domain import effects as fx
from bot.domain.chats import Chat
from bot.domain.desk import tickets as rules
from bot.domain.messages import AnswerTap, Edit, Message, React, Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Address, Place, Role, Spot
from bot.domain.results import FollowUp, KeepChatPlaces
from bot.domain.tickets import Author, Step, Ticket, TicketMessage
from bot.domain.words import Words
from bot.render import screens
from bot.render.invitation import invitation
from bot.render.told import message
from bot.storage import (
    assessments,
    audit,
    broadcasts,
    chats,
    messages,
    queries,
    tickets,
    votes,
)
from handlers import albums, appointments, calls, composer, holding, relay, standing, subscribers
from handlers.cards import refresh, thread
from handlers.work import Work

ARRIVED = "👍"
EMERGENCY = "emergency"  # the kind of a policy whose lines come before all else


@dataclass(frozen=True, slots=True)
class Tap:
    """A pressed button that waits to be answered; `of` is the contact who pressed it."""

    platform: str
    tap: str
    of: Address | None = None


def record(
    work: Work, effects: Iterable[fx.Effect], *, chat: Chat | None = None, tap: Tap | None = None
) -> list[Draft]:
    """Write every effect; the deliveries that they owe.

    `chat` is the contact's whom most of them are for; `tap` the button that was pressed.
    """
    recorder = _Recorder(work, chat, tap)
    return [draft for effect in effects for draft in recorder.one(effect)]


@dataclass(frozen=True, slots=True)
class _Recorder:
    work: Work
    chat: Chat | None
    tap: Tap | None

    def one(self, effect: fx.Effect) -> list[Draft]:
        if isinstance(effect, fx.Shown):
            return self._shown(effect)
        if isinstance(effect, fx.Kept):
            self._keep(effect)
            return []
        if isinstance(effect, fx.TicketEffect):
            return self._ticket(effect)
        if isinstance(effect, fx.BookingEffect):
            return self.all(appointments.of_contact(self.work, effect))
        if isinstance(effect, fx.DeskEffect):
            return self._desk(effect)
        if isinstance(effect, bx.BroadcastEffect):
            return composer.shown(self.work, effect)
        match effect:
            case fx.Tell():
                return self._tell(effect)
            case fx.Answer():
                return self._answer(effect)
            case fx.Invite():
                return self._invite(effect)
        assert_never(effect)

    def _contact(self, contact: int) -> Chat:
        """The chat of a contact; every contact has one."""
        if self.chat is not None and self.chat.id == contact:
            return self.chat
        found = chats.get(self.work.tx, contact)
        assert found is not None, contact
        return found

    def _shown(self, effect: fx.Shown) -> list[Draft]:
        chat = self._contact(effect.contact)
        context = self.work.context(chat.language)
        match effect:
            case fx.ShowQuestion():
                return [_said(chat, screens.question(effect, context), edit=effect.edit)]
            case fx.ShowAnswer():
                return [_said(chat, screens.answer(effect, context))]
            case fx.ShowPolicy():
                shown = screens.policy(effect, context)
                said = _said(chat, shown, then=self._of_ticket(effect.ticket, shown))
                policy = context.catalog.policy(context.language, effect.code)
                urgent = policy is not None and policy.kind == EMERGENCY
                return [replace(said, lane=Lane.URGENT) if urgent else said]
            case fx.ShowStep():
                return [_said(chat, screens.step(effect, context), edit=effect.edit)]
            case fx.ShowProfile():
                return [_said(chat, screens.profile(effect, context))]
        assert_never(effect)

    def _tell(self, effect: fx.Tell) -> list[Draft]:
        chat = self._contact(effect.contact)
        said = message(effect.words, effect.buttons, self.work.desk.phrases(chat.language))
        then = self._of_ticket(effect.ticket, said)
        said = replace(said, reply_to=effect.reply_to)
        return [replace(_said(chat, said, edit=effect.edit, then=then), slot=effect.slot)]

    def _invite(self, effect: fx.Invite) -> list[Draft]:
        chat = self._contact(effect.appointment.contact)
        place = Place(chat.address)
        return [Draft(invitation(effect.appointment, place, self.work.context(chat.language)))]

    def _of_ticket(self, ticket: int | None, said: Message) -> FollowUp | None:
        """What the desk says about a ticket is one of its messages: a reply to it is known."""
        if ticket is None:
            return None
        row = TicketMessage(0, ticket, Author.DESK, said.kind, said.text.text)
        return KeepChatPlaces((messages.add(self.work.tx, row, self.work.now),), ticket)

    def _answer(self, effect: fx.Answer) -> list[Draft]:
        if self.tap is not None:
            phrases = self.work.context(self.chat.language if self.chat else None).phrases
            words = phrases.plain(effect.words) if effect.words else ""
            act = AnswerTap(self.tap.platform, self.tap.tap, words, effect.alert)
            return [Draft(act, Lane.TAP, of=self.tap.of)]
        if self.chat is None or effect.words is None:
            return []
        return self._tell(fx.Tell(self.chat.id, (effect.words,)))

    def _keep(self, effect: fx.Kept) -> None:
        tx, now = self.work.tx, self.work.now
        match effect:
            case fx.KeepVote(contact, answer_id, helped, reason):
                votes.keep(tx, contact, answer_id, helped=helped, reason=reason, now=now)
            case fx.KeepQuery(query, outcome, best, confidence):
                queries.keep(tx, query, outcome, best=best, confidence=confidence, now=now)
            case fx.KeepLevel(contact, question_id, choice_id):
                assessments.keep(tx, contact, question_id, choice_id=choice_id, now=now)
            case fx.ForgetLevels(contact):
                assessments.forget(tx, contact)
            case fx.Subscribe(contact, subject, on):
                subscribers.turn(self.work, contact, subject, on=on)
            case fx.KeepAppointment():
                appointments.keep(self.work, effect.appointment)
            case bx.KeepBroadcast():
                broadcasts.save(tx, effect.broadcast)
            case bx.KeepStop(broadcast, people):
                broadcasts.stopped(tx, broadcast, people)
            case fx.KeepStep():
                tickets.save(tx, effect.ticket)
                number, about = effect.ticket.number, effect.about
                tickets.note(tx, number, effect.step, at=now, by=effect.by, about=about)
                if effect.step is Step.CORRECT:
                    tickets.find_anew(tx, effect.ticket)
            case fx.KeepDeed():
                audit.note(tx, effect, now)
            case _:
                assert_never(effect)

    def _ticket(self, effect: fx.TicketEffect) -> list[Draft]:
        """What a contact wants of a ticket: the same rules decide as for the experts."""
        contact = Actor(effect.contact, "", Role.CONTACT)
        if isinstance(effect, fx.OpenTicket):
            ticket = rules.opened(effect.intake, effect.contact, effect.language, now=self.work.now)
            ticket = tickets.open(self.work.tx, ticket)
            held = effect.intake.messages
            view = replace(self.work.view, crowded=standing.is_crowded(self.work))
            return self.all(rules.welcomed(ticket, held, contact, view=view))
        found = tickets.current(self.work.tx, effect.ticket)
        if found is None:
            return []
        if isinstance(effect, fx.Withdraw):
            return self._withdraw(found, effect, contact)
        request = self._request(effect)
        _, then = rules.decide(found, request, contact, view=self.work.view)
        return self.all(_in_chat(one, effect.contact) for one in then)

    def _withdraw(self, ticket: Ticket, effect: fx.Withdraw, contact: Actor) -> list[Draft]:
        """The message is no longer the ticket's, and its experts read that."""
        spot = Spot(self._contact(effect.contact).address, effect.message)
        alone, told = relay.withdraw(self.work, ticket, spot)
        _, then = rules.decide(ticket, rules.Withdrew(alone), contact, view=self.work.view)
        return [*told, *self.all(then)]

    def _request(self, effect: fx.AddToTicket | fx.OwnTicket | fx.Correct) -> rules.Request:
        if isinstance(effect, fx.AddToTicket):
            return rules.Wrote(effect.messages, self._joins(effect), effect.alarm, effect.heard)
        if isinstance(effect, fx.Correct):
            return rules.Corrected(effect.step, effect.words, effect.before)
        if effect.step is Step.RATE:
            return rules.Rate(effect.stars, effect.words, effect.message)
        return effect.step

    def _joins(self, added: fx.AddToTicket) -> bool:
        """Whether it is one more picture of an album that is on its way to a ticket."""
        if len(added.messages) != 1:
            return False
        chat, album = self._contact(added.contact).address, added.messages[0].album
        return albums.ticket_of(self.work, chat, album) is not None

    def all(self, effects: Iterable[fx.Effect]) -> list[Draft]:
        return [draft for effect in effects for draft in self.one(effect)]

    def _desk(self, effect: fx.DeskEffect) -> list[Draft]:
        match effect:
            case fx.KeepMessages():
                return self._keep_messages(effect)
            case fx.PassOn():
                chat = self._contact(effect.ticket.contact)
                return [relay.to_contact(self.work, effect, chat.address)]
            case fx.MoveMessages(of, to):
                return relay.moved(self.work, of, to)
            case fx.Hint(ticket, at, words, once):
                said = message((words,), (), self.work.context().phrases)
                say = Say(ticket.place or Place(at.chat), replace(said, reply_to=at.message))
                return [Draft(say, Lane.RELAY, key=once)]
            case fx.HoldBack():
                return holding.held(self.work, effect)
            case fx.Acknowledge(contact, message_id):
                spot = Spot(self._contact(contact).address, message_id)
                return [Draft(React(spot, ARRIVED))]
            case fx.MakeThread(ticket):
                return thread(self.work, ticket)
            case fx.ShowCard(ticket, face):
                return refresh(self.work, ticket, face)
            case fx.CallExperts():
                return calls.in_thread(self.work, effect)
            case fx.CallEverybody(ticket):
                return calls.emergency(self.work, ticket)
        assert_never(effect)

    def _keep_messages(self, effect: fx.KeepMessages) -> list[Draft]:
        """Where there is no thread yet, they are safe with the desk, and the contact hears so."""
        ticket, how = effect.ticket, effect.heard
        chat = self._contact(ticket.contact)
        later = how if ticket.place is not None else None
        kept = relay.keep(self.work, ticket, effect.messages, chat=chat.address, heard=later)
        lane = Lane.URGENT if effect.urgent and relay.is_heard(self.work, ticket) else Lane.RELAY
        drafts = relay.to_staff(self.work, ticket, kept, lane=lane)
        if how is None or later is not None:
            return drafts
        last = effect.messages[-1].message
        return self.one(rules.heard(ticket, how, last, view=self.work.view))


def _in_chat(effect: fx.Effect, contact: int) -> fx.Effect:
    """A contact is answered in the chat, where the answer stays to be read."""
    if isinstance(effect, fx.Answer) and effect.words is not None:
        return fx.Tell(contact, (effect.words,))
    return effect


def _said(
    chat: Chat, said: Message, *, edit: str | None = None, then: FollowUp | None = None
) -> Draft:
    """A screen as the one act that shows it: a new message, or an earlier one changed in place."""
    if edit is not None:
        return Draft(Edit(Spot(chat.address, edit), said), then=then)
    return Draft(Say(Place(chat.address), said), then=then)


def in_staff(work: Work, place: Place, *words: Words) -> Draft:
    """A word of the desk in the staff group."""
    return Draft(Say(place, message(words, (), work.context().phrases)), Lane.RELAY)
