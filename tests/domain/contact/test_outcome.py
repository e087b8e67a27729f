"""What rules give back: what numbers choose, and a chat with nothing half done."""

from bot.domain import buttons
from bot.domain.chats import Expects
from bot.domain.contact.outcome import EXPERT, HOME, numbered, without_step
from bot.domain.messages import Button
from bot.domain.words import Words
from tests.domain.contact.talk import contact, held


def test_numbers_choose_what_says_something_to_the_desk_row_by_row() -> None:
    rows = ((HOME, Button("Yasa", url="https://example.org")), (EXPERT, Button("Evet", HOME.press)))
    assert numbered(rows) == (("button.home", "h"), ("button.expert", "x|"), ("Evet", "h"))
    assert numbered(()) == ()


def test_the_ways_home_and_to_an_expert_are_called_everywhere_alike() -> None:
    assert Button(Words("button.home"), buttons.Home()) == HOME
    assert Button(Words("button.expert"), buttons.WriteToExpert()) == EXPERT


def test_only_the_step_is_left() -> None:
    chat = contact(expects=Expects.ADD, about="3", held=(held("x"),), question="faq:1").chat
    calm = without_step(chat)
    assert (calm.expects, calm.about) == (None, None)
    assert (calm.held, calm.question) == (chat.held, chat.question)
