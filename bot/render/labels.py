"""Buttons as they are shown. Law: in a message every label is words, and no row is empty."""

from bot.domain.messages import Button, Rows
from bot.render.phrases import Phrases


def labelled(rows: Rows, phrases: Phrases) -> Rows:
    """The buttons with their labels in words."""
    return tuple(
        tuple(Button(phrases.label(button.label), button.press, button.url) for button in row)
        for row in rows
        if row
    )
