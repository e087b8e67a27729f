"""What each kind of error means for its delivery, and nobody else reads one."""

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
import telegram.error
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    PassportDecryptionError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.domain import messages as acts
from bot.domain.messages import Act, Message, Text
from bot.domain.outbox import About, Cause, Delivery, Failure, Lane, State, after_failure
from bot.domain.people import Address, Place, Spot
from bot.gateway.telegram.failures import classify, is_done
from bot.gateway.telegram.request import FOREIGN

PERSON = Address("telegram", "1001")
GROUP = Address("telegram", "-1001000000001", group=True)
WORDS = Message(Text("x"))

# every act, to every kind of chat that it can be for
ACTS: dict[str, Act] = {
    "say": acts.Say(Place(PERSON), WORDS),
    "file": acts.SendFile(Place(PERSON), "a.ics", ""),
    "album": acts.SayAlbum(Place(PERSON), (WORDS, WORDS)),
    "edit": acts.Edit(Spot(PERSON, "1"), WORDS),
    "delete": acts.Delete(PERSON, ("1",)),
    "react": acts.React(Spot(PERSON, "1"), "👍"),
    "reply": acts.Copy(Place(PERSON), GROUP, ("1",)),  # out of the group, as a broadcast, too
    "say-there": acts.Say(Place(GROUP, "7"), WORDS),
    "edit-there": acts.Edit(Spot(GROUP, "1"), WORDS),
    "react-there": acts.React(Spot(GROUP, "1"), "👍"),
    "relay": acts.Copy(Place(GROUP, "7"), PERSON, ("1",)),  # into the group
    "copy-there": acts.Copy(Place(GROUP, "7"), GROUP, ("1",)),
    "open": acts.OpenThread(GROUP, "Talep"),
    "close": acts.CloseThread(Place(GROUP, "7")),
    "name": acts.NameThread(Place(GROUP, "7"), "✓ #7"),
    "pin": acts.Pin(Spot(GROUP, "7")),
    "ask": acts.AskMember(GROUP, "7"),
    "list-there": acts.ListCommands("telegram", (), group=GROUP),
    "list": acts.ListCommands("telegram", ()),
    "describe": acts.Describe("telegram", "x", short=True),
    "offer": acts.OfferCommands("telegram"),
    "tap": acts.AnswerTap("telegram", "t"),
    "search": acts.AnswerSearch("telegram", "s", (), 1),
}
TO_PERSON = ("say", "file", "album", "edit", "delete", "react")
IN_GROUP = (
    "say-there",
    "edit-there",
    "react-there",
    "relay",
    "copy-there",
    "open",
    "close",
    "name",
    "pin",
)
OF_GROUP = (*IN_GROUP, "ask", "list-there")
TO_NOBODY = ("list", "describe", "offer", "tap", "search")


@dataclass(frozen=True)
class Row:
    """A kind of failure: its forms, and what it is about by act; `rest` for all others."""

    errors: tuple[TelegramError, ...]
    rest: About
    by_act: tuple[tuple[tuple[str, ...], About], ...] = ()

    def about(self, act: str) -> About:
        return next((about for names, about in self.by_act if act in names), self.rest)


NAMES_THE_PERSON = (
    (TO_PERSON, About.RECIPIENT),
    (("reply",), About.RECIPIENT),
)
NAMES_THE_GROUP = ((OF_GROUP, About.GROUP), (("reply",), About.GROUP))
# of a copy out of the group nobody knows which of both chats is meant
NAMES_A_CHAT = ((TO_PERSON, About.RECIPIENT), (OF_GROUP, About.GROUP))

TABLE: dict[str, Row] = {
    "blocked": Row(
        (Forbidden("Forbidden: bot was blocked by the user"), BadRequest("USER_IS_BLOCKED")),
        About.MESSAGE,
        NAMES_THE_PERSON,
    ),
    "deactivated": Row(
        (Forbidden("Forbidden: user is deactivated"), BadRequest("INPUT_USER_DEACTIVATED")),
        About.MESSAGE,
        NAMES_THE_PERSON,
    ),
    "never met": Row(
        (
            Forbidden("Forbidden: bot can't initiate conversation with a user"),
            Forbidden("Forbidden: bot can't send messages to bots"),
            BadRequest("User not found"),
        ),
        About.MESSAGE,
        NAMES_THE_PERSON,
    ),
    "no such chat": Row(
        (BadRequest("Chat not found"), BadRequest("PEER_ID_INVALID")), About.MESSAGE, NAMES_A_CHAT
    ),
    "may not write there": Row(
        (
            BadRequest("Not enough rights to send text messages to the chat"),
            BadRequest("Have no rights to send a message"),
            BadRequest("CHAT_WRITE_FORBIDDEN"),
        ),
        About.MESSAGE,
        NAMES_A_CHAT,
    ),
    "kicked": Row(
        (
            Forbidden("Forbidden: bot was kicked from the supergroup chat"),
            Forbidden("Forbidden: bot is not a member of the supergroup chat"),
            Forbidden("Forbidden: the group chat was deleted"),
            BadRequest("CHANNEL_PRIVATE"),
        ),
        About.MESSAGE,
        NAMES_THE_GROUP,
    ),
    # the group is there: it is told, and what else is said there goes on
    "no topics": Row(
        (
            BadRequest("The chat is not a forum"),
            BadRequest("Not enough rights to create a topic"),
            BadRequest("Not enough rights to manage pinned messages in the chat"),
            BadRequest("CHAT_ADMIN_REQUIRED"),
        ),
        About.MESSAGE,
    ),
    "became another group": Row((ChatMigrated(5),), About.MESSAGE, NAMES_THE_GROUP),
    "one kind only": Row(
        (BadRequest("Not enough rights to send photos to the chat"),), About.MESSAGE
    ),
    "this message": Row(
        (
            BadRequest("Message text is empty"),
            BadRequest("Can't parse entities: unexpected end tag"),
            BadRequest("Message to copy not found"),
            BadRequest("Query is too old and response timeout expired or query id is invalid"),
            BadRequest("Something that nobody has heard before"),
            Forbidden("Forbidden: something that nobody has heard before"),
        ),
        About.MESSAGE,
    ),
    "thread shut": Row((BadRequest("TOPIC_CLOSED"),), About.CALL),
    "too many": Row((RetryAfter(3),), About.PACE),
    "token": Row((InvalidToken("Unauthorized"), InvalidToken("Not Found")), About.DESK),
    "no such method": Row((EndPointNotFound("Endpoint 'x' not found in Bot API"),), About.DESK),
    "another desk": Row(
        (Conflict("Conflict: terminated by other getUpdates request"),), About.DESK
    ),
    "a stranger's page": Row(
        tuple(NetworkError(f"{FOREIGN} ({status})") for status in (200, 302, 400, 401, 403, 404)),
        About.DESK,
    ),
    "a proxy's page": Row(
        tuple(NetworkError(f"{FOREIGN} ({status})") for status in (500, 502, 503, 504)), About.CALL
    ),
    "no connection": Row((NetworkError("connecterror: ClientConnectorError"),), About.DESK),
    "torn": Row((NetworkError("ServerDisconnectedError"),), About.CALL),
    "stumbled": Row(
        (NetworkError("Internal Server Error"), NetworkError("Bad Gateway")), About.CALL
    ),
    "late": Row((TimedOut(),), About.CALL),
    "odd": Row(
        (TelegramError("Invalid server response"), PassportDecryptionError("x")), About.CALL
    ),
}


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("kind", TABLE)
def test_what_each_failure_of_each_act_is_about(kind: str, name: str) -> None:
    row = TABLE[kind]
    for error in row.errors:
        assert classify(error, ACTS[name]).about is row.about(name), error


# what becomes of an act of which a failure is about this, at once and if it never ends; "…" is
# tried on, with the hours after which it is over, or "ever"
LANES: dict[About, dict[str, str]] = {
    About.MESSAGE: {"all": "failed"},
    About.RECIPIENT: {"all": "unreachable"},
    About.PACE: {"all": "… ever"},
    About.CALL: {"TAP": "… 0", "SETUP": "… 1", "BROADCAST": "… 2", "rest": "… 24"},
    About.DESK: {"TAP": "… 0", "rest": "… ever"},
    About.GROUP: {"TAP": "… 0", "rest": "… ever"},
}
MOST = 1500  # tries: more than a day of waits of a minute


def becomes(failure: Failure, act: Act, lane: Lane) -> str:
    """What becomes of an act that fails so each time, whatever the reason is called."""
    plain = Failure(failure.about, "", wait=failure.wait, uncertain=failure.uncertain)
    return ends(plain, type(act), lane)


EXAMPLES = {type(act): act for act in ACTS.values()}


@cache
def ends(failure: Failure, kind: type[Act], lane: Lane) -> str:
    """The end, or that there is none."""
    act = EXAMPLES[kind]
    delivery, waits = Delivery(1, "update:1:0", lane, act), timedelta()
    for _ in range(MOST):
        outcome = after_failure(delivery, failure)
        if outcome.state is not State.QUEUED:
            return f"… {waits / timedelta(hours=1):.0f}" if waits else str(outcome.state)
        waits += outcome.wait
        delivery = replace(delivery, attempts=outcome.tries)
    return "… ever"


def declared(about: About, lane: Lane, *, uncertain: bool) -> str:
    """By the tables; a broadcast that may have arrived is not said twice."""
    if uncertain and lane is Lane.BROADCAST:
        return "uncertain"
    row = LANES[about]
    return row.get("all") or row.get(lane.name) or row["rest"]


@pytest.mark.parametrize("lane", Lane, ids=lambda lane: lane.name)
@pytest.mark.parametrize("kind", TABLE)
def test_what_becomes_of_each_act_in_each_lane_after_each_failure(kind: str, lane: Lane) -> None:
    """From Telegram's words to the end of a delivery, as the two tables declare it together."""
    for error in TABLE[kind].errors:
        for name, act in ACTS.items():
            failure = classify(error, act)
            expected = declared(TABLE[kind].about(name), lane, uncertain=failure.uncertain)
            assert becomes(failure, act, lane) == expected, (error, name)


def test_no_fewer_kinds_of_failure_than_sixteen_and_all_lanes_are_declared() -> None:
    assert len(TABLE) >= 16
    assert set(LANES) == set(About)


def test_every_act_and_every_kind_of_error_stands_in_the_table() -> None:
    assert {type(act) for act in ACTS.values()} == set(Act.__args__)
    assert {*TO_PERSON, *OF_GROUP, *TO_NOBODY, "reply"} == set(ACTS)
    kinds = {getattr(telegram.error, name) for name in telegram.error.__all__}
    named = {type(error) for row in TABLE.values() for error in row.errors}
    assert kinds - named == {NetworkError} - named


def test_only_a_refusal_that_names_the_recipient_is_about_one() -> None:
    """The worst that can happen: a removal from the group unsubscribes those who were next."""
    assert {kind for kind in TABLE if TABLE[kind].about("reply") is About.RECIPIENT} == {
        "blocked",
        "deactivated",
        "never met",
    }


UNCERTAIN = [
    TimedOut(),
    NetworkError("ServerDisconnectedError"),
    NetworkError(f"{FOREIGN} (504)"),
    TelegramError("Invalid server response"),
    PassportDecryptionError("x"),
]


def test_which_calls_may_have_been_carried_out() -> None:
    found = [
        (kind, str(error))
        for kind, row in TABLE.items()
        for error in row.errors
        if classify(error, ACTS["say"]).uncertain
    ]
    assert sorted(words for _, words in found) == sorted(str(error) for error in UNCERTAIN)


CAUSES: list[tuple[str, Cause]] = [
    ("Message thread not found", Cause.THREAD_GONE),
    ("TOPIC_DELETED", Cause.THREAD_GONE),
    ("TOPIC_ID_INVALID", Cause.THREAD_GONE),
    ("Message to edit not found", Cause.MESSAGE_GONE),
    ("Message can't be edited", Cause.MESSAGE_GONE),
    ("MESSAGE_ID_INVALID", Cause.MESSAGE_GONE),
    ("Message to copy not found", Cause.OTHER),
]


@pytest.mark.parametrize(("words", "cause"), CAUSES)
def test_what_is_gone_is_named(words: str, cause: Cause) -> None:
    found = classify(BadRequest(words), ACTS["say-there"])
    assert found == Failure(About.MESSAGE, words, cause=cause)


def test_a_thread_that_is_shut_is_named() -> None:
    for words in ("TOPIC_CLOSED", "Bad Request: topic closed"):
        found = classify(BadRequest(words), ACTS["say-there"])
        assert (found.about, found.cause) == (About.CALL, Cause.THREAD_CLOSED)


@pytest.mark.parametrize("wait", [3, timedelta(seconds=3)])
def test_the_silence_that_is_asked_for_is_kept_a_moment_longer(wait: int | timedelta) -> None:
    found = classify(RetryAfter(wait))
    assert found == Failure(About.PACE, "429", wait=timedelta(seconds=3.25))


def test_words_that_stand_there_already_are_what_was_wanted() -> None:
    assert is_done(BadRequest("Message is not modified: specified new message content …"))
    assert is_done(BadRequest("Topic_not_modified"))
    assert not is_done(BadRequest("Message to edit not found"))


def test_nobody_else_reads_what_an_error_says() -> None:
    """Law: a sentence of Telegram's is compared in one file only."""
    house = Path(__file__).parents[2]
    signs = ("thread not found", "not modified", "topic_deleted", "can't be edited", "was kicked")
    readers = {
        path.relative_to(house).as_posix()
        for path in [*house.glob("bot/**/*.py"), *house.glob("handlers/*.py")]
        if "playground" not in path.parts
        and any(sign in path.read_text(encoding="utf-8").lower() for sign in signs)
    }
    assert readers == {"bot/gateway/telegram/failures.py"}
