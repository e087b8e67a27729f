"""Where a message stands: its topic, and the message it answers.

Law: a message in a topic shows the topic's opening as `reply_to_message` unless it answers another
one. Telegram does so, and a bot that takes every `reply_to_message` for a person's reply is wrong.
"""

from typing import TYPE_CHECKING, Any

from bot.playground.errors import bad_request

if TYPE_CHECKING:
    from bot.playground.telegram import Telegram

Json = dict[str, Any]


def bare(message: Json) -> Json:
    """A message as it is quoted in another: without what it answered itself."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def placed(telegram: "Telegram", chat_id: int, thread: int | None) -> Json:
    """The fields that put a message into a topic; 400 when the topic is not there."""
    if not thread:
        return {}
    if (chat_id, thread) not in telegram.world.topics:
        raise bad_request("message thread not found")
    fields: Json = {"message_thread_id": thread, "is_topic_message": True}
    opening = telegram.world.message(chat_id, thread)
    return fields | ({"reply_to_message": bare(opening)} if opening else {})
