"""An answer as it is shown."""

from dataclasses import replace
from datetime import date

from bot.domain.buttons import (
    Helped,
    Home,
    MenuBelow,
    QuestionAfter,
    ReadOn,
    WriteToExpert,
)
from bot.domain.effects import ShowAnswer
from bot.domain.messages import units
from bot.render.screens import answer
from bot.render.screens.answers import passport
from bot.render.styled import LONGEST
from tests.render.content import ENGLISH, labels, presses
from tests.render.html import html

LIABILITY = "<i>This is our opinion; the decision is your organisation's.</i>"
OVERDUE = (
    "This answer is due for a new check. Before you decide, look at the sources or write to an "
    "expert."
)
SOURCES = (
    "<b>Sources</b>\n"
    '• <a href="https://example.org/law?a=1&amp;b=2">Law 5253 m.\u00a05</a>\n'
    "• A book\n\n"
)
CHECKED = f"Last checked: 2 May 2026\n{OVERDUE}\n{LIABILITY}"
SHARE = "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fdesk_bot%3Fstart%3Dfaq_1-1&text=Founding"


def test_a_short_answer_with_all_that_belongs_to_it() -> None:
    """What was understood, the organisation's own words, the answer, and its passport."""
    shown = answer(ShowAnswer(1, "faq:1-1", found=True), ENGLISH)
    assert html(shown.text) == (
        "What we understood: <i>Founding</i>\n\n<b>“We found an association.”</b>\n\n"
        "Seven people &amp; a charter.\n\nWrite a <u>charter</u>.\n\n• Sign it.\n\n"
        f"{SOURCES}{CHECKED}"
    )
    assert presses(shown) == [
        Helped("faq:1-1", yes=True),
        Helped("faq:1-1", yes=False),
        SHARE,
        WriteToExpert("faq:1-1"),
        MenuBelow("faq", 1),
        Home(),
    ]
    assert labels(shown)[0] == ["👍 This helped", "👎 It didn't"]


def test_an_answer_says_what_it_was_checked_against() -> None:
    """A date alone would claim that all of it was compared with the law of that day."""
    choice = ENGLISH.catalog.choice("en", "faq:1-1")
    assert choice is not None
    against = replace(choice, checked_against="the law of 1 May 2026")
    text = passport(against, ENGLISH, room=LONGEST).text
    assert "Last checked: 2 May 2026, against: the law of 1 May 2026\n" in text


def test_an_answer_within_its_date_is_not_called_overdue() -> None:
    """From the next day on it is."""
    choice = ENGLISH.catalog.choice("en", "faq:1-1")
    assert choice is not None
    for today, overdue in ((date(2026, 11, 1), False), (date(2026, 11, 2), True)):
        text = passport(choice, replace(ENGLISH, today=today), room=LONGEST).text
        assert (OVERDUE in text) == overdue


def test_a_passport_gives_up_its_sources_where_there_is_little_room() -> None:
    """The last ones first; who decides is always said."""
    choice = ENGLISH.catalog.choice("en", "faq:1-1")
    assert choice is not None
    whole = passport(choice, ENGLISH, room=LONGEST)
    short = passport(choice, ENGLISH, room=units(whole.text) - 1)
    assert html(whole) == f"{SOURCES}{CHECKED}"
    assert "A book" not in short.text
    assert "Law 5253" in short.text
    assert html(passport(choice, ENGLISH, room=0)) == CHECKED


def test_a_long_answer_is_read_on_piece_by_piece() -> None:
    """The last piece carries the passport; one that is gone shows the last."""
    first = answer(ShowAnswer(1, "faq:1-2"), ENGLISH)
    assert html(first.text).startswith("<b>“Long.”</b>\n\nword word")
    assert LIABILITY not in html(first.text)
    assert presses(first) == [ReadOn("faq:1-2", 1)]
    assert labels(first) == [["Read on (2 of 3)"]]
    last = answer(ShowAnswer(1, "faq:1-2", part=2), ENGLISH)
    assert last == answer(ShowAnswer(1, "faq:1-2", part=9), ENGLISH)
    assert html(last.text).endswith(f"word\n\n{LIABILITY}")
    assert units(first.text.text) <= LONGEST


def test_guidance_leads_on_to_the_next_question() -> None:
    """Not back to a menu, for a series has none."""
    shown = answer(ShowAnswer(1, "assessment:1-2"), ENGLISH)
    assert presses(shown)[-2:] == [QuestionAfter(1), Home()]
