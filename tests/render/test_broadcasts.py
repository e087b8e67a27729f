"""A broadcast on its panel, the buttons below it, and an answer to share."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.domain.broadcasts import Broadcast, Progress, Status
from bot.domain.buttons import (
    CancelBroadcast,
    ChooseSubject,
    Compose,
    Preview,
    SendBroadcast,
    StopBroadcasts,
    WhyBroadcast,
)
from bot.domain.effects import ShowComposer, ShowPreview, ShowProgress
from bot.domain.messages import Button, Message
from bot.domain.people import Address, Spot
from bot.render.broadcasts import broadcast_buttons, cancelled, confirm, panel, progress
from bot.render.inline import search_card
from tests.render.content import ENGLISH, LINKS, labels, presses
from tests.render.html import html

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
SOURCE = Spot(Address("here", "7", group=True), "5")
BROADCAST = Broadcast(3, Status.DRAFT, frozenset({1}), SOURCE, by=1, created_at=NOW, recipients=20)


def test_the_composer_offers_a_preview_once_it_reaches_somebody() -> None:
    """And shows which subjects are chosen."""
    shown = panel(ShowComposer(BROADCAST, reach=2), ENGLISH)
    assert html(shown.text).startswith("<b>Preparing a broadcast</b>\n")
    assert "It now reaches 2 people." in shown.text.text
    assert labels(shown) == [
        ["✅ 1. Rules & law"],
        ["⬜ 2. Funds"],
        ["Preview (reaches 2)"],
        ["Cancel"],
    ]
    chosen = [ChooseSubject(3, 1), ChooseSubject(3, 2)]
    assert presses(shown) == [*chosen, Preview(3), CancelBroadcast(3)]
    nobody = panel(ShowComposer(BROADCAST, reach=0), ENGLISH)
    assert presses(nobody) == [*chosen, CancelBroadcast(3)]


def test_the_last_question_names_the_subjects_and_how_many() -> None:
    """One is counted as one."""
    shown = confirm(ShowPreview(BROADCAST, reach=1), ENGLISH)
    assert html(shown.text) == (
        "<b>The preview is below this message.</b>\nSubjects: Rules &amp; law\n"
        "It goes to 1 person. Let a second person read it first. Shall we send it?"
    )
    assert labels(shown) == [["📨 Send (to 1)"], ["Back", "Cancel"]]
    assert presses(shown) == [SendBroadcast(3), Compose(3), CancelBroadcast(3)]


def test_progress_fills_a_bar() -> None:
    """By tenths of the recipients."""
    shown = progress(ShowProgress(BROADCAST, Progress(sent=4, failed=1, waiting=15)), ENGLISH)
    assert shown == Message(shown.text)
    assert html(shown.text) == "Sending: 5 of 20\n▰▰▱▱▱▱▱▱▱▱"


def test_the_report_tells_of_troubles_only_where_there_are_some() -> None:
    """One line each."""
    ended = replace(BROADCAST, ended_at=NOW)
    well = progress(ShowProgress(ended, Progress(sent=20)), ENGLISH)
    assert html(well.text) == "<b>Broadcast finished: 20 of 20</b>\nDelivered: 20"
    badly = progress(ShowProgress(ended, Progress(sent=18, failed=2)), ENGLISH)
    assert badly.text.text == "Broadcast finished: 20 of 20\nDelivered: 18\nFailed: 2"


def test_a_cancelled_broadcast_has_no_buttons() -> None:
    """Only words."""
    assert cancelled(ENGLISH).text.text.startswith("The broadcast was cancelled")
    assert cancelled(ENGLISH).buttons == ()


def test_the_buttons_below_a_broadcast_stand_one_above_the_other() -> None:
    """Whoever wants no more of it finds out how at once."""
    assert broadcast_buttons(3, ENGLISH.phrases) == (
        (Button("Stop these updates", StopBroadcasts(3)),),
        (Button("Why did I get this?", WhyBroadcast(3)),),
    )


def test_an_answer_to_share() -> None:
    """Its title, its summary, and a link to the whole."""
    choice = ENGLISH.catalog.choice("en", "faq:1-1")
    assert choice is not None
    found = search_card(choice, LINKS)
    assert (found.id, found.title, found.summary) == (
        "faq_1-1",
        "Founding",
        "Seven people & a charter.",
    )
    assert html(found.text) == (
        "<b>We found an association.</b>\n\nSeven people &amp; a charter.\n\n"
        '<a href="https://t.me/desk_bot?start=faq_1-1">Founding</a>'
    )
