"""No word of Telegram's is written outside its own room and the stand-in for it.

Law: comments and docstrings may name the source of a rule; names, keys and texts in code may not.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
ROOMS = ("bot/gateway/telegram", "bot/playground", "bot/storage/migrations")

# the operator's setting keeps the name that it was given; only the wiring reads it
_SETTING = "staff_chat_id"
_COMMANDS = ("bot/commands/database.py", "bot/commands/desk.py")
_WIRING = frozenset({*_COMMANDS, "bot/app.py", "bot/demo.py", "bot/doctor.py", "bot/settings.py"})
WORDS = frozenset(
    {
        "allowed_updates",
        "answerCallbackQuery",
        "answerInlineQuery",
        "callback_data",
        "callback_query",
        "callback_query_id",
        "caption_entities",
        "chat_id",
        "copyMessage",
        "copyMessages",
        "createForumTopic",
        "deleteWebhook",
        "editMessageCaption",
        "editMessageText",
        "edited_message",
        "forum_topic",
        "forum_topic_created",
        "from_chat_id",
        "getChatMember",
        "getUpdates",
        "deleteMessage",
        "deleteMessages",
        "inline_keyboard",
        "inline_query",
        "inline_query_id",
        "is_topic_message",
        "language_code",
        "link_preview_options",
        "media_group_id",
        "message_ids",
        "message_thread_id",
        "my_chat_member",
        "chat_member",
        "parse_mode",
        "reply_markup",
        "reply_parameters",
        "reply_to_message",
        "sendMessage",
        "setChatMenuButton",
        "setMessageReaction",
        "setMyCommands",
        "setWebhook",
        "show_alert",
        _SETTING,
        "text_link",
        "update_id",
    }
)
_MARKS = ("-100",)  # nobody reads a group out of a number


def files() -> Iterator[Path]:
    """All of the house but the rooms that speak Telegram."""
    for top in ("bot", "handlers", "intents"):
        for path in sorted((HOUSE / top).rglob("*.py")):
            if not path.relative_to(HOUSE).as_posix().startswith(ROOMS):
                yield path


def spoken(code: str) -> set[str]:
    """Every name and every text in code, without what only explains."""
    tree = ast.parse(code)
    explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=str(text)) if id(node) not in explained:
                found.add(text)
            case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                found.add(name)
            case ast.keyword(arg=str(name)) | ast.FunctionDef(name=name) | ast.alias(name=name):
                found.add(name)
    return found


def words_in(code: str) -> set[str]:
    """Telegram's words among them, whole or as a part of a longer text."""
    said = spoken(code)
    names = said & WORDS
    inside = {word for word in WORDS for text in said if " " in text and word in text.split()}
    marks = {mark for mark in _MARKS for text in said if text.startswith(mark)}
    return names | inside | marks


@pytest.mark.parametrize("path", list(files()), ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_no_word_of_telegram_s_is_written_here(path: Path) -> None:
    allowed = {_SETTING} if path.relative_to(HOUSE).as_posix() in _WIRING else set()
    assert words_in(path.read_text(encoding="utf-8")) - allowed == set()


@pytest.mark.parametrize(
    "code",
    [
        'payload = {"chat_id": 5}',
        "message(reply_markup=rows)",
        "thread = one.message_thread_id",
        'Draft("sendMessage")',
        "def on(callback_query): ...",
        'if key.startswith("-100"): ...',
    ],
)
def test_a_word_would_be_found(code: str) -> None:
    assert words_in(code)


def test_what_explains_may_name_its_source() -> None:
    assert words_in('"""As in callback_data."""\n# chat_id\nx = 1') == set()
