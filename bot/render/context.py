"""What a screen needs to know besides the effect itself."""

from dataclasses import dataclass
from datetime import date

from bot.domain.links import Links
from bot.render.phrases import Phrases
from intents.content.catalog import Catalog


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The content and the words of one language; `links` lead back to the desk, `folds` says
    whether a reader can unfold a quotation.
    """

    catalog: Catalog
    phrases: Phrases
    language: str
    links: Links
    today: date
    folds: bool = True
