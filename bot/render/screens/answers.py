"""An answer in its pieces, with its passport: sources, when it was checked, who decides."""

import re

from bot.domain.buttons import (
    Helped,
    Home,
    MenuBelow,
    Press,
    QuestionAfter,
    ReadOn,
    WriteToExpert,
)
from bot.domain.contact.view import ASSESSMENT
from bot.domain.effects import ShowAnswer
from bot.domain.messages import Button, Message, Rows, Style, Text, bold, joined, styled, units
from bot.domain.words import Words
from bot.render.context import RenderContext
from bot.render.labels import labelled
from bot.render.markdown import pieces
from bot.render.screens.menu import other_language
from bot.render.styled import LONGEST
from intents.content.catalog import Choice, Source

COMFORTABLE = 3600  # units of a piece of an answer; the rest is for its passport
_LEAST_FIRST = 500  # units of the first piece below a long head
_SPARE = 40  # units that a passport leaves free
# the number of a law's article stays on the line of its "m."
_ARTICLE = re.compile(r"\b(m|arts?)\. (?=\d)")


def answer(effect: ShowAnswer, context: RenderContext) -> Message:
    """One piece of an answer; the last one carries its passport and asks whether it helped."""
    choice = context.catalog.choice(context.language, effect.choice_id)
    assert choice is not None, effect.choice_id
    head = _head(choice, context, found=effect.found)
    first = max(COMFORTABLE - units(head.text), _LEAST_FIRST)
    parts = pieces(choice.body, limit=COMFORTABLE, first=first) or (Text(),)
    part = min(effect.part, len(parts) - 1)
    text = joined((head if part == 0 else "", parts[part]))
    if part + 1 < len(parts):
        ways = (*effect.ways, *_read_on(choice, part, len(parts)))
        return Message(text, labelled(ways, context.phrases))
    room = LONGEST - _SPARE - units(text.text)
    rows = labelled((*effect.ways, *_ways_on(choice, context)), context.phrases)
    return Message(joined((text, passport(choice, context, room=room))), rows)


def _head(choice: Choice, context: RenderContext, *, found: bool) -> Text:
    about = context.phrases.text("answer.about", {"label": choice.label}) if found else ""
    title = bold(f"“{choice.title}”")  # what an organisation says of itself, not the desk
    return joined((about, title, other_language(choice, context), choice.summary or ""))


def _read_on(choice: Choice, part: int, parts: int) -> Rows:
    label = Words("answer.read-on", {"part": part + 2, "parts": parts})
    return ((Button(label, ReadOn(choice.id, part + 1)),),)


def passport(choice: Choice, context: RenderContext, *, room: int) -> Text:
    """Sources, when it was last checked, and who decides; shorter when there is little room."""
    sources = [context.phrases.text("answer.sources")] if choice.sources else []
    sources += [Text("• ") + _source(source) for source in choice.sources]
    checked = _checked(choice, context)
    while sources:
        whole = joined((joined(sources, "\n"), checked))
        if units(whole.text) <= room:
            return whole
        sources.pop()
    return checked


def _source(source: Source) -> Text:
    title = _ARTICLE.sub("\\1.\u00a0", source.title)
    return styled(title, Style.LINK, source.url) if source.url else Text(title)


def _checked(choice: Choice, context: RenderContext) -> Text:
    phrases = context.phrases
    reviewed = {"date": phrases.date(choice.reviewed)} if choice.reviewed else None
    overdue = choice.legal and choice.review_by and choice.review_by < context.today
    lines = (
        phrases.text("answer.reviewed", reviewed) if reviewed else "",
        phrases.text("answer.overdue") if overdue else "",
        styled(phrases.text("answer.liability"), Style.ITALIC),
    )
    return joined(lines, "\n")


def _ways_on(choice: Choice, context: RenderContext) -> Rows:
    label, back = _back(choice)
    link = context.links.sharing(choice.id, choice.label)
    share = (Button(Words("button.share"), url=link),) if link else ()
    return (
        (
            Button(Words("vote.yes"), Helped(choice.id, yes=True)),
            Button(Words("vote.no"), Helped(choice.id, yes=False)),
        ),
        (*share, Button(Words("button.expert"), WriteToExpert(choice.id))),
        (Button(label, back), Button(Words("button.home"), Home())),
    )


def _back(choice: Choice) -> tuple[Words, Press]:
    if choice.collection == ASSESSMENT:
        return Words("assessment.go-on"), QuestionAfter(choice.question_id)
    return Words("button.back"), MenuBelow(choice.collection, choice.question_id)
