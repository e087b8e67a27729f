"""An answer, short first: what was understood, its gist, the first steps; all else is folded below
them, with its passport: sources, when it was checked, who decides.
"""

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
from bot.domain.messages import (
    Button,
    Message,
    Rows,
    Style,
    Text,
    bold,
    joined,
    styled,
    units,
)
from bot.domain.words import Words
from bot.render.context import RenderContext
from bot.render.labels import labelled
from bot.render.markdown import pieces
from bot.render.phrases import Phrases
from bot.render.screens.menu import other_language
from bot.render.styled import LONGEST, fold
from intents.content.catalog import Choice, Source

SHORT = 600  # units that are seen at first
_LEAST_LEAD = 120  # units of an answer's beginning; less room is left to what is folded
FOLDED = (
    3000  # units of what is folded; the rest of a message is for what is seen, and the passport
)
READ_ON = 1100  # units of a piece where what is left can't be folded
_SPARE = 40  # units that a passport leaves free
# the number of a law's article stays on the line of its "m."
_ARTICLE = re.compile(r"\b(m|arts?)\. (?=\d)")


def answer(effect: ShowAnswer, context: RenderContext) -> Message:
    """An answer, or one piece of it where the whole can't be folded into one message; the last one
    carries its passport and asks whether it helped.
    """
    choice = context.catalog.choice(context.language, effect.choice_id)
    assert choice is not None, effect.choice_id
    head = _head(choice, context, found=effect.found)
    body = _kept(choice.body)
    parts = _parts(body, SHORT - units(head.text), folds=context.folds)
    part = min(effect.part, len(parts) - 1)
    seen, folded = parts[part]
    text = joined((head if part == 0 else "", seen))
    if part + 1 < len(parts):
        ways = (*effect.ways, *_read_on(choice, part, len(parts)))
        return Message(joined((text, fold(folded))), labelled(ways, context.phrases))
    last = _last_words(choice, context)
    room = LONGEST - _SPARE - sum(units(one.text) for one in (text, folded, last))
    below = joined((folded, passport(choice, context, room=room)))
    below = fold(below) if context.folds else below
    rows = labelled((*effect.ways, *_ways_on(choice, context)), context.phrases)
    return Message(joined((text, below, last)), rows)


def _parts(body: str, room: int, *, folds: bool) -> tuple[tuple[Text, Text], ...]:
    """What is shown one after the other: each what is seen of it, and what is folded below."""
    nothing, lead = Text(), room if room >= _LEAST_LEAD else 0
    if not folds:
        flat = pieces(body, limit=READ_ON, first=max(lead, _LEAST_LEAD))
        return tuple((one, nothing) for one in flat) or ((nothing, nothing),)
    whole = pieces(body, limit=FOLDED, first=lead or FOLDED)
    seen, rest = (whole[0], whole[1:]) if lead and whole else (nothing, whole)
    first, *others = rest or (nothing,)
    return ((seen, first), *((nothing, one) for one in others))


def _head(choice: Choice, context: RenderContext, *, found: bool) -> Text:
    about = context.phrases.text("answer.about", {"label": choice.label}) if found else ""
    title = bold(f"“{choice.title}”")  # what an organisation says of itself, not the desk
    note, gist = other_language(choice, context), choice.summary or ""
    return joined((about, title, *((gist, note) if choice.lent_by else (note, gist))))


def _read_on(choice: Choice, part: int, parts: int) -> Rows:
    label = Words("answer.read-on", {"part": part + 2, "parts": parts})
    return ((Button(label, ReadOn(choice.id, part + 1)),),)


def passport(choice: Choice, context: RenderContext, *, room: int) -> Text:
    """Sources in one line, fewer where room is little, and when it was last checked."""
    checked = _reviewed(choice, context.phrases)
    for count in range(len(choice.sources), 0, -1):
        links = joined(map(_source, choice.sources[:count]), " · ")
        line = joined((context.phrases.text("answer.sources"), links), " ")
        whole = joined((line, checked))
        if units(whole.text) <= room:
            return whole
    return checked


def _source(source: Source) -> Text:
    title = _kept(source.title)
    return styled(title, Style.LINK, source.url) if source.url else Text(title)


def _kept(text: str) -> str:
    return _ARTICLE.sub("\\1.\u00a0", text)


def _last_words(choice: Choice, context: RenderContext) -> Text:
    """What nobody should have to unfold: that a check is overdue, and who decides."""
    overdue = choice.legal and choice.review_by and choice.review_by < context.today
    lines = (
        context.phrases.text("answer.overdue") if overdue else "",
        styled(context.phrases.text("answer.liability"), Style.ITALIC),
    )
    return joined(lines, "\n")


def _reviewed(choice: Choice, phrases: Phrases) -> Text:
    """When an answer was last read, and what it was compared with."""
    if choice.reviewed is None:
        return Text()
    day = phrases.date(choice.reviewed)
    if choice.checked_against is None:
        return phrases.text("answer.reviewed", {"date": day})
    values = {"date": day, "against": choice.checked_against}
    return phrases.text("answer.reviewed-against", values)


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
