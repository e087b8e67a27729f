"""Record what the rules decided: the only writer of effects. Every effect is named here; none is
forgotten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never

from bot.domain import effects as fx
from bot.domain.deliveries import Draft, Lane
from bot.render import screens
from bot.render.screens import Screen
from bot.storage import contacts, tickets
from bot.storage.books import Tx
from handlers.desk import Desk


@dataclass(frozen=True, slots=True)
class Recorder:
    """Where and when effects are recorded, and in whose language they are said."""

    tx: Tx
    desk: Desk
    language: str
    now: datetime

    def all(self, effects: Iterable[fx.Effect]) -> list[Draft]:
        """Write every effect; the deliveries that they owe."""
        return [draft for effect in effects for draft in self.one(effect)]

    def one(self, effect: fx.Effect) -> list[Draft]:
        """Write one effect; the deliveries that it owes."""
        match effect:
            case fx.Say():
                return [self._say(effect)]
            case fx.Toast():
                return [
                    toast(
                        effect,
                        self.desk.speech(self.language).plain(effect.words)
                        if effect.words
                        else None,
                    )
                ]
            case fx.Vote():
                contacts.vote(
                    self.tx,
                    effect.chat_id,
                    effect.answer_id,
                    helped=effect.helped,
                    reason=effect.reason,
                    now=self.now,
                )
            case fx.KeepQuery(query, outcome):
                best, confidence = effect.best, effect.confidence
                contacts.keep_query(
                    self.tx, query, outcome, best=best, confidence=confidence, now=self.now
                )
            case fx.KeepLevel():
                contacts.keep_level(
                    self.tx,
                    effect.chat_id,
                    effect.question_id,
                    choice_id=effect.choice_id,
                    now=self.now,
                )
            case fx.ForgetLevels():
                contacts.forget_levels(self.tx, effect.chat_id)
            case fx.Subscribe():
                contacts.subscribe(
                    self.tx, effect.chat_id, effect.topic, on=effect.on, now=self.now
                )
            case fx.OpenTicket() | fx.AddToTicket() | fx.ContactStep():
                return self._ticket(effect)
            case _:
                return [self._show(effect)]
        return []

    def _ticket(self, effect: fx.OpenTicket | fx.AddToTicket | fx.ContactStep) -> list[Draft]:
        from handlers import (
            tickets as work,  # the two rooms call each other: a ticket is told to its contact here
        )

        match effect:
            case fx.OpenTicket():
                return work.open_ticket(self, effect)
            case fx.AddToTicket():
                return work.contact_wrote(self, effect.ticket, effect.messages)
            case fx.ContactStep():
                return work.contact_step(self, effect)
        assert_never(effect)

    def _show(
        self, effect: fx.ShowQuestion | fx.ShowAnswer | fx.ShowPolicy | fx.ShowStep | fx.ShowProfile
    ) -> Draft:
        stage = self.desk.stage(self.language, self.now)
        match effect:
            case fx.ShowQuestion():
                return message(effect.chat_id, screens.question(effect, stage), edit=effect.edit)
            case fx.ShowAnswer():
                return message(effect.chat_id, screens.answer(effect, stage))
            case fx.ShowPolicy():
                return message(effect.chat_id, screens.policy(effect, stage))
            case fx.ShowStep():
                return message(effect.chat_id, screens.step(effect, stage), edit=effect.edit)
            case fx.ShowProfile():
                return message(effect.chat_id, screens.profile(effect, stage))
        assert_never(effect)

    def _say(self, effect: fx.Say) -> Draft:
        speech = self.desk.speech(self.language)
        screen = Screen(
            screens.plain(effect.words, speech), screens.keyboard(effect.buttons, speech)
        )
        then: Mapping[str, Any] = {}
        if effect.ticket is not None:
            row = tickets.Message(0, effect.ticket, "desk", "text", None, None)
            then = {"do": "placed-chat", "message": tickets.add_message(self.tx, row, self.now)}
        return message(
            effect.chat_id,
            screen,
            edit=effect.edit,
            reply_to=effect.reply_to,
            lane=effect.lane,
            then=then,
        )


def message(
    chat_id: int,
    screen: Screen,
    *,
    edit: int | None = None,
    reply_to: int | None = None,
    thread_id: int | None = None,
    lane: Lane = Lane.REPLY,
    then: Mapping[str, Any] | None = None,
    key: str | None = None,
    slot: str | None = None,
) -> Draft:
    """A screen as the one call that shows it: a new message, or an earlier one changed in place."""
    payload: dict[str, Any] = {
        "chat_id": chat_id,
        "text": screen.html,
        "parse_mode": "HTML",
        "link_preview_options": {"is_disabled": True},
    }
    if screen.keyboard:
        payload["reply_markup"] = {"inline_keyboard": screen.keyboard}
    if edit is not None:
        payload["message_id"] = edit
    elif reply_to is not None:
        payload["reply_parameters"] = {"message_id": reply_to, "allow_sending_without_reply": True}
    if thread_id is not None and edit is None:
        payload["message_thread_id"] = thread_id
    method = "sendMessage" if edit is None else "editMessageText"
    return Draft(method, payload, lane, chat_id=chat_id, then=then or {}, key=key, slot=slot)


def toast(effect: fx.Toast, text: str | None) -> Draft:
    """The answer to a tap; Telegram allows 200 characters."""
    payload: dict[str, Any] = {"callback_query_id": effect.tap_id}
    if text:
        payload |= {"text": text[:200], "show_alert": effect.alert}
    return Draft("answerCallbackQuery", payload, Lane.TAP)
