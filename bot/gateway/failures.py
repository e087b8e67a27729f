"""What a failed call means. Law: the only place that reads a Telegram error."""

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

from bot.domain.deliveries import Failure, Verdict

_GONE = (
    "chat not found",
    "user is deactivated",
    "user not found",
    "bot was kicked",
    "not enough rights to send",
)
NOT_MODIFIED = "message is not modified"  # the words already stand there: that is what was wanted
_REFUSED = re.compile(
    r"connecterror|bad gateway|internal server error|service unavailable|\(50[0-3]\)"
)
_SECONDS_OF_GRACE = 0.25  # Telegram counts whole seconds


def classify(error: TelegramError) -> Failure:
    """What a failed call means for its delivery."""
    match error:
        case RetryAfter():
            wait = error.retry_after
            seconds = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
            return Failure(Verdict.HALT, "429", wait=seconds + timedelta(seconds=_SECONDS_OF_GRACE))
        case Forbidden():
            return Failure(Verdict.UNREACHABLE, error.message)
        case EndPointNotFound() | ChatMigrated():
            return Failure(Verdict.DROP, error.message)
        case InvalidToken():
            return Failure(Verdict.FATAL, error.message)
        case BadRequest() if any(sign in error.message.lower() for sign in _GONE):
            return Failure(Verdict.UNREACHABLE, error.message)
        case BadRequest():  # before NetworkError: it is one
            return Failure(Verdict.DROP, error.message)
        case Conflict():
            return Failure(Verdict.RETRY, error.message)
        case TimedOut() | NetworkError():
            return Failure(
                Verdict.RETRY, type(error).__name__, uncertain=not _before_sending(error)
            )
    return Failure(Verdict.RETRY, type(error).__name__, uncertain=True)


def _before_sending(error: TelegramError) -> bool:
    """True when the request can't have reached Telegram, or Telegram itself says that it did not
    act.
    """
    return _REFUSED.search(error.message.lower()) is not None
