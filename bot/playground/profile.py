"""Bot API methods about the bot itself: its name, commands, descriptions, menu button, files and
webhook.
"""

from typing import Any
from urllib.parse import urlsplit

from bot.playground import reach, rules
from bot.playground.errors import bad_request
from bot.playground.files import unique
from bot.playground.params import Params
from bot.playground.telegram import Telegram

Json = dict[str, Any]


def get_me(telegram: Telegram, _: Params) -> Json:
    """getMe."""
    can = {
        "can_join_groups": True,
        "can_read_all_group_messages": True,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }
    return telegram.world.bot | can


def set_commands(telegram: Telegram, params: Params) -> bool:
    """setMyCommands for one scope and language."""
    key, given = _slot(params), rules.commands(params.json("commands") or [])
    return _save(telegram, "commands", _saved(telegram, "commands") | {key: given})


def get_commands(telegram: Telegram, params: Params) -> list[Json]:
    """getMyCommands of exactly this scope and language."""
    found: list[Json] = _saved(telegram, "commands").get(_slot(params), [])
    return found


def delete_commands(telegram: Telegram, params: Params) -> bool:
    """deleteMyCommands of this scope and language."""
    kept = {
        key: value for key, value in _saved(telegram, "commands").items() if key != _slot(params)
    }
    return _save(telegram, "commands", kept)


def shown_commands(telegram: Telegram, chat_id: int, user_id: int, language: str) -> list[Json]:
    """The list a person sees: the narrowest scope that has one, in their language before the
    general one.

    Source: core.telegram.org/bots/api#determining-list-of-commands.
    """
    saved = _saved(telegram, "commands")
    if chat_id > 0:
        scopes = [f"chat:{chat_id}", "all_private_chats", "default"]
    else:
        scopes = [
            f"chat_member:{chat_id}:{user_id}",
            f"chat:{chat_id}",
            "all_group_chats",
            "default",
        ]
    for scope in scopes:
        for code in (language, ""):
            if found := saved.get(f"{scope}|{code}"):
                return list(found)
    return []


def _slot(params: Params) -> str:
    scope = params.json("scope") or {"type": "default"}
    name = ":".join(str(scope[key]) for key in ("type", "chat_id", "user_id") if key in scope)
    return f"{name}|{params.text('language_code')}"


def set_text(field: str, telegram: Telegram, params: Params) -> bool:
    """setMyName, setMyDescription, setMyShortDescription; empty takes the language's own text
    away.
    """
    code = params.text("language_code")
    text = rules.bot_text(field, params.text(field))
    texts = {key: value for key, value in _saved(telegram, field).items() if key != code}
    return _save(telegram, field, texts | ({code: text} if text else {}))


def get_text(field: str, telegram: Telegram, params: Params) -> Json:
    """getMyName, getMyDescription, getMyShortDescription."""
    return {field: shown_text(telegram, field, params.text("language_code"))}


def shown_text(telegram: Telegram, field: str, language: str) -> str:
    """The text a person with this language sees."""
    texts = _saved(telegram, field)
    fallback = telegram.world.bot["first_name"] if field == "name" else ""
    return str(texts.get(language) or texts.get("") or fallback)


def set_menu_button(telegram: Telegram, params: Params) -> bool:
    """setChatMenuButton, for one chat or for all."""
    button = params.json("menu_button") or {"type": "default"}
    if button.get("type") not in ("default", "commands", "web_app"):
        raise bad_request("BUTTON_TYPE_INVALID")
    return _save(
        telegram, "menu_button", _saved(telegram, "menu_button") | {params.text("chat_id"): button}
    )


def get_menu_button(telegram: Telegram, params: Params) -> Json:
    """getChatMenuButton."""
    buttons = _saved(telegram, "menu_button")
    found: Json = buttons.get(params.text("chat_id")) or buttons.get("") or {"type": "default"}
    return found


def chat_action(telegram: Telegram, params: Params) -> bool:
    """sendChatAction: the page shows it for five seconds."""
    chat = reach.chat(telegram, params)
    action = params.text("action")
    if not action:
        raise bad_request("wrong parameter action in request")
    news = {"type": "action", "chat_id": chat["id"], "action": action}
    telegram.changed(news | {"message_thread_id": params.whole("message_thread_id")})
    return True


def get_file(telegram: Telegram, params: Params) -> Json:
    """getFile: where to fetch it, up to 20 MB."""
    file_id = params.text("file_id")
    kept = telegram.world.files.get(file_id)
    if kept is None:
        raise bad_request("invalid file_id")
    if kept["size"] > rules.FILE:
        raise bad_request("file is too big")
    about = {"file_size": kept["size"], "file_path": kept["path"]}
    return {"file_id": file_id, "file_unique_id": unique(file_id), **about}


def set_webhook(telegram: Telegram, params: Params) -> bool:
    """setWebhook: https, or plain http to this machine only, which Telegram itself would refuse."""
    url = params.text("url")
    parts = urlsplit(url)
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if url and parts.scheme != "https" and not (parts.scheme == "http" and local):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if params.flag("drop_pending_updates"):
        telegram.updates.clear()
    telegram.updates.allow(params.json("allowed_updates"))
    telegram.updates.set_hook({"url": url, "secret": params.text("secret_token")} if url else None)
    telegram.changed({"type": "webhook"})
    return True


def delete_webhook(telegram: Telegram, params: Params) -> bool:
    """deleteWebhook."""
    if params.flag("drop_pending_updates"):
        telegram.updates.clear()
    telegram.updates.set_hook(None)
    telegram.changed({"type": "webhook"})
    return True


def webhook_info(telegram: Telegram, _: Params) -> Json:
    """getWebhookInfo."""
    hook = telegram.world.settings.get("webhook") or {"url": ""}
    waiting = {"pending_update_count": len(telegram.updates.waiting)}
    return {"url": hook["url"], "has_custom_certificate": False, **waiting, **hook.get("error", {})}


def _saved(telegram: Telegram, key: str) -> Json:
    saved: Json = telegram.world.settings.get(key) or {}
    return saved


def _save(telegram: Telegram, key: str, value: Json) -> bool:
    telegram.world.settings.put(key, value)
    telegram.changed({"type": "profile"})
    return True
