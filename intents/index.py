"""The index: all that a message is held against, made from one catalog at one time."""

from collections.abc import Sequence
from copy import copy

from intents.content.catalog import Catalog, Choice
from intents.quotes import Sentence, fitting
from intents.scope.courtesy import Courtesy
from intents.scope.scope import Hit, Scope
from intents.search.concepts import Concepts
from intents.search.confidence import Calibration
from intents.search.documents import documents
from intents.search.index import Match, SearchIndex
from intents.search.keep import Keep
from intents.turkish import asked


class Index:
    """What the content says, in all its languages together, ready to be searched, and what is no
    question at all.
    """

    def __init__(
        self, catalog: Catalog, calibration: Calibration, keep: Keep | None = None
    ) -> None:
        self.catalog = catalog
        self.calibration = calibration
        entries = list(documents(catalog))
        self._entries = SearchIndex(entries, Concepts(catalog.vocabulary.groups), keep)
        self._scope = Scope.of(catalog, entries, keep)
        self.courtesy = Courtesy(catalog.smalltalk)

    @classmethod
    def build(cls, catalog: Catalog, keep: Keep | None = None) -> "Index":
        """The index of a catalog, with the packaged calibration; `keep` may spare some learning."""
        return cls(catalog, Calibration.packaged(), keep)

    def calibrated(self, calibration: Calibration) -> "Index":
        """The same index with other weights."""
        other = copy(self)
        other.calibration = calibration
        return other

    def search(self, query: str, *, limit: int = 10) -> tuple[Match, ...]:
        """The entries that the query may mean, likeliest first, with probabilities; takes any
        text.
        """
        return self._entries.search(asked(query), self.calibration, limit)

    def sentences(self, choice: Choice, query: str) -> tuple[Sentence, ...]:
        """The sentences of an entry that hold most of what a query asks."""
        return fitting(choice, asked(query), self._entries.ranking)

    def scope(self, texts: Sequence[Sequence[str]]) -> list[Hit]:
        """The policy or small talk that the folded words of each text come nearest to; whether they
        are that is for `understand` to say.
        """
        return self._scope.hits(texts)
