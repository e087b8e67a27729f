"""The self-assessment: one question of the series, and the profile at its end."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.buttons import (
    AssessAgain,
    AssessmentLevel,
    Guidance,
    Home,
    QuestionBefore,
    SkipQuestion,
    StopAssessment,
    WriteToExpert,
)
from bot.domain.contact.assessment import next_steps
from bot.domain.effects import ShowProfile, ShowStep
from bot.domain.messages import Button, Message, Rows, Text, bold, joined
from bot.domain.words import Words
from bot.render.context import RenderContext
from bot.render.labels import labelled
from bot.render.screens.menu import other_language, question_words
from bot.render.styled import fitted, fold
from intents.content.catalog import Choice, Question

_FILLED, _EMPTY = "●", "○"
_CHOSEN = " ✓"
_SEEN_BARS = 8  # more of them are folded: what to do next stands below them
_USUAL_LEVELS = 4  # of a question that is gone


def step(effect: ShowStep, context: RenderContext) -> Message:
    """One question of a series: n of so many, the question, its choices, and the ways around it."""
    found = context.catalog.question(context.language, effect.question_id)
    assert found is not None, effect.question_id
    phrases = context.phrases
    marked = [(choice, _CHOSEN * (choice.choice_id == effect.chosen)) for choice in found.choices]
    lines = (
        bold(f"{n}.") + f" {choice.title}{mark}" for n, (choice, mark) in enumerate(marked, start=1)
    )
    parts = (
        phrases.text("assessment.progress", {"n": effect.position, "total": effect.total}),
        other_language(found, context),
        question_words(found, context),
        joined(lines, "\n"),
    )
    levels = tuple(
        (Button(f"{n}. {choice.label}{mark}", _level(choice)),)
        for n, (choice, mark) in enumerate(marked, start=1)
    )
    return Message(fitted(joined(parts)), labelled((*levels, *_around(found)), phrases))


def _level(choice: Choice) -> AssessmentLevel:
    return AssessmentLevel(choice.question_id, choice.choice_id)


def _around(found: Question) -> Rows:
    return (
        (
            Button(Words("button.back"), QuestionBefore(found.question_id)),
            Button(Words("button.skip"), SkipQuestion(found.question_id)),
        ),
        (Button(Words("assessment.stop"), StopAssessment()),),
    )


def profile(effect: ShowProfile, context: RenderContext) -> Message:
    """The self-assessment in words: a bar a question, and the steps that help most."""
    phrases, steps = context.phrases, list(_steps(effect, context))
    bars = joined((_bar(effect, number, context) for number in sorted(effect.levels)), "\n")
    parts = (
        phrases.text("assessment.profile-title", {"n": len(effect.levels)}),
        fold(bars) if context.folds and len(effect.levels) > _SEEN_BARS else bars,
        phrases.text("assessment.next-steps") if steps else "",
        *(step.text for step in steps),
    )
    rows: Rows = (
        *((step.button,) for step in steps),
        (Button(Words("button.expert"), WriteToExpert(effect.collection)),),
        (
            Button(Words("assessment.again"), AssessAgain()),
            Button(Words("button.home"), Home()),
        ),
    )
    return Message(fitted(joined(parts)), labelled(rows, phrases))


def _bar(effect: ShowProfile, number: int, context: RenderContext) -> Text:
    found = context.catalog.question(context.language, f"{effect.collection}:{number}")
    level = effect.levels[number]
    name = (found.label or found.title if found else None) or str(number)
    most = max(len(found.choices) if found else _USUAL_LEVELS, level)
    bar = _FILLED * level + _EMPTY * (most - level)
    return context.phrases.text(
        "assessment.line", {"bar": bar, "level": level, "most": most, "name": name}
    )


@dataclass(frozen=True, slots=True)
class _NextStep:
    """A step that helps: what it is, and the button to its guidance."""

    text: Text
    button: Button


def _steps(effect: ShowProfile, context: RenderContext) -> Iterator[_NextStep]:
    for n, number in enumerate(next_steps(effect.levels), start=1):
        question_id = f"{effect.collection}:{number}"
        found = context.catalog.question(context.language, question_id)
        choice = context.catalog.choice(context.language, f"{question_id}-{effect.levels[number]}")
        if found is None or choice is None:
            continue
        heading = found.title or found.label or choice.label
        yield _NextStep(
            bold(f"{n}.") + f" {heading}: {choice.summary or choice.title}",
            Button(f"{n}. {found.label or choice.label}", Guidance(choice.id)),
        )
