"""Content as it would be at a desk whose editors wrote no aliases."""

from dataclasses import replace

from intents.content.catalog import Catalog, Collection, Question


def without_aliases(catalog: Catalog) -> Catalog:
    """The same catalog, every choice without its aliases."""
    translations = {
        language: {name: _collection(found) for name, found in collections.items()}
        for language, collections in catalog.translations.items()
    }
    return replace(catalog, translations=translations)


def _collection(found: Collection) -> Collection:
    return replace(
        found, questions={number: _question(one) for number, one in found.questions.items()}
    )


def _question(found: Question) -> Question:
    return replace(found, choices=tuple(replace(one, aliases=()) for one in found.choices))
