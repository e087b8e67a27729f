"""Answers that send people on call the other answer as its button does."""

import re

import pytest

from bot.content import SHIPPED, read
from intents.content.catalog import Catalog, build

_NAMED = {
    "tr": re.compile(r"“([^”]+)” (?:yanıtın|başlığın)"),
    "en": re.compile(r"under “([^”]+)”"),
}
_LISTED = re.compile(r"^\*\*(?:Her \w+ ayrı yanıtı|Each step has an answer)[^*]*\*\*(.*)$", re.M)
_QUOTED = re.compile(r"“([^”]+)”")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """What the desk knows."""
    return build(read(SHIPPED).files)[0]


@pytest.mark.parametrize("language", ["tr", "en"])
def test_what_an_answer_names_stands_under_that_name(catalog: Catalog, language: str) -> None:
    """Who types the name or looks for the button finds it."""
    choices = [choice for choice in catalog.choices(language) if choice.lent_by is None]
    labels = {choice.label for choice in catalog.choices(language)}
    named = {
        (choice.id, name)
        for choice in choices
        for name in (
            *_NAMED[language].findall(choice.body),
            *(name for line in _LISTED.findall(choice.body) for name in _QUOTED.findall(line)),
        )
    }
    assert len(named) >= 10
    assert not [(one, name) for one, name in sorted(named) if name not in labels]
