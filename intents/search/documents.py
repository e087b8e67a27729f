"""Documents: what the search sees of the content's entries, as folded words.

Law: an entry is one document in each language that it is written in, and none in the others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from intents.content.catalog import Catalog, Choice
from intents.turkish import strip_links, words

SHORT = ("title", "label", "aliases", "summary")  # the fields that an entry is known by
BODY = "body"
FIELDS = (*SHORT, BODY)


@dataclass(frozen=True, slots=True)
class Document:
    """What the index sees of an entry: its id, its subject, and the folded words of its texts by
    field.
    """

    id: str
    texts: Mapping[str, Sequence[Sequence[str]]]
    subject: str = ""
    series: bool = False

    @property
    def names(self) -> list[tuple[str, ...]]:
        """The short texts that it is known by, each once."""
        return list(
            dict.fromkeys(
                tuple(text) for name in SHORT for text in self.texts.get(name, ()) if text
            )
        )

    @property
    def words(self) -> list[str]:
        """All its words, whatever the field."""
        return [word for texts in self.texts.values() for text in texts for word in text]

    @property
    def body(self) -> list[str]:
        """The words of its body."""
        return [word for text in self.texts.get(BODY, ()) for word in text]


def documents(catalog: Catalog) -> Iterator[Document]:
    """Every choice that is written, once in each language that it is written in."""
    for language in catalog.languages:
        series = {
            name for name in catalog.collections(language) if _is_series(catalog, language, name)
        }
        for choice in catalog.choices(language):
            if choice.written and choice.language == language:
                yield document(choice, series=choice.collection in series)


def document(choice: Choice, *, series: bool) -> Document:
    """What the index reads of a choice."""
    texts = {
        "title": [words(choice.title)],
        "label": [words(choice.label)],
        "aliases": [words(alias) for alias in choice.aliases],
        "summary": [words(choice.summary)] if choice.summary else [],
        "body": [] if choice.lent_by else [words(strip_links(choice.body))],
    }
    subject = f"{choice.id.partition('-')[0]} {choice.language}"
    return Document(choice.id, texts, subject=subject, series=series)


def _is_series(catalog: Catalog, language: str, name: str) -> bool:
    collection = catalog.collection(language, name)
    return collection is not None and collection.kind == "series"
