"""An update that can't be handled is set aside, never in silence."""

from bot.domain.buttons import encode
from bot.domain.deliveries import Draft, Lane
from bot.domain.effects import Button, Words
from bot.render.screens import Screen, keyboard
from handlers.desk import Desk
from handlers.record import message
from handlers.tickets import thread_words


def set_aside(chat_id: int, update_id: int, desk: Desk) -> list[Draft]:
    """A word to the contact and to the desk about an update that failed five times."""
    drafts = []
    speech = desk.speech(desk.default_language)
    if chat_id > 0:
        rows = (
            (
                Button(Words("button.expert"), encode("x", "")),
                Button(Words("button.home"), encode("h")),
            ),
        )
        screen = Screen(speech.text("error.set-aside"), keyboard(rows, speech))
        drafts.append(message(chat_id, screen, lane=Lane.REPLY))
    if desk.staff_chat_id is not None:
        drafts.append(thread_words(desk, None, "error.set-aside-staff", id=update_id))
    return drafts
