"""What a contact's typed commands lead to, with or without words behind them.

Law: pure, like the conversation; an emergency is heard behind every command.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.domain.chats import Chat, Expects, Held
from bot.domain.contact import (
    appointments,
    assessment,
    booking,
    home,
    intake,
    phone,
    placing,
    subscriptions,
    tickets,
)
from bot.domain.contact.conversation import ask_how
from bot.domain.contact.intake import Read
from bot.domain.contact.meanings import on_intent
from bot.domain.contact.outcome import Outcome, without_step
from bot.domain.contact.view import SUBJECTS, ContactView
from bot.domain.effects import tell
from bot.domain.links import target_of
from intents.understand import Outcome as Meaning


@dataclass(frozen=True, slots=True)
class Typed:
    """A command's own message, whose text is the words after the command."""

    held: Held
    read: Read

    @property
    def words(self) -> str:
        """The words after the command."""
        return self.held.text.strip()


Command = Callable[[Chat, ContactView, Typed], Outcome]


def _start(chat: Chat, view: ContactView, typed: Typed) -> Outcome:
    """`/start`: a greeting, or whatever the deep link names."""
    if typed.words:
        target = target_of(typed.words)
        return home.open_id(replace(chat, known=True), view, target)
    return home.home(chat if _draft(chat) else replace(chat, intake=None))


def _draft(chat: Chat) -> bool:
    return chat.intake is not None and bool(chat.intake.messages)


def on_command(chat: Chat, view: ContactView, name: str, *, held: Held, read: Read) -> Outcome:
    """A typed command, in Turkish or English, with the words after it; an unknown one shows what
    there is.
    """
    typed = Typed(held, read)
    if typed.words:
        intent = read(typed.words)
        if intent.outcome is Meaning.EMERGENCY:  # heard behind every command
            return on_intent(chat, view, intent, held=(held,))
    act = COMMANDS.get(name)
    if act is None:
        return chat, [tell(chat.id, "command.unknown")]
    if act is _expert:  # which takes along what waits
        return act(chat, view, typed)
    if act is _cancel and chat.expects is Expects.PLACE:
        return placing.drop(chat)
    chat, delivered = placing.settle(chat, view)
    chat, effects = act(replace(chat, placed=None), view, typed)
    return chat, [*delivered, *effects]


def _open(chat: Chat, view: ContactView, typed: Typed) -> Outcome:
    wanted = typed.words.replace(".", "-")
    if not wanted:
        return home.open_subjects(chat, view)
    return home.open_id(chat, view, wanted if ":" in wanted else f"{SUBJECTS}:{wanted}")


def _ask(chat: Chat, view: ContactView, typed: Typed) -> Outcome:
    """The question behind the command, or the next words are one."""
    if not typed.words:
        return ask_how(chat)
    chat, effects = on_intent(without_step(chat), view, typed.read(typed.words), held=(typed.held,))
    ways = placing.offered(view, typed.held) if typed.held in chat.held else ()
    return chat, placing.with_ways(chat.id, effects, ways)


def _expert(chat: Chat, view: ContactView, typed: Typed) -> Outcome:
    """A request to the experts; words behind the command are its first."""
    if not typed.words:
        return intake.start(chat, view)
    return intake.start(replace(chat, held=(*chat.held, typed.held)), view)


def _cancel(chat: Chat, view: ContactView, typed: Typed) -> Outcome:
    if chat.booking is not None:
        return booking.cancel(chat)
    if chat.intake is not None:
        return intake.cancel(chat)
    return _menu(without_step(chat), view, typed)


def _menu(chat: Chat, _view: ContactView, _typed: Typed) -> Outcome:
    return home.home(chat, greeting="home.short")


def _privacy(chat: Chat, _view: ContactView, _typed: Typed) -> Outcome:
    return chat, [tell(chat.id, "privacy")]


def _help(chat: Chat, _view: ContactView, _typed: Typed) -> Outcome:
    return chat, [tell(chat.id, "help")]


COMMANDS: Mapping[str, Command] = {
    "start": _start,
    "menu": _menu,
    "konular": _open,
    "topics": _open,
    "degerlendirme": lambda chat, view, _: assessment.welcome(chat, view),
    "assessment": lambda chat, view, _: assessment.welcome(chat, view),
    "sor": _ask,
    "ask": _ask,
    "uzman": _expert,
    "expert": _expert,
    "taleplerim": lambda chat, view, _: tickets.listing(chat, view),
    "tickets": lambda chat, view, _: tickets.listing(chat, view),
    "duyurular": lambda chat, view, _: subscriptions.listing(chat, view),
    "updates": lambda chat, view, _: subscriptions.listing(chat, view),
    "dil": lambda chat, _view, _: home.languages(chat),
    "language": lambda chat, _view, _: home.languages(chat),
    "telefon": lambda chat, view, _: phone.reply(chat, view),
    "phone": lambda chat, view, _: phone.reply(chat, view),
    "randevu": lambda chat, view, _: appointments.listing(chat, view),
    "appointments": lambda chat, view, _: appointments.listing(chat, view),
    "gizlilik": _privacy,
    "privacy": _privacy,
    "yardim": _help,
    "help": _help,
    "iptal": _cancel,
    "cancel": _cancel,
}
