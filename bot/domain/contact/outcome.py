"""What every rule of the contact's side gives back, and what many of them do to a chat."""

from dataclasses import replace

from bot.domain import buttons, codes
from bot.domain.chats import BOOKING, FORM, Chat, Expects, Held, Noted
from bot.domain.effects import Effect
from bot.domain.messages import Button, Rows
from bot.domain.words import Words

Outcome = tuple[Chat, list[Effect]]
Options = tuple[tuple[str, str], ...]  # what a typed number chooses: (label, code)

_MOST_NOTED = 8  # messages that can still be changed

HOME = Button(Words("button.home"), buttons.Home())
TICKETS = Button(Words("home.tickets"), buttons.ListTickets())
EXPERT = Button(Words("button.expert"), buttons.WriteToExpert())


def without_step(chat: Chat) -> Chat:
    """The chat without anything half done that the next words would go to, nor its numbers."""
    options = () if chat.expects in FORM | BOOKING else chat.options
    return replace(chat, expects=None, about=None, options=options)


def noting(chat: Chat, held: Held, step: Expects, *, about: str | None = None) -> Chat:
    """The chat that remembers which message an answer was taken from, should it be changed."""
    note = Noted(held.message, step, held.text, about)
    return replace(chat, noted=(*chat.noted, note)[-_MOST_NOTED:])


def counted(rows: Rows) -> Options:
    """The buttons as what their numbers choose, where their labels hold more than a name."""
    presses = (button.press for row in rows for button in row if button.press is not None)
    return tuple((str(n), codes.encode(press)) for n, press in enumerate(presses, start=1))


def numbered(rows: Rows) -> Options:
    """The buttons as what their numbers choose; a label from the catalogs by its name there."""
    return tuple(
        (button.label.key if isinstance(button.label, Words) else button.label, code)
        for row in rows
        for button in row
        if button.press is not None and (code := codes.encode(button.press))
    )
