"""Addresses that lead back to the desk."""

from urllib.parse import quote

from bot.domain.contact.answers import link_payload
from intents.content.catalog import Choice


def start_link(choice: Choice, username: str) -> str:
    """The address that opens an answer in a chat with the desk."""
    return f"https://t.me/{username}?start={link_payload(choice.id)}"


def share_link(choice: Choice, username: str) -> str:
    """The address that offers an answer to others."""
    link = quote(start_link(choice, username), safe="")
    return f"https://t.me/share/url?url={link}&text={quote(choice.label)}"
