"""Buttons as they are shown. Law: in a message every label is words, and no row is empty."""

from dataclasses import replace

from bot.domain.messages import Rows
from bot.render.phrases import Phrases


def labelled(rows: Rows, phrases: Phrases) -> Rows:
    """The buttons with their labels in words."""
    return tuple(
        tuple(replace(button, label=phrases.label(button.label)) for button in row)
        for row in rows
        if row
    )
