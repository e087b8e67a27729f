"""A broadcast on its panel, the buttons below it, and an answer to share."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.broadcast_effects import ShowComposer, ShowPreview, ShowProgress, ShowTimes
from bot.domain.broadcasts import Broadcast, Progress, Reach, Status
from bot.domain.buttons import StopBroadcasts, WhyBroadcast
from bot.domain.composer_buttons import (
    CancelBroadcast,
    ChooseSubject,
    ChooseTime,
    Compose,
    PauseBroadcast,
    Preview,
    RefreshReport,
    ResumeBroadcast,
    SendBroadcast,
    SetTime,
)
from bot.domain.messages import Button, Message, Text
from bot.domain.people import Address, Spot
from bot.render.broadcasts import broadcast_buttons, cancelled, confirm, look, panel, times
from bot.render.inline import search_card
from bot.render.sending import progress
from tests.render.content import ENGLISH, LINKS, labels, presses
from tests.render.html import html

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
SOURCE = Spot(Address("here", "7", group=True), "5")
BROADCAST = Broadcast(3, Status.DRAFT, frozenset({1}), SOURCE, by=1, created_at=NOW, recipients=20)


WRITTEN = replace(BROADCAST, versions={"tr": (Message(Text("Yeni")),)}, edition=2)


def test_the_composer_offers_a_preview_once_it_reaches_somebody() -> None:
    """And shows which subjects are chosen, when it goes out, and in which languages it is."""
    shown = panel(ShowComposer(WRITTEN, Reach({"tr": 2})), ENGLISH)
    assert html(shown.text).startswith("<b>Preparing a broadcast</b>\n")
    assert "It now reaches 2 people." in shown.text.text
    assert "Written in: Turkish." in shown.text.text
    assert labels(shown) == [
        ["✅ 1. Rules & law"],
        ["⬜ 2. Funds"],
        ["🕒 When: once confirmed"],
        ["Preview (reaches 2)"],
        ["Cancel"],
    ]
    chosen = [ChooseSubject(3, 1), ChooseSubject(3, 2), ChooseTime(3)]
    assert presses(shown) == [*chosen, Preview(3), CancelBroadcast(3)]
    nobody = panel(ShowComposer(BROADCAST, Reach()), ENGLISH)
    assert presses(nobody) == [*chosen, CancelBroadcast(3)]


def test_a_correction_has_neither_subjects_nor_time_of_its_own() -> None:
    shown = panel(ShowComposer(replace(WRITTEN, corrects=2), Reach({"tr": 1})), ENGLISH)
    assert "Correcting broadcast 2\n1 person has it" in shown.text.text
    assert presses(shown) == [Preview(3), CancelBroadcast(3)]


def test_the_times_and_how_another_is_said() -> None:
    at = NOW + timedelta(hours=2)
    shown = times(ShowTimes(BROADCAST, (at,)), ENGLISH)
    minute = int(at.timestamp()) // 60
    assert presses(shown) == [SetTime(3, 0), SetTime(3, minute), Compose(3)]
    assert "/broadcast 5.12 14:30" in shown.text.text


def test_the_last_question_names_the_subjects_and_how_many() -> None:
    """One is counted as one."""
    shown = confirm(ShowPreview(WRITTEN, Reach({"tr": 1})), ENGLISH, "tr")
    assert html(shown.text).startswith(
        "<b>The preview is below this message.</b>\nSubjects: Rules &amp; law\n"
        "It goes to 1 person.\nWhat you see in the preview"
    )
    assert labels(shown) == [["📨 Send (to 1)"], ["Back", "Cancel"]]
    assert presses(shown) == [SendBroadcast(3, 2), Compose(3), CancelBroadcast(3)]


def test_who_gets_another_language_than_their_own_is_told_before_it_is_sent() -> None:
    only = confirm(ShowPreview(WRITTEN, Reach({"tr": 5, "en": 2})), ENGLISH, "tr").text.text
    assert "Turkish: 5 get it in their own language." in only
    assert "English: 2 get the Turkish text; the buttons are in their own language." in only
    both = replace(WRITTEN, versions={**WRITTEN.versions, "en": (Message(Text("New")),)})
    shown = confirm(ShowPreview(both, Reach({"tr": 5, "en": 2})), ENGLISH, "tr").text.text
    assert "English: 2 get it in their own language." in shown


def test_its_time_stands_above_the_last_question() -> None:
    shown = confirm(ShowPreview(replace(WRITTEN, at=NOW), Reach({"tr": 5})), ENGLISH, "tr")
    assert "When: Wednesday, 25 November" in shown.text.text


def test_a_broadcast_looks_as_it_was_written_with_the_buttons_in_the_reader_s_words() -> None:
    [message] = look(WRITTEN, ENGLISH, "tr").messages
    assert (message.text.text, message.buttons) == ("Yeni", broadcast_buttons(3, ENGLISH.phrases))
    album = replace(WRITTEN, versions={"tr": (Message(kind="photo", file="F"),) * 2})
    shown = look(album, ENGLISH, "tr")
    assert len(shown.messages) == 2
    assert shown.below is not None
    assert shown.below.buttons == broadcast_buttons(3, ENGLISH.phrases)


ON_ITS_WAY = replace(WRITTEN, status=Status.SENDING, started_at=NOW)


def test_progress_fills_a_bar() -> None:
    """By tenths of the recipients."""
    shown = progress(ShowProgress(ON_ITS_WAY, Progress(sent=4, failed=1, waiting=15)), ENGLISH)
    assert html(shown.text) == "Sending: 5 of 20\n▰▰▱▱▱▱▱▱▱▱"
    assert presses(shown) == [PauseBroadcast(3)]


def test_what_is_paused_can_be_taken_up_again_or_called_off() -> None:
    paused = replace(ON_ITS_WAY, status=Status.PAUSED)
    shown = progress(ShowProgress(paused, Progress(sent=5)), ENGLISH)
    assert html(shown.text) == "<b>Broadcast 3 is paused: 5 of 20</b>\n▰▰▱▱▱▱▱▱▱▱"
    assert presses(shown) == [ResumeBroadcast(3), CancelBroadcast(3)]


def test_what_waits_for_its_time_can_be_called_off() -> None:
    waits = replace(WRITTEN, status=Status.SCHEDULED, at=NOW)
    shown = progress(ShowProgress(waits, Progress()), ENGLISH)
    assert "Broadcast 3 is confirmed\nWhen: Wednesday, 25 November" in shown.text.text
    assert presses(shown) == [CancelBroadcast(3)]


DONE = replace(ON_ITS_WAY, status=Status.DONE, ended_at=NOW)


def test_the_report_tells_of_troubles_only_where_there_are_some() -> None:
    """One line each, failures by their reasons; and what followed, once somebody did something."""
    well = progress(ShowProgress(DONE, Progress(sent=20)), ENGLISH)
    assert html(well.text).startswith(
        "<b>Broadcast finished: 20 of 20</b>\nDelivered: 20\nTo correct a mistake"
    )
    assert "fix 3." in well.text.text
    assert presses(well) == [RefreshReport(3)]
    troubles = Progress(sent=15, failed=4, blocked=1, reasons={"message": 2, "call": 1}, joined=6)
    badly = progress(ShowProgress(replace(DONE, stops=2), troubles), ENGLISH)
    assert badly.text.text.splitlines()[1:-1] == [
        "Delivered: 15",
        "Blocked the bot: 1",
        "Refused by Telegram, or deleted: 2",
        "Failed because of the connection: 1",
        "Failed: 1",
        "Stopped these updates after it: 2",
        "New subscribers to its subjects since it began: 6",
    ]


def test_what_was_called_off_says_how_far_it_came() -> None:
    off = replace(DONE, status=Status.CANCELLED)
    shown = progress(ShowProgress(off, Progress(sent=5)), ENGLISH)
    assert shown.text.text.startswith("Broadcast 3 was called off: 5 of 20\nDelivered: 5")


def test_a_correction_says_how_many_had_it_as_it_was() -> None:
    corrected = replace(DONE, corrects=2)
    shown = progress(ShowProgress(corrected, Progress(sent=20)), ENGLISH)
    assert shown.text.text == (
        "Broadcast 2 is corrected: 20 of 20\nHad it as it was first and see it corrected now: 20"
    )


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
