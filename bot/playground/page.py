"""The playground's page: what a person at this machine sees and does in the stand-in."""

from starlette.routing import BaseRoute

from bot.playground.telegram import Telegram


def page_routes(telegram: Telegram) -> list[BaseRoute]:
    """The page and what it asks for."""
    return []
