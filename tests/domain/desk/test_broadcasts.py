"""A broadcast's composer: every button in every state, and how far a broadcast is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from bot.domain.broadcasts import BATCH, Broadcast, Progress, Status
from bot.domain.buttons import (
    CancelBroadcast,
    ChooseSubject,
    Compose,
    ComposerPress,
    Preview,
    SendBroadcast,
)
from bot.domain.desk.broadcasts import (
    ComposerView,
    advanced,
    decide,
    drafted,
    refusal,
    subjects_after,
    wants_more,
)
from bot.domain.effects import (
    Answer,
    Effect,
    KeepBroadcast,
    ShowCancelled,
    ShowComposer,
    ShowPreview,
)
from bot.domain.people import Address, Spot
from bot.domain.words import Words

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SOURCE = Spot(Address("telegram", "-100", group=True), "70")
ID, EXPERT, REACH = 5, 31, 40
DRAFT = Broadcast(ID, Status.DRAFT, frozenset({1}), SOURCE, by=EXPERT, created_at=NOW)
CHOSEN = frozenset({1, 3})

CHOOSE, COMPOSE = ChooseSubject(ID, 3), Compose(ID)
PREVIEW, SEND, CANCEL = Preview(ID), SendBroadcast(ID), CancelBroadcast(ID)
PRESSES: tuple[ComposerPress, ...] = (CHOOSE, COMPOSE, PREVIEW, SEND, CANCEL)


def pressed(
    press: ComposerPress, broadcast: Broadcast = DRAFT, *, reach: int = REACH
) -> tuple[Broadcast, list[Effect]]:
    return decide(broadcast, press, CHOSEN, view=ComposerView(reach, LATER))


def test_a_message_of_the_staff_group_becomes_a_draft_without_subjects() -> None:
    assert drafted(SOURCE, EXPERT, "9", now=NOW) == Broadcast(
        0, Status.DRAFT, frozenset(), SOURCE, by=EXPERT, created_at=NOW, thread="9"
    )


@pytest.mark.parametrize(
    ("press", "after"),
    [
        (ChooseSubject(ID, 3), {1, 3}),
        (ChooseSubject(ID, 1), set()),
        (ChooseSubject(ID, 99), {1}),
        (COMPOSE, {1}),
        (PREVIEW, {1}),
        (SEND, {1}),
        (CANCEL, {1}),
    ],
)
def test_a_subject_is_chosen_and_given_up_with_the_same_button(
    press: ComposerPress, after: set[int]
) -> None:
    assert subjects_after(DRAFT, press, known={1, 2, 3}) == after


@pytest.mark.parametrize(("press", "reach"), list(product((CHOOSE, COMPOSE), (0, REACH))))
def test_the_composer_shows_its_subjects_and_whom_they_reach(
    press: ComposerPress, reach: int
) -> None:
    changed = replace(DRAFT, subjects=CHOSEN)
    assert pressed(press, reach=reach) == (
        changed,
        [Answer(), KeepBroadcast(changed), ShowComposer(changed, reach)],
    )


def test_the_preview_shows_the_message_and_asks_once_more() -> None:
    changed = replace(DRAFT, subjects=CHOSEN)
    assert pressed(PREVIEW) == (
        changed,
        [Answer(), KeepBroadcast(changed), ShowPreview(changed, REACH)],
    )


def test_sending_starts_with_as_many_recipients_as_want_to_hear_of_it() -> None:
    changed = replace(DRAFT, subjects=CHOSEN, status=Status.SENDING, recipients=REACH)
    assert pressed(SEND) == (
        changed,
        [Answer(Words("broadcast.started")), KeepBroadcast(changed)],
    )


def test_one_recipient_is_enough() -> None:
    assert pressed(SEND, reach=1)[0].status is Status.SENDING


@pytest.mark.parametrize("press", [PREVIEW, SEND])
def test_what_reaches_nobody_is_neither_shown_nor_sent(press: ComposerPress) -> None:
    changed = replace(DRAFT, subjects=CHOSEN)
    assert pressed(press, reach=0) == (
        changed,
        [
            Answer(Words("broadcast.nobody")),
            KeepBroadcast(changed),
            ShowComposer(changed, 0),
        ],
    )


@pytest.mark.parametrize("reach", [0, REACH])
def test_a_draft_is_cancelled_whomever_it_reaches(reach: int) -> None:
    changed = replace(DRAFT, subjects=CHOSEN, status=Status.CANCELLED, ended_at=LATER)
    assert pressed(CANCEL, reach=reach) == (
        changed,
        [Answer(), KeepBroadcast(changed), ShowCancelled(changed)],
    )


@pytest.mark.parametrize(
    ("press", "status"),
    list(product(PRESSES, (Status.SENDING, Status.DONE, Status.CANCELLED))),
)
def test_no_button_changes_what_is_no_draft_any_more(press: ComposerPress, status: Status) -> None:
    over = replace(DRAFT, status=status)
    assert pressed(press, over) == (over, [Answer(Words("broadcast.over"))])


@pytest.mark.parametrize(
    ("waiting", "more"),
    [(0, True), (BATCH // 2 - 1, True), (BATCH // 2, False), (BATCH, False)],
)
def test_the_next_recipients_are_planned_when_half_a_batch_has_gone_out(
    waiting: int, more: bool
) -> None:
    assert wants_more(Progress(sent=1000, waiting=waiting)) is more


SENDING = replace(DRAFT, status=Status.SENDING, recipients=REACH, planned_to=200)


@pytest.mark.parametrize("waiting", [0, 1])
def test_a_batch_moves_the_last_one_that_is_planned(waiting: int) -> None:
    after = advanced(SENDING, [201, 305], Progress(waiting=waiting), now=LATER)
    assert after == replace(SENDING, planned_to=305)


def test_it_goes_on_while_somebody_waits() -> None:
    assert advanced(SENDING, [], Progress(sent=39, waiting=1), now=LATER) == SENDING


def test_it_is_over_when_nobody_is_left_and_nobody_waits() -> None:
    assert advanced(SENDING, [], Progress(sent=40), now=LATER) == replace(
        SENDING, status=Status.DONE, ended_at=LATER
    )


@pytest.mark.parametrize(
    ("of_ticket", "replies", "why"),
    [
        (True, True, "broadcast.not-here"),
        (True, False, "broadcast.not-here"),
        (False, False, "broadcast.how"),
        (False, True, None),
    ],
)
def test_nothing_of_a_ticket_s_thread_is_announced(
    of_ticket: bool, replies: bool, why: str | None
) -> None:
    said = refusal(of_ticket=of_ticket, replies=replies)
    assert said == (Words(why) if why else None)
