"""What a phone shows of the desk's own answers before anything is unfolded.

The content is the real one. An editor may need another order now and then, so most answers are
held to it, not each.
"""

import re
from pathlib import Path

import pytest

from bot.content import read
from bot.domain.effects import ShowAnswer
from bot.domain.messages import Style
from bot.render.context import RenderContext
from bot.render.phrases import Phrases
from bot.render.screens import answer
from intents.content.catalog import Catalog, Choice, build
from tests.render.content import ISTANBUL, LINKS, TODAY

FOLDER = Path(__file__).parents[2] / "faq_data"
MOST = 0.9  # of the answers
_ITEM = re.compile(r"(?:- |\d+\. )(.*)")
_MARKUP = re.compile(r"\*\*|\[|\]\([^)]*\)")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """What the desk knows."""
    return build(read(FOLDER).files)[0]


@pytest.mark.parametrize("language", ["tr", "en"])
@pytest.mark.parametrize("collection", ["faq", "assessment"])
def test_most_answers_show_their_first_list_whole(
    catalog: Catalog, collection: str, language: str
) -> None:
    """A reader on a phone sees all the steps, not an introduction and half of them."""
    context = RenderContext(catalog, Phrases.of(language, ISTANBUL), language, LINKS, TODAY)
    leaves = [
        choice
        for choice in catalog.choices(language)
        if choice.collection == collection and choice.opens is None and choice.body
    ]
    torn = [choice.id for choice in leaves if not _is_whole(choice, _seen(choice, context))]
    assert len(leaves) > 50
    assert len(torn) <= (1 - MOST) * len(leaves), torn


def _seen(choice: Choice, context: RenderContext) -> str:
    text = answer(ShowAnswer(choice.question_id, choice.id, found=True), context).text
    folded = [span.start for span in text.spans if span.style is Style.FOLDED]
    return text.text[: min(folded, default=len(text.text))].rstrip()


def _is_whole(choice: Choice, seen: str) -> bool:
    """Whether each item of the answer's first list is seen, and no list is announced in vain."""
    items = _first_list(choice.body)
    return bool(items) and all(item in seen for item in items) and not seen.endswith(":")


def _first_list(body: str) -> list[str]:
    items: list[str] = []
    for line in filter(None, body.splitlines()):
        item = _ITEM.match(line)
        if item:
            items.append(_MARKUP.sub("", item[1]))
        elif items:
            break
    return items
