"""What a failed call means. Law: the only place that reads what Telegram says about an error."""

import re
from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.domain.outbox import Cause, Failure, Verdict

TOO_MANY = "429"
_GONE = (
    "chat not found",
    "user is deactivated",
    "user not found",
    "bot was kicked",
    "not enough rights to send",
)
_NOT_MODIFIED = "message is not modified"  # the words already stand there: that is what was wanted
_THREAD_GONE = ("thread not found", "topic_deleted", "topic deleted", "topic_id_invalid")
_MESSAGE_GONE = ("message to edit not found", "message can't be edited", "message_id_invalid")
_REFUSED = re.compile(
    r"connecterror|bad gateway|internal server error|service unavailable|\(50[0-3]\)"
)
_SECONDS_OF_GRACE = 0.25  # Telegram counts whole seconds


def is_done(error: TelegramError) -> bool:
    """Whether what was asked for is the case already."""
    return _says(error, (_NOT_MODIFIED,))  # the library begins it with a capital


def classify(error: TelegramError) -> Failure:
    """What a failed call means for its delivery."""
    cause = _cause(error)
    match error:
        case RetryAfter():
            wait = error.retry_after
            seconds = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
            grace = timedelta(seconds=_SECONDS_OF_GRACE)
            return Failure(Verdict.HALT, TOO_MANY, wait=seconds + grace)
        case Forbidden():
            return Failure(Verdict.UNREACHABLE, error.message, cause=cause)
        case EndPointNotFound() | ChatMigrated():
            return Failure(Verdict.DROP, error.message, cause=cause)
        case InvalidToken():
            return Failure(Verdict.FATAL, error.message)
        case BadRequest() if _says(error, _GONE):
            return Failure(Verdict.UNREACHABLE, error.message, cause=cause)
        case BadRequest():  # before NetworkError: it is one
            return Failure(Verdict.DROP, error.message, cause=cause)
        case Conflict():
            return Failure(Verdict.RETRY, error.message)
        case TimedOut() | NetworkError():
            name = type(error).__name__
            return Failure(Verdict.RETRY, name, uncertain=not _before_sending(error))
    return Failure(Verdict.RETRY, type(error).__name__, uncertain=True)


def _says(error: TelegramError, signs: tuple[str, ...]) -> bool:
    words = error.message.lower()
    return any(sign in words for sign in signs)


def _cause(error: TelegramError) -> Cause:
    if _says(error, _THREAD_GONE):
        return Cause.THREAD_GONE
    return Cause.MESSAGE_GONE if _says(error, _MESSAGE_GONE) else Cause.OTHER


def _before_sending(error: TelegramError) -> bool:
    """True when the request can't have reached Telegram, or Telegram itself says that it did not
    act.
    """
    return _REFUSED.search(error.message.lower()) is not None
