"""What each kind of error means for its delivery, and nobody else reads one."""

from datetime import timedelta
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

from bot.domain.outbox import Cause, Failure, Verdict
from bot.gateway.telegram.failures import classify, is_done

BLOCKED = "Forbidden: bot was blocked by the user"
MIGRATED = "Group migrated to supergroup. New chat id: 5"
TABLE: list[tuple[TelegramError, Failure]] = [
    (RetryAfter(3), Failure(Verdict.HALT, "429", wait=timedelta(seconds=3.25))),
    (RetryAfter(timedelta(0, 5)), Failure(Verdict.HALT, "429", wait=timedelta(seconds=5.25))),
    (Forbidden(BLOCKED), Failure(Verdict.UNREACHABLE, BLOCKED)),
    (EndPointNotFound("Not Found"), Failure(Verdict.DROP, "Not Found")),
    (ChatMigrated(5), Failure(Verdict.DROP, MIGRATED)),
    (InvalidToken("Unauthorized"), Failure(Verdict.FATAL, "Unauthorized")),
    (BadRequest("Chat not found"), Failure(Verdict.UNREACHABLE, "Chat not found")),
    (BadRequest("User not found"), Failure(Verdict.UNREACHABLE, "User not found")),
    (
        BadRequest("Not enough rights to send text messages to the chat"),
        Failure(Verdict.UNREACHABLE, "Not enough rights to send text messages to the chat"),
    ),
    (BadRequest("Message text is empty"), Failure(Verdict.DROP, "Message text is empty")),
    (
        BadRequest("Message thread not found"),
        Failure(Verdict.DROP, "Message thread not found", cause=Cause.THREAD_GONE),
    ),
    (
        BadRequest("TOPIC_DELETED"),
        Failure(Verdict.DROP, "TOPIC_DELETED", cause=Cause.THREAD_GONE),
    ),
    (
        BadRequest("Message to edit not found"),
        Failure(Verdict.DROP, "Message to edit not found", cause=Cause.MESSAGE_GONE),
    ),
    (
        BadRequest("Message can't be edited"),
        Failure(Verdict.DROP, "Message can't be edited", cause=Cause.MESSAGE_GONE),
    ),
    (
        BadRequest("MESSAGE_ID_INVALID"),
        Failure(Verdict.DROP, "MESSAGE_ID_INVALID", cause=Cause.MESSAGE_GONE),
    ),
    (Conflict("terminated by other"), Failure(Verdict.RETRY, "terminated by other")),
    (TimedOut(), Failure(Verdict.RETRY, "TimedOut", uncertain=True)),
    (NetworkError("ServerDisconnected"), Failure(Verdict.RETRY, "NetworkError", uncertain=True)),
    (NetworkError("connecterror: ClientConnectorError"), Failure(Verdict.RETRY, "NetworkError")),
    (NetworkError("Bad Gateway"), Failure(Verdict.RETRY, "NetworkError")),
    (NetworkError("Unknown HTTPError (503)"), Failure(Verdict.RETRY, "NetworkError")),
    (
        PassportDecryptionError("x"),
        Failure(Verdict.RETRY, "PassportDecryptionError", uncertain=True),
    ),
    (TelegramError("odd"), Failure(Verdict.RETRY, "TelegramError", uncertain=True)),
]


@pytest.mark.parametrize(("error", "failure"), TABLE)
def test_what_an_error_means(error: TelegramError, failure: Failure) -> None:
    assert classify(error) == failure


def test_every_kind_of_error_stands_in_the_table() -> None:
    kinds = {getattr(telegram.error, name) for name in telegram.error.__all__}
    assert kinds - {type(error) for error, _ in TABLE} == set()


def test_words_that_stand_there_already_are_what_was_wanted() -> None:
    assert is_done(BadRequest("Message is not modified: specified new message content …"))
    assert not is_done(BadRequest("Message to edit not found"))


def test_nobody_else_reads_what_an_error_says() -> None:
    """Law: a sentence of Telegram's is compared in one file only."""
    house = Path(__file__).parents[2]
    signs = ("thread not found", "not modified", "topic_deleted", "can't be edited")
    readers = {
        path.relative_to(house).as_posix()
        for path in [*house.glob("bot/**/*.py"), *house.glob("handlers/*.py")]
        if "playground" not in path.parts
        and any(sign in path.read_text(encoding="utf-8").lower() for sign in signs)
    }
    assert readers == {"bot/gateway/telegram/failures.py"}
