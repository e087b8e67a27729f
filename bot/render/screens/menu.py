"""A question with its choices: where one is, what is asked, and the ways out."""

from collections.abc import Sequence

from bot.domain.buttons import Choose, Home, OpenMenu, TurnPage
from bot.domain.effects import ShowQuestion
from bot.domain.messages import Button, Message, Rows, Text, bold, joined, units
from bot.domain.words import Words
from bot.render.context import RenderContext
from bot.render.labels import labelled
from bot.render.markdown import pieces
from bot.render.styled import fitted, fold
from intents.content.catalog import Choice, Question

PAGE = 12  # choices on one page
_SEEN_WORDS = 300  # units of a question's own words that stand above its choices unfolded
_LONGEST_WORDS = 1500  # units of a question's own words; the rest is for its choices


def question(effect: ShowQuestion, context: RenderContext) -> Message:
    """A menu: where one is, the question, its choices numbered, and the buttons."""
    found = context.catalog.question(context.language, effect.question_id)
    assert found is not None, effect.question_id
    pages = max(1, -(-len(found.choices) // PAGE))
    page = min(effect.page, pages - 1)
    phrases, shown = context.phrases, _numbered(found, page)
    parts = (
        phrases.words(effect.note) if effect.note else "",
        trail(found, context),
        question_words(found, context, named=not context.catalog.trail(found)),
        other_language(found, context),
        joined((bold(f"{n}.") + f" {choice.title}" for n, choice in shown), "\n"),
        phrases.text("menu.page", {"page": page + 1, "pages": pages}) if pages > 1 else "",
        phrases.text("menu.how"),
    )
    rows = (*_choices(found, shown), _turns(found, page, pages), _ways(found, context))
    return Message(fitted(joined(parts)), labelled(rows, phrases))


def _numbered(found: Question, page: int) -> Sequence[tuple[int, Choice]]:
    """A page's choices with the numbers that they have on all pages."""
    first = page * PAGE
    return list(enumerate(found.choices[first : first + PAGE], start=first + 1))


def question_words(found: Question, context: RenderContext, *, named: bool = True) -> Text:
    """The question's own words, folded where they are many; below a trail its title, which the
    trail names, only when it has no others.
    """
    body = pieces(found.body, limit=_LONGEST_WORDS)[:1]
    title = bold(found.title) if found.title and (named or not body) else ""
    folds = context.folds and any(units(one.text) > _SEEN_WORDS for one in body)
    return joined((title, *map(fold, body)) if folds else (title, *body))


def trail(found: Question, context: RenderContext) -> Text:
    """The way from the subjects down to a question."""
    labels = (choice.label for choice in context.catalog.trail(found))
    return joined((context.phrases.text("menu.home"), *labels), " › ")


def other_language(found: Question | Choice, context: RenderContext) -> Text:
    """A word about content that is there, or whose answer is there, in another language only."""
    lent_by = found.lent_by if isinstance(found, Choice) else None
    if (lent_by or found.language) == context.language:
        return Text()
    return context.phrases.text("content.other-language")


def _choices(found: Question, shown: Sequence[tuple[int, Choice]]) -> Rows:
    return tuple(
        (Button(f"{n}. {choice.label}", Choose(choice.id, found.fingerprint)),)
        for n, choice in shown
    )


def _turns(found: Question, page: int, pages: int) -> tuple[Button, ...]:
    earlier = TurnPage(found.collection, found.question_id, page - 1)
    more = TurnPage(found.collection, found.question_id, page + 1)
    back = (Button(Words("menu.earlier"), earlier),) if page else ()
    return (*back, Button(Words("menu.more"), more)) if page + 1 < pages else back


def _ways(found: Question, context: RenderContext) -> tuple[Button, ...]:
    home = Button(Words("button.home"), Home())
    above = context.catalog.trail(found)
    if not above:
        return (home,)
    return Button(Words("button.back"), OpenMenu(found.collection, above[-1].question_id)), home
