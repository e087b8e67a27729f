"""What follows when a contact changes a message that no ticket has.

Law: an emergency is heard in an edit as in a message; what was taken of the words is put right.
"""

from collections.abc import Callable
from dataclasses import replace

from bot.domain.chats import Chat, Expects, Held, Noted
from bot.domain.contact import intake, steps, summary
from bot.domain.contact.intake import Read
from bot.domain.contact.meanings import on_intent
from bot.domain.contact.outcome import EXPERT, HOME, Outcome
from bot.domain.contact.view import ContactView
from bot.domain.effects import Correct, KeepVote, Tell, tell
from bot.domain.messages import TEXT
from bot.domain.words import Words
from intents.understand import Intent
from intents.understand import Outcome as Meaning


def on_edited(chat: Chat, view: ContactView, held: Held, *, read: Read) -> Outcome:
    """The chat after a message was changed, and what is to be said about it."""
    before = _before(chat, held.message)
    if before == held.text or not held.text:
        return intake.edited(chat, held.message, held.text), []
    intent = read(held.text)
    chat = intake.edited(chat, held.message, held.text)
    if alarms(intent, before, read):
        return on_intent(chat, view, intent, held=(held,))
    if held.message in chat.let_go:
        return chat, [Tell(chat.id, (Words("draft.gone"),), ((EXPERT,), (HOME,)))]
    note = next((one for one in chat.noted[::-1] if one.message == held.message), None)
    if note is not None:
        return _put_right(chat, view, note, words=held.text)
    if chat.intake is not None and any(one.message == held.message for one in chat.intake.messages):
        return _summed_up_again(chat, view)
    asked = any(one.message == held.message for one in chat.held)
    if asked and chat.expects is None and held.kind == TEXT and _differs(intent, read(before)):
        return on_intent(chat, view, intent, held=(held,))
    return chat, []


def alarms(intent: Intent, before: str, read: Callable[[str], Intent]) -> bool:
    """Whether the changed words tell of an emergency that those before did not."""
    heard = bool(before) and read(before).outcome is Meaning.EMERGENCY
    return intent.outcome is Meaning.EMERGENCY and not heard


def _before(chat: Chat, message: str) -> str:
    """What the message held until now, where the chat remembers it."""
    noted = {one.message: one.words for one in chat.noted}
    drafted = chat.intake.messages if chat.intake is not None else ()
    return next((one.text for one in (*chat.held, *drafted) if one.message == message), "") or (
        noted.get(message, "")
    )


def _differs(now: Intent, before: Intent) -> bool:
    """Whether other words lead to another answer."""
    ids = [one.matches[0].id if one.matches else "" for one in (now, before)]
    return now.outcome is not before.outcome or ids[0] != ids[1]


def _summed_up_again(chat: Chat, view: ContactView) -> Outcome:
    """The summary shows what is sent: one that is on the screen is shown as it now is."""
    if chat.expects is not Expects.CONFIRM:
        return chat, []
    return steps.ask(chat, view, Expects.CONFIRM)


def _put_right(chat: Chat, view: ContactView, note: Noted, *, words: str) -> Outcome:
    """The detail, the reason or the word that was taken of the message."""
    fresh = replace(note, words=words)
    notes = tuple(fresh if one == note else one for one in chat.noted)
    chat = replace(chat, noted=notes)
    told = tell(chat.id, "edit.noted")
    match note.step:
        case Expects.MISSING:
            return chat, [KeepVote(chat.id, note.about or "", helped=False, reason=words), told]
        case Expects.WORD:
            number = int(note.about or 0)
            return chat, [Correct(chat.id, number, note.step, words, note.words), told]
    if chat.intake is not None:
        given = summary.with_detail(chat.intake, note.step, words)
        chat, shown = _summed_up_again(replace(chat, intake=given), view)
        return chat, shown or [told]
    return _in_ticket(chat, view, fresh, before=note.words)


def _in_ticket(chat: Chat, view: ContactView, note: Noted, *, before: str) -> Outcome:
    """A detail of a request that was sent meanwhile."""
    old = " ".join(before.split())[: summary.LONGEST_DETAIL]
    new = " ".join(note.words.split())[: summary.LONGEST_DETAIL]
    organisation = note.step is Expects.ORGANISATION
    sent = [
        one for one in view.tickets if (one.organisation if organisation else one.province) == old
    ]
    if not sent:
        return chat, []
    corrected = Correct(chat.id, sent[-1].number, note.step, new, old)
    return chat, [corrected, tell(chat.id, "edit.noted")]
