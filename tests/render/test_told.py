"""Words of the desk, policies and labels as they are shown."""

import pytest

from bot.domain.buttons import Ask, Home
from bot.domain.effects import ShowPolicy
from bot.domain.messages import Button, Message, bold, units
from bot.domain.words import Words
from bot.render.labels import labelled
from bot.render.screens import policy
from bot.render.styled import LONGEST
from bot.render.told import message
from tests.render.content import ENGLISH, labels, presses
from tests.render.html import html

ROWS = ((Button(Words("button.home"), Home()), Button("<b>", url="https://a.org")), ())


def test_texts_stand_one_below_the_other() -> None:
    """With what was filled in as text, and labels in words."""
    words = (Words("answer.about", {"label": "<x>"}), Words("menu.home"))
    told = message(words, ROWS, ENGLISH.phrases)
    assert html(told.text) == "What we understood: <i>&lt;x&gt;</i>\n\nSubjects"
    assert labels(told) == [["🏠 Main menu", "<b>"]]
    assert presses(told) == [Home(), "https://a.org"]


def test_what_is_told_fits_into_a_message() -> None:
    """Its first lines at least."""
    words = Words("answer.about", {"label": "line\n" * LONGEST})
    told = message((words,), (), ENGLISH.phrases)
    assert told.text.text.endswith("line\n…")
    assert units(told.text.text) <= LONGEST


def test_labels_are_words_and_no_row_is_empty() -> None:
    """The values of the buttons stay as they are."""
    shown = labelled((*ROWS, (Button("a", Ask()),)), ENGLISH.phrases)
    assert shown == (
        (Button("🏠 Main menu", Home()), Button("<b>", url="https://a.org")),
        (Button("a", Ask()),),
    )


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("own-work", "<b>Not your &lt;work&gt;</b>\n\nWe <i>don't</i>."),
        ("emergency-x", "Call <b>112</b>."),
    ],
)
def test_a_policy_with_the_way_on(code: str, seen: str) -> None:
    """A refusal says which rule; an emergency says at once what to do."""
    shown = policy(ShowPolicy(1, code, ROWS), ENGLISH)
    assert html(shown.text) == seen
    assert shown.buttons == labelled(ROWS, ENGLISH.phrases)


def test_a_policy_that_is_gone_offers_an_expert() -> None:
    """The buttons stay."""
    shown = policy(ShowPolicy(1, "gone", ROWS), ENGLISH)
    assert shown == message((Words("handoff.offer"),), ROWS, ENGLISH.phrases)
    assert shown != Message(bold("gone"))
