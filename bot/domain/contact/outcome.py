"""What every rule of the contact's side gives back, and what many of them do to a chat."""

from dataclasses import replace

from bot.domain import buttons, codes
from bot.domain.chats import Chat
from bot.domain.effects import Effect
from bot.domain.messages import Button, Rows
from bot.domain.words import Words

Outcome = tuple[Chat, list[Effect]]
Options = tuple[tuple[str, str], ...]  # what a typed number chooses: (label, code)

HOME = Button(Words("button.home"), buttons.Home())
EXPERT = Button(Words("button.expert"), buttons.WriteToExpert())


def without_step(chat: Chat) -> Chat:
    """The chat without anything half done that the next words would go to."""
    return replace(chat, expects=None, about=None)


def numbered(rows: Rows) -> Options:
    """The buttons as what their numbers choose; a label from the catalogs by its name there."""
    return tuple(
        (button.label.key if isinstance(button.label, Words) else button.label, code)
        for row in rows
        for button in row
        if button.press is not None and (code := codes.encode(button.press))
    )
