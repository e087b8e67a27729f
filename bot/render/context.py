"""What a screen needs to know besides the effect itself."""

from dataclasses import dataclass
from datetime import date

from bot.render.phrases import Phrases
from intents.content.catalog import Catalog


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The content and the words of one language; `username` is the desk's own, for links to it."""

    catalog: Catalog
    phrases: Phrases
    language: str
    username: str
    today: date
