"""Every button is a value with one code; a code that was ever sent keeps its meaning."""

from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from itertools import combinations
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain import booking_buttons as on
from bot.domain import buttons as b
from bot.domain import card_buttons as c
from bot.domain import composer_buttons as composer
from bot.domain import listings as q
from bot.domain import ok_buttons as o
from bot.domain import prepared_buttons as p
from bot.domain.appointments import Act
from bot.domain.buttons import Exit, Press
from bot.domain.card_buttons import Page
from bot.domain.chats import Expects
from bot.domain.codes import CODES, MOST, MOST_BYTES, NO_NUMBER, decode, encode
from bot.domain.desk import presses
from bot.domain.listings import Sieve
from bot.domain.tickets import Priority, Reason, Step

MADE = tuple(made for _, made in CODES)
EXAMPLES = 20  # of each button

# Codes on messages that were sent up to November 2026. They stand in people's chats for good: a
# line is never changed. Where a value is written differently today, the old form is the second.
SENT: tuple[tuple[str, Press], ...] = (
    ("h", b.Home()),
    ("q|faq|", b.OpenMenu("faq")),
    ("q|faq|9", b.OpenMenu("faq", 9)),
    ("q|faq|9|0", b.TurnPage("faq", 9, 0)),
    ("q|faq|9|2", b.TurnPage("faq", 9, 2)),
    ("o|faq|9", b.MenuBelow("faq", 9)),
    ("c|faq:1-2|abc", b.Choose("faq:1-2", "abc")),
    ("c|faq:11-12|9f3a01bc", b.Choose("faq:11-12", "9f3a01bc")),
    ("s|faq:9-2", b.OpenAnswer("faq:9-2")),
    ("g|assessment:3-2", b.Guidance("assessment:3-2")),
    ("m|faq:9-2|1", b.ReadOn("faq:9-2", 1)),
    ("v|faq:9-2|1", b.Helped("faq:9-2", yes=True)),
    ("v|faq:9-2|0", b.Helped("faq:9-2", yes=False)),
    ("w|faq:9-2|too-short", b.Lacked("faq:9-2", "too-short")),
    ("r|faq:9-2", b.Related("faq:9-2")),
    ("y|faq:9-2", b.Nearest("faq:9-2")),
    ("y|faq:104-10,assessment:16-4,faq:1-2", b.Nearest("faq:104-10,assessment:16-4,faq:1-2")),
    ("k", b.Ask()),
    ("a", b.AskAfterAll()),
    ("x|", b.WriteToExpert("")),
    ("x|faq:9-2", b.WriteToExpert("faq:9-2")),
    ("p|funding", b.Appeal("funding")),
    ("p|", b.Appeal("")),
    ("n", b.NewTicket()),
    ("l|", b.Speak("")),
    ("l|tr", b.Speak("tr")),
    ("l|en", b.Speak("en")),
    ("i|cancel", b.InIntake(Exit.CANCEL)),
    ("i|back", b.InIntake(Exit.BACK)),
    ("i|skip", b.InIntake(Exit.SKIP)),
    ("i|keep", b.InIntake(Exit.KEEP)),
    ("i|on", b.InIntake(Exit.GO_ON)),
    ("i|send", b.InIntake(Exit.SEND)),
    ("i|topic|3", b.PickSubject(3)),
    ("i|rights|yes", b.SayRights("yes")),
    ("i|rights|no", b.SayRights("no")),
    ("i|named|yes", b.SayNamed("yes")),
    ("i|named|no", b.SayNamed("no")),
    ("i|fix|question", b.Fix(Expects.QUESTION)),
    ("i|fix|topic", b.Fix(Expects.SUBJECT)),
    ("i|fix|organisation", b.Fix(Expects.ORGANISATION)),
    ("i|fix|province", b.Fix(Expects.PROVINCE)),
    ("i|fix|rights", b.Fix(Expects.RIGHTS)),
    ("i|fix|named", b.Fix(Expects.NAMED)),
    ("z|start", b.StartAssessment()),
    ("z|q|3", b.AssessmentQuestion(3)),
    ("z|c|3|2", b.AssessmentLevel(3, 2)),
    ("z|next|4", b.SkipQuestion(4)),
    ("z|on|4", b.QuestionAfter(4)),
    ("z|back|4", b.QuestionBefore(4)),
    ("z|stop", b.StopAssessment()),
    ("z|profile", b.ShowProfile()),
    ("z|again", b.AssessAgain()),
    ("z|forget", b.ForgetAssessment()),
    ("z|forgotten", b.ForgetForSure()),
    ("t|list", b.ListTickets()),
    ("t|show|12", b.ShowTicket(12)),
    ("t|add|12", b.AddToTicket(12)),
    ("t|put|12|501", b.PutOn(12, "501")),
    ("t|not|12|501", b.NotForTicket(12, "501")),
    ("t|drop", b.DropWaiting()),
    ("t|close|12", b.CloseTicket(12)),
    ("t|reopen|12", b.ReopenTicket(12)),
    ("t|rate|12|5", b.RateTicket(12, 5)),
    ("t|no-word|12", b.NoWord(12)),
    ("u|list", b.ListSubscriptions()),
    ("u|toggle|3", b.ToggleSubject(3)),
    ("u|all", b.EverySubject()),
    ("u|nothing", b.NoSubject()),
    ("b|stop|1", b.StopBroadcasts(1)),
    ("b|undo|1|2.3", b.UndoStop(1, "2.3")),
    ("b|undo|1|", b.UndoStop(1, "")),
    ("b|why|1", b.WhyBroadcast(1)),
    ("T|1|claim", b.OnTicket(1, Step.CLAIM)),
    ("T|1|research", b.OnTicket(1, Step.RESEARCH)),
    ("T|1|close", b.OnTicket(1, Step.CLOSE)),
    ("T|1|reopen", b.OnTicket(1, Step.REOPEN)),
    ("T|1|on-it", b.OnTicket(1, Step.ON_IT)),
    ("T|1|ask", b.OnTicket(1, Step.ASK)),
    ("T|1|not-yet", b.OnTicket(1, Step.NOT_YET)),
    ("T|1|legal", b.OnTicket(1, Step.LEGAL)),
    *((f"T|1|why|{reason}", b.GiveReason(1, reason)) for reason in Reason),
    ("Q|pick|subject|all||", q.PickSieve("subject", Sieve.ALL)),
    ("Q|pick|expert|urgent|9|", q.PickSieve("expert", Sieve.URGENT, subject=9)),
    ("Q|earlier|12", q.ShowEarlier(12)),
    ("Q|0|all||", q.ShowQueue()),
    ("Q|3|overdue|9|31", q.ShowQueue(3, Sieve.OVERDUE, 9, 31)),
    ("Q|0|unclaimed||", q.ShowQueue(0, Sieve.UNCLAIMED)),
    ("F|2|genel kurul", q.ShowFound(2, "genel kurul")),
    ("d|phone", on.ShowPhone()),
    ("d|call", on.AskCall()),
    ("d|meeting", on.AskMeeting()),
    ("d|based|yes", on.SayBased("yes")),
    ("d|kind|half-day", on.PickKind("half-day")),
    ("d|agree", on.AgreeToBring()),
    ("d|slot|29840000", on.PickSlot(29840000)),
    ("d|other|1", on.OtherSlots(1)),
    ("d|fix|slot", on.FixBooking(Expects.SLOT)),
    ("d|list", on.ListAppointments()),
    ("d|move|3", on.MoveAppointment(3)),
    ("d|off|3", on.CancelAppointment(3)),
    ("d|how|3|well", on.SayOutcome(3, "well")),
    ("d|send", on.InBooking("send")),
    ("R|3|to|29840000", on.MoveTo(3, 29840000)),
    *((f"R|3|{act}", on.OnAppointment(3, act)) for act in Act),
    ("T|1|give-back", b.OnTicket(1, Step.GIVE_BACK)),
    ("T|1|release", b.OnTicket(1, Step.RELEASE)),
    ("K|12|0", presses.TurnRecord(12, 0)),
    ("K|0|3", presses.TurnRecord(0, 3)),
    ("O|list", presses.ListClosures()),
    ("O|3", presses.LookAtClosure(3)),
    ("O|3|sure", presses.OpenDesk(3)),
    ("D|12", presses.OfferHandOver(12)),
    ("D|12|to|31", presses.HandToExpert(12, 31)),
    ("D|12|for|on-duty", presses.HandToRole(12, "on-duty")),
    ("D|12|for|3", presses.HandToRole(12, "3")),
    ("D|12|keep", presses.KeepTicket(12)),
    ("T|1|refuse", b.OnTicket(1, Step.REFUSE)),
    ("T|1|alarm", b.OnTicket(1, Step.ALARM)),
    ("T|1|calm", b.OnTicket(1, Step.CALM)),
    ("T|1|card|main", c.TurnCard(1, Page.MAIN)),
    ("T|1|card|more", c.TurnCard(1, Page.MORE)),
    ("T|1|sure|close", c.Sure(1, Step.CLOSE)),
    ("T|1|sure|alarm", c.Sure(1, Step.ALARM)),
    ("T|1|rule|own-work", c.LookAtRule(1, "own-work")),
    ("T|1|refuse-by|own-work", c.RefuseBy(1, "own-work")),
    ("T|1|topic|3", c.SetSubject(1, 3)),
    ("T|1|rank|high", c.SetPriority(1, Priority.HIGH)),
    ("T|1|language|en", c.SetLanguage(1, "en")),
    ("T|1|note-how", c.HowToNote(1)),
    ("A|1|yes|7", o.Approve(1, 7)),
    ("A|1|no|7", o.Retract(1, 7)),
    ("P|1|list", p.ListPrepared(1)),
    ("P|1|look|reply|belge", p.LookAt(1, "reply", "belge")),
    ("P|1|send|entry|faq:9-2", p.SendPrepared(1, "entry", "faq:9-2")),
    ("P|1|drop", p.DropPrepared(1)),
    ("B|1|topic|3", composer.ChooseSubject(1, 3)),
    ("B|1|compose", composer.Compose(1)),
    ("B|1|preview", composer.Preview(1)),
    ("B|1|send|3", composer.SendBroadcast(1, 3)),
    ("B|1|when", composer.ChooseTime(1)),
    ("B|1|at|29904000", composer.SetTime(1, 29904000)),
    ("B|1|pause", composer.PauseBroadcast(1)),
    ("B|1|resume", composer.ResumeBroadcast(1)),
    ("B|1|report", composer.RefreshReport(1)),
    ("B|1|cancel", composer.CancelBroadcast(1)),
)
SENT_BEFORE: tuple[tuple[str, Press], ...] = (("B|1|send", composer.SendBroadcast(1)),)


@pytest.mark.parametrize(("code", "press"), SENT + SENT_BEFORE)
def test_a_code_that_was_ever_sent_keeps_its_meaning(code: str, press: Press) -> None:
    assert decode(code) == press


@pytest.mark.parametrize(("code", "press"), SENT)
def test_a_button_is_written_as_it_always_was(code: str, press: Press) -> None:
    assert encode(press) == code


def test_every_button_that_was_there_is_in_the_list() -> None:
    listed = {type(press) for _, press in SENT}
    assert listed == set(MADE) - {b.Unknown}


def members(union: Any) -> set[type]:
    """The classes of a union of unions."""
    args = get_args(union)
    return {union} if not args else {one for arg in args for one in members(arg)}


def test_every_button_has_exactly_one_code() -> None:
    rooms = (b, c, o, p, q, presses, on, composer)
    named = [one for room in rooms for one in vars(room).values()]
    there = {one for one in named if isinstance(one, type) and is_dataclass(one)} - {c.Face}
    assert there == members(Press) == set(MADE)
    assert len(MADE) == len(set(MADE))
    assert len({pattern for pattern, _ in CODES}) == len(CODES)


def places(pattern: str) -> list[str]:
    """The names of the fields in a code."""
    return [part[1:-1] for part in pattern.split("|") if part.startswith("{")]


@pytest.mark.parametrize(("pattern", "made"), CODES)
def test_a_code_holds_every_field_of_its_button_in_its_order(
    pattern: str, made: type[Press]
) -> None:
    assert places(pattern) == [field.name for field in fields(made)]


def can_be(part: str, made: type[Press], literal: str) -> bool:
    """Whether a place of a button's code can hold this very word."""
    kind = next(field.type for field in fields(made) if field.name == part[1:-1])
    if get_origin(kind) is Literal:
        return literal in get_args(kind)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return literal in set(kind)
    return kind is str


def told_apart(one: tuple[str, type[Press]], other: tuple[str, type[Press]]) -> bool:
    """Whether no code can be of both patterns."""
    for left, right in zip(one[0].split("|"), other[0].split("|"), strict=False):
        free = left.startswith("{"), right.startswith("{")
        match free:
            case (False, False) if left != right:
                return True
            case (True, False) if not can_be(left, one[1], right):
                return True
            case (False, True) if not can_be(right, other[1], left):
                return True
    return one[0].count("|") > other[0].count("|") and needs_all(one[1])


def needs_all(made: type[Press]) -> bool:
    """Whether a shorter code can't be of this button, which stands first in the table."""
    return all(field.default is MISSING for field in fields(made))


def test_no_code_can_be_that_of_two_buttons() -> None:
    confused = [(one, other) for one, other in combinations(CODES, 2) if not told_apart(one, other)]
    assert confused == []


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="|\0"), max_size=7)
NUMBERS = st.integers(-MOST, MOST)


def values(kind: Any) -> st.SearchStrategy[Any]:
    """What a field of this type may hold."""
    if kind is str:
        return WORDS
    if kind is int:
        return NUMBERS
    if kind is bool:
        return st.booleans()
    if kind == int | None:
        return st.none() | NUMBERS
    return st.sampled_from(get_args(kind) if get_origin(kind) is Literal else list(kind))


def made_of(made: type[Press]) -> st.SearchStrategy[Press]:
    """Any button of this class."""
    return st.builds(made, **{field.name: values(field.type) for field in fields(made)})


@pytest.mark.parametrize("made", MADE)
@settings(max_examples=EXAMPLES)
@given(data=st.data())
def test_a_button_says_what_was_put_into_it(made: type[Press], data: st.DataObject) -> None:
    press = data.draw(made_of(made))
    code = encode(press)
    assert len(code.encode()) <= MOST_BYTES
    assert decode(code) == press


HEADS = sorted({pattern.split("|")[0] for pattern, _ in CODES} | {"y", "H"})
PARTS = sorted({p for pattern, _ in CODES for p in pattern.split("|") if not p.startswith("{")})
FORGED = st.builds(
    lambda head, rest: "|".join([head, *rest]),
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(PARTS) | st.integers().map(str) | WORDS, max_size=4),
)


@given(st.text() | FORGED)
@example("t|show|" + "9" * 5000)  # more digits than Python turns into a number
@example("t|show|１２")
@example("c|\ud800|x")
@example("\0")
@example("|" * 64)
def test_anything_that_a_person_can_forge_is_a_button(code: str) -> None:
    assert type(decode(code)) in MADE


@given(FORGED)
def test_what_was_read_is_written_and_read_as_the_same(code: str) -> None:
    press = decode(code)
    try:
        written = encode(press)
    except ValueError:
        assert len(code.encode()) > MOST_BYTES // 2  # a forged one near the limit, or past it
        return
    assert decode(written) == press
    assert encode(decode(written)) == written


@pytest.mark.parametrize(
    "code",
    [
        "",
        " ",
        "y",
        "H",
        "hh",
        "|h",
        "T",
        "T|1",
        "T|claim",
        "T|1|reserch",
        "t|1|claim",
        "B|1",
        "B|1|topic",
        "B|1|stop",
        "b|preview|1",
        "i",
        "i|",
        "i|topic",
        "i|rights|maybe",
        "i|fix|colour",
        "z",
        "z|c|3",
        "o|faq",
        "w|faq:9-2",
        "t|rate|12",
    ],
)
def test_a_code_that_no_button_has_is_unknown(code: str) -> None:
    assert decode(code) == b.Unknown()


@pytest.mark.parametrize(
    ("code", "press"),
    [
        ("q", b.OpenMenu("", None)),
        ("q|faq", b.OpenMenu("faq", None)),
        ("q|faq||3", b.TurnPage("faq", NO_NUMBER, 3)),
        ("c|faq:1-2", b.Choose("faq:1-2", "")),
        ("m|faq:9-2", b.ReadOn("faq:9-2", 0)),
        ("v|faq:9-2", b.Helped("faq:9-2", yes=False)),
        ("v|faq:9-2|yes", b.Helped("faq:9-2", yes=False)),
        ("x", b.WriteToExpert("")),
        ("l", b.Speak("")),
        ("z|q", b.AssessmentQuestion(None)),
        ("b|undo|1", b.UndoStop(1, "")),
        ("h|and|more", b.Home()),
        ("t|show|12|and|more", b.ShowTicket(12)),
    ],
)
def test_what_a_code_leaves_out_has_its_first_value_and_what_is_too_much_is_not_read(
    code: str, press: Press
) -> None:
    assert decode(code) == press


@pytest.mark.parametrize(
    ("digits", "number"),
    [
        (str(MOST), MOST),
        (str(MOST + 1), MOST),
        ("9" * 40, MOST),
        (str(-MOST), -MOST),
        ("-" + "9" * 40, -MOST),
        ("-1", -1),
        ("0", 0),
    ],
)
def test_a_number_no_database_takes_counts_as_the_largest(digits: str, number: int) -> None:
    assert decode(f"t|show|{digits}") == b.ShowTicket(number)
    assert decode(f"z|q|{digits}") == b.AssessmentQuestion(number)


@pytest.mark.parametrize(
    ("code", "press"),
    [
        ("t|show|x", b.ShowTicket(NO_NUMBER)),
        ("t|show|", b.ShowTicket(NO_NUMBER)),
        ("t|show|1.5", b.ShowTicket(NO_NUMBER)),
        ("T||claim", b.OnTicket(NO_NUMBER, Step.CLAIM)),
        ("B|1|topic|x", composer.ChooseSubject(1, NO_NUMBER)),
        ("z|c|x|2", b.AssessmentLevel(NO_NUMBER, 2)),
        ("z|q|x", b.AssessmentQuestion(NO_NUMBER)),
        ("o|faq|", b.MenuBelow("faq", NO_NUMBER)),
        ("q|faq|nine", b.OpenMenu("faq", NO_NUMBER)),
    ],
)
def test_what_is_no_number_is_one_that_nothing_has(code: str, press: Press) -> None:
    assert decode(code) == press
    assert NO_NUMBER < 0


def test_a_sign_that_postgresql_takes_in_no_text_is_left_out() -> None:
    assert decode("s|faq\0:9-2\0") == b.OpenAnswer("faq:9-2")
    assert decode("\0h") == b.Home()


@pytest.mark.parametrize("letter", ["a", "ş", "😀"])
def test_a_code_has_at_most_sixty_four_bytes(letter: str) -> None:
    room = MOST_BYTES - len("s|")
    fits = letter * (room // len(letter.encode()))
    assert decode(encode(b.OpenAnswer(fits))) == b.OpenAnswer(fits)
    with pytest.raises(ValueError, match=r"over 64 bytes: s\|"):
        encode(b.OpenAnswer(fits + letter))


def test_the_limit_is_telegrams() -> None:
    assert len(encode(b.OpenAnswer("a" * 62))) == MOST_BYTES
    with pytest.raises(ValueError, match="64"):
        encode(b.OpenAnswer("a" * 63))


@pytest.mark.parametrize(
    ("code", "press"),
    [
        ("B|1|topic|x", composer.ChooseSubject(1, NO_NUMBER)),
        ("z|c|x|2", b.AssessmentLevel(NO_NUMBER, 2)),
        ("z|q|x", b.AssessmentQuestion(NO_NUMBER)),
        ("o|faq|", b.MenuBelow("faq", NO_NUMBER)),
        ("t|show|1.5", b.ShowTicket(NO_NUMBER)),
        ("q|faq|nine", b.OpenMenu("faq", NO_NUMBER)),
        ("m|faq:9-2|first", b.ReadOn("faq:9-2", NO_NUMBER)),
        ("T|x|claim", b.OnTicket(NO_NUMBER, Step.CLAIM)),
        ("c", b.Choose("")),
    ],
)
def test_what_is_no_number_counts_as_one_that_nothing_has(code: str, press: b.Press) -> None:
    """So that a forged button is answered as one whose ticket or question is gone."""
    assert decode(code) == press
