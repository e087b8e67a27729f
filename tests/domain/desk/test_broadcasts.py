"""A broadcast's composer: every button in every state, and how far a broadcast is."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest

from bot.domain.broadcast_effects import (
    KeepBroadcast,
    ShowCancelled,
    ShowComposer,
    ShowPreview,
    ShowProgress,
    ShowTimes,
)
from bot.domain.broadcasts import BATCH, Broadcast, Progress, Reach, Status
from bot.domain.composer_buttons import (
    CancelBroadcast,
    ChooseSubject,
    ChooseTime,
    Compose,
    ComposerPress,
    PauseBroadcast,
    Preview,
    RefreshReport,
    ResumeBroadcast,
    SendBroadcast,
    SetTime,
)
from bot.domain.desk.broadcasts import (
    ComposerView,
    advanced,
    decide,
    drafted,
    refusal,
    subjects_after,
    timed,
    unpreviewed,
    wants_more,
    with_version,
)
from bot.domain.effects import Answer, Effect
from bot.domain.messages import Message, Span, Style, Text
from bot.domain.people import Address, Spot
from bot.domain.words import Words

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SOURCE = Spot(Address("telegram", "-100", group=True), "70")
ID, COMPOSER, SECOND = 5, 31, 32
REACH = Reach({"tr": 30, "en": 10})
TR = (Message(Text("Yeni rehber")),)
DRAFT = Broadcast(
    ID, Status.DRAFT, frozenset({1}), SOURCE, COMPOSER, NOW, versions={"tr": TR}, edition=7
)
SEEN = replace(DRAFT, previewed=7)
CHOSEN = frozenset({1, 3})

CHOOSE, COMPOSE = ChooseSubject(ID, 3), Compose(ID)
PREVIEW, SEND, CANCEL = Preview(ID), SendBroadcast(ID, 7), CancelBroadcast(ID)
AT = SetTime(ID, int((LATER + timedelta(hours=1)).timestamp()) // 60)
COMPOSING: tuple[ComposerPress, ...] = (CHOOSE, COMPOSE, ChooseTime(ID), AT, PREVIEW, SEND)
RUNNING: tuple[ComposerPress, ...] = (PauseBroadcast(ID), ResumeBroadcast(ID))


def pressed(
    press: ComposerPress,
    broadcast: Broadcast = DRAFT,
    *,
    reach: Reach = REACH,
    by: int = COMPOSER,
    alone: bool = False,
) -> tuple[Broadcast, list[Effect]]:
    """By its composer, unless somebody else is named."""
    subjects = subjects_after(broadcast, press, known={1, 2, 3})
    view = ComposerView(reach, LATER, by, alone=alone, times=(LATER,))
    return decide(broadcast, press, subjects, view=view)


def alarmed(key: str) -> list[Effect]:
    return [Answer(Words(key), alert=True)]


def test_a_message_of_the_staff_group_becomes_a_draft_without_subjects() -> None:
    one = drafted(SOURCE, COMPOSER, "9", now=NOW, language="tr", version=TR)
    assert one == Broadcast(
        0, Status.DRAFT, frozenset(), SOURCE, COMPOSER, NOW, thread="9", versions={"tr": TR}
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


@pytest.mark.parametrize("reach", [Reach(), REACH])
def test_the_composer_shows_its_subjects_and_whom_they_reach(reach: Reach) -> None:
    changed = replace(DRAFT, subjects=CHOSEN, edition=8)
    assert pressed(CHOOSE, SEEN, reach=reach) == (
        changed,
        [Answer(), KeepBroadcast(changed), ShowComposer(changed, reach)],
    )
    assert pressed(COMPOSE, SEEN, reach=reach) == (
        SEEN,
        [Answer(), KeepBroadcast(SEEN), ShowComposer(SEEN, reach)],
    )


def test_the_composer_says_what_will_look_otherwise() -> None:
    emoji = Message(Text("✨", (Span(0, 1, Style.EMOJI, "77"),)))
    one = replace(DRAFT, versions={"tr": (emoji,), "en": (emoji,)})
    _, effects = pressed(COMPOSE, one)
    assert effects[-1] == ShowComposer(one, REACH, (Words("broadcast.plain-emoji"),))


def test_the_preview_shows_the_message_and_asks_once_more() -> None:
    assert pressed(PREVIEW, by=SECOND) == (
        SEEN,
        [Answer(), KeepBroadcast(SEEN), ShowPreview(SEEN, REACH)],
    )


def test_somebody_else_than_its_composer_confirms() -> None:
    sending = replace(SEEN, status=Status.SENDING, recipients=40, started_at=LATER)
    begun = (sending, [Answer(Words("broadcast.started")), KeepBroadcast(sending)])
    assert pressed(SEND, SEEN) == (SEEN, alarmed("broadcast.second"))
    assert pressed(SEND, SEEN, by=SECOND) == begun
    assert pressed(SEND, SEEN, alone=True) == begun


@pytest.mark.parametrize("press", [CHOOSE, AT])
def test_only_its_composer_changes_what_others_confirm(press: ComposerPress) -> None:
    assert pressed(press, SEEN, by=SECOND) == (SEEN, alarmed("broadcast.only-composer"))
    assert pressed(press, SEEN, by=SECOND, alone=True)[0] != SEEN


@pytest.mark.parametrize("by", [COMPOSER, SECOND])
@pytest.mark.parametrize("edition", [0, 6, 8])
def test_a_button_below_an_earlier_preview_sends_nothing(by: int, edition: int) -> None:
    after, effects = pressed(SendBroadcast(ID, edition), SEEN, by=by)
    assert after == SEEN
    assert effects[0] == Answer(Words("broadcast.preview-first"), alert=True)


@pytest.mark.parametrize("changed", ["subject", "time", "version", "refused by the platform"])
def test_what_has_changed_since_its_preview_is_looked_at_anew(changed: str) -> None:
    if changed == "version":
        one = with_version(SEEN, "en", TR)
    elif changed.startswith("refused"):
        one = unpreviewed(SEEN, 7) or SEEN
    else:
        one, _ = pressed(CHOOSE if changed == "subject" else AT, SEEN)
    after, effects = pressed(SendBroadcast(ID, one.edition), one, by=SECOND)
    assert after.status is Status.DRAFT
    assert effects[0] == Answer(Words("broadcast.preview-first"), alert=True)
    seen, _ = pressed(PREVIEW, one)
    after, _ = pressed(SendBroadcast(ID, seen.edition), seen, by=SECOND)
    assert after.status in (Status.SENDING, Status.SCHEDULED)


def test_a_refusal_of_an_earlier_preview_changes_nothing() -> None:
    assert unpreviewed(replace(SEEN, previewed=8), 7) is None
    assert unpreviewed(replace(SEEN, status=Status.SENDING), 7) is None


def test_a_time_is_chosen_and_then_waited_for() -> None:
    timed_, effects = pressed(AT, SEEN)
    assert timed_ == replace(DRAFT, at=LATER + timedelta(hours=1), edition=8)
    assert effects[-1] == ShowComposer(timed_, REACH)
    seen, _ = pressed(PREVIEW, timed_)
    waits, effects = pressed(SendBroadcast(ID, 8), seen, by=SECOND)
    assert waits == replace(seen, status=Status.SCHEDULED, recipients=40)
    assert effects == [
        Answer(Words("broadcast.planned")),
        KeepBroadcast(waits),
        ShowProgress(waits, Progress()),
    ]
    at_once, _ = pressed(SetTime(ID, 0), timed_)
    assert at_once.at is None


def test_the_times_that_are_offered() -> None:
    shown = ShowTimes(SEEN, (LATER,))
    assert pressed(ChooseTime(ID), SEEN, by=SECOND) == (
        SEEN,
        [Answer(), KeepBroadcast(SEEN), shown],
    )


@pytest.mark.parametrize("away", [timedelta(), timedelta(minutes=-1), timedelta(days=91)])
def test_a_time_that_is_past_or_far_is_refused(away: timedelta) -> None:
    view = ComposerView(REACH, LATER, COMPOSER)
    assert timed(SEEN, LATER + away, view=view) == (SEEN, alarmed("broadcast.time-past"))


@pytest.mark.parametrize("press", [PREVIEW, SEND])
def test_what_reaches_nobody_is_neither_shown_nor_sent(press: ComposerPress) -> None:
    assert pressed(press, SEEN, reach=Reach(), by=SECOND) == (
        SEEN,
        [
            Answer(Words("broadcast.nobody")),
            KeepBroadcast(SEEN),
            ShowComposer(SEEN, Reach()),
        ],
    )


@pytest.mark.parametrize("by", [COMPOSER, SECOND])
@pytest.mark.parametrize("status", [Status.DRAFT, Status.SCHEDULED])
def test_what_nobody_has_yet_is_cancelled_by_whoever_may(by: int, status: Status) -> None:
    one = replace(SEEN, status=status)
    changed = replace(one, status=Status.CANCELLED, ended_at=LATER)
    assert pressed(CANCEL, one, by=by) == (
        changed,
        [Answer(), KeepBroadcast(changed), ShowCancelled(changed)],
    )


@pytest.mark.parametrize(
    ("press", "status"),
    list(product(COMPOSING, [one for one in Status if one is not Status.DRAFT])),
)
def test_no_button_changes_what_is_no_draft_any_more(press: ComposerPress, status: Status) -> None:
    over = replace(SEEN, status=status)
    assert pressed(press, over, by=SECOND) == (over, [Answer(Words("broadcast.over"))])


ON_ITS_WAY = replace(SEEN, status=Status.SENDING, started_at=NOW)


@pytest.mark.parametrize(("press", "status"), list(product(RUNNING, Status)))
def test_what_is_on_its_way_is_paused_and_taken_up_again(
    press: ComposerPress, status: Status
) -> None:
    one = replace(ON_ITS_WAY, status=status)
    following = {
        (Status.SENDING, PauseBroadcast(ID)): (Status.PAUSED, "broadcast.paused"),
        (Status.PAUSED, ResumeBroadcast(ID)): (Status.SENDING, "broadcast.resumed"),
    }.get((status, press))
    if following is None:
        assert pressed(press, one) == (one, [Answer(Words("broadcast.over"))])
    else:
        after = replace(one, status=following[0])
        assert pressed(press, one) == (after, [Answer(Words(following[1])), KeepBroadcast(after)])


def test_it_is_called_off_once_it_is_paused() -> None:
    assert pressed(CANCEL, ON_ITS_WAY) == (ON_ITS_WAY, alarmed("broadcast.pause-first"))
    paused = replace(ON_ITS_WAY, status=Status.PAUSED)
    off = replace(paused, status=Status.CANCELLED, ended_at=LATER)
    called_off = [Answer(Words("broadcast.called-off")), KeepBroadcast(off)]
    assert pressed(CANCEL, paused, by=SECOND) == (off, called_off)


@pytest.mark.parametrize("status", [Status.DONE, Status.CANCELLED])
def test_what_is_over_stays_so(status: Status) -> None:
    one = replace(ON_ITS_WAY, status=status, ended_at=NOW)
    assert pressed(CANCEL, one) == (one, [Answer(Words("broadcast.over"))])
    assert pressed(RefreshReport(ID), one) == (one, [Answer()])


@pytest.mark.parametrize(
    ("waiting", "more"),
    [(0, True), (BATCH // 2 - 1, True), (BATCH // 2, False), (BATCH, False)],
)
def test_the_next_recipients_are_planned_when_half_a_batch_has_gone_out(
    waiting: int, more: bool
) -> None:
    assert wants_more(Progress(sent=1000, waiting=waiting)) is more


SENDING = replace(DRAFT, status=Status.SENDING, recipients=40, planned_to=200)


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
