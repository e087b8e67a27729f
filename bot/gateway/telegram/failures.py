"""What a failed call means. Law: the only place that reads what Telegram says about an error.

Sources: core.telegram.org/bots/api#making-requests; the descriptions are those of the Bot API's own
server (tdlib/telegram-bot-api, telegram-bot-api/Client.cpp) and of Telegram itself (in capitals,
core.telegram.org/api/errors).
"""

import re
from collections.abc import Mapping
from datetime import timedelta
from enum import Enum, auto

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

from bot.domain.messages import Act, address_of, group_of
from bot.domain.outbox import About, Cause, Failure
from bot.gateway.telegram.request import FOREIGN, NOT_SENT

TOO_MANY = "429"
# the words already stand there: that is what was wanted
_NOT_MODIFIED = ("message is not modified", "topic_not_modified")
_THREAD_GONE = ("thread not found", "topic_deleted", "topic deleted", "topic_id_invalid")
_MESSAGE_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message to delete not found",
)
_REFUSED = re.compile(
    rf"{NOT_SENT}|bad gateway|internal server error|service unavailable|\(50[0-3]\)"
)
_FOREIGN = re.compile(rf"{FOREIGN} \((\d+)\)")
_STUMBLES = range(500, 600)  # with such a status even a page that is not Telegram's may be theirs
_SECONDS_OF_GRACE = 0.25  # Telegram counts whole seconds


class _Names(Enum):
    """Whom a refusal names; which of the act's chats that is, the act's addresses decide."""

    PERSON = auto()
    GROUP = auto()
    CHAT = auto()  # a person or a group
    THREAD = auto()  # one thread of a group: shut, until an expert opens it again
    MESSAGE = auto()


# The first that is found decides; what is in no line is a word about the message. So is a thread
# that can't be opened for want of a right or of topics: the group itself is there, and is told.
_REFUSALS: Mapping[str, _Names] = {
    "bot was blocked by the user": _Names.PERSON,
    "user_is_blocked": _Names.PERSON,
    "user is deactivated": _Names.PERSON,
    "input_user_deactivated": _Names.PERSON,
    "bot can't initiate conversation": _Names.PERSON,
    "bot can't send messages to": _Names.PERSON,  # bots, or the user
    "user not found": _Names.PERSON,
    "user_id_invalid": _Names.PERSON,
    "bot was kicked": _Names.GROUP,
    "bot is not a member": _Names.GROUP,
    "group chat was deleted": _Names.GROUP,
    "group chat was deactivated": _Names.GROUP,
    "group is deactivated": _Names.GROUP,
    "channel_private": _Names.GROUP,
    "upgraded to a supergroup": _Names.GROUP,
    "not enough rights to send text": _Names.CHAT,
    # rights for one kind of file only: others may be said all the same
    "not enough rights to send": _Names.MESSAGE,
    "chat_send_plain_forbidden": _Names.CHAT,
    "have no rights to send": _Names.CHAT,
    "have no write access": _Names.CHAT,
    "chat_write_forbidden": _Names.CHAT,
    "chat_restricted": _Names.CHAT,
    "chat not found": _Names.CHAT,
    "peer_id_invalid": _Names.CHAT,
    "topic_closed": _Names.THREAD,
    "topic closed": _Names.THREAD,
}


def is_done(error: TelegramError) -> bool:
    """Whether what was asked for is the case already."""
    return _says(error, _NOT_MODIFIED)  # the library begins it with a capital


def classify(error: TelegramError, act: Act | None = None) -> Failure:
    """What a failed call means for its delivery."""
    match error:
        case RetryAfter():
            wait = error.retry_after
            seconds = wait if isinstance(wait, timedelta) else timedelta(seconds=wait)
            grace = timedelta(seconds=_SECONDS_OF_GRACE)
            return Failure(About.PACE, TOO_MANY, wait=seconds + grace)
        case ChatMigrated():
            return Failure(_about(_Names.GROUP, act), error.message)
        # the library says 401 and 404 in one word, and 404 says nothing of the message either
        case InvalidToken() | EndPointNotFound() | Conflict():
            return Failure(About.DESK, error.message)
        case Forbidden() | BadRequest():  # before NetworkError: the second is one
            return Failure(_about(_named(error), act), error.message, cause=_cause(error))
        case NetworkError() if found := _FOREIGN.search(error.message):
            return _foreign(error, int(found[1]))
        case NetworkError() if NOT_SENT in error.message:
            return Failure(About.DESK, NOT_SENT)
        case TimedOut() | NetworkError():
            name = type(error).__name__
            return Failure(About.CALL, name, uncertain=not _before_sending(error))
    return Failure(About.CALL, type(error).__name__, uncertain=True)


def _named(error: TelegramError) -> _Names:
    words = error.message.lower()
    return next((names for sign, names in _REFUSALS.items() if sign in words), _Names.MESSAGE)


def _about(names: _Names, act: Act | None) -> About:
    """A refusal is about the recipient only when it names the recipient: where a copy of the
    group's words is refused to a person, "chat" may be either.
    """
    to, group = (address_of(act), group_of(act)) if act is not None else (None, None)
    match names:
        case _Names.PERSON if to is not None and not to.group:
            return About.RECIPIENT
        case _Names.CHAT if to is not None and not to.group and group is None:
            return About.RECIPIENT
        case _Names.GROUP if group is not None:
            return About.GROUP
        case _Names.CHAT if group is not None and (to is None or to.group):
            return About.GROUP
        case _Names.THREAD:
            return About.CALL
    return About.MESSAGE


def _foreign(error: TelegramError, status: int) -> Failure:
    """Not Telegram but somebody on the way answered: a proxy, a portal; with 504 it may have been
    carried out.
    """
    about = About.CALL if status in _STUMBLES else About.DESK
    uncertain = about is About.CALL and not _before_sending(error)
    return Failure(about, error.message, uncertain=uncertain)


def _says(error: TelegramError, signs: tuple[str, ...]) -> bool:
    words = error.message.lower()
    return any(sign in words for sign in signs)


def _cause(error: TelegramError) -> Cause:
    if _says(error, _THREAD_GONE):
        return Cause.THREAD_GONE
    if _named(error) is _Names.THREAD:
        return Cause.THREAD_CLOSED
    return Cause.MESSAGE_GONE if _says(error, _MESSAGE_GONE) else Cause.OTHER


def _before_sending(error: TelegramError) -> bool:
    """True when the request can't have reached Telegram, or Telegram itself says that it did not
    act.
    """
    return _REFUSED.search(error.message.lower()) is not None
