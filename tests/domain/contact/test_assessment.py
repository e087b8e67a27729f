"""The self-assessment: one question after the other; an answer is kept the moment it is given."""

from typing import Any

import pytest

from bot.domain import buttons
from bot.domain.buttons import AssessmentLevel, AssessmentQuestion, Press
from bot.domain.chats import Expects
from bot.domain.codes import encode
from bot.domain.contact import assessment
from bot.domain.effects import ForgetLevels, KeepLevel, ShowProfile, ShowStep, Tell
from bot.domain.messages import Button
from bot.domain.words import Words
from tests.domain.contact.talk import (
    ADA,
    ContactAct,
    commands,
    contact,
    numbers,
    presses,
    says,
    stands,
)
from tests.domain.content import CATALOG, EMPTY, catalog
from tests.domain.playbook import Playbook, tells

HOME = (Button(Words("button.home"), buttons.Home()),)
SECOND, THIRD, SEVENTH = 2, 3, 7  # the questions of the series; it has gaps
SERIES = (SECOND, THIRD, SEVENTH)
BUSY: dict[str, Any] = {"expects": Expects.ADD, "about": "3", "question": "faq:1"}
CALM: dict[str, Any] = {"expects": None, "about": None, "question": None}


def step(number: int, **more: Any) -> ShowStep:
    """A question of the series in its place."""
    return ShowStep(ADA, f"assessment:{number}", SERIES.index(number) + 1, len(SERIES), **more)


def levels_of(number: int) -> tuple[tuple[str, str], ...]:
    """What numbers choose in a question."""
    return tuple((f"L{number}{one}", encode(AssessmentLevel(number, one))) for one in (1, 4))


def row(name: str, press: Press) -> tuple[Button, ...]:
    """A row of one button."""
    return (Button(Words(name), press),)


STARTS = [commands("degerlendirme"), commands("assessment")]
PROFILE = row("assessment.profile", buttons.ShowProfile())
AGAIN = row("assessment.again", buttons.AssessAgain())
FORGET = row("assessment.forget", buttons.ForgetAssessment())


@pytest.mark.parametrize("act", [*STARTS, presses(buttons.StartAssessment())])
def test_it_says_what_it_is_before_the_first_question(act: ContactAct) -> None:
    rows = (row("assessment.begin", AssessmentQuestion(SECOND)), HOME)
    assert (
        Playbook(contact(**BUSY))
        >> act
        << Tell(ADA, (Words("assessment.welcome", {"n": 3}),), rows)
        << stands(options=numbers(*(one for [one] in rows)), **CALM)
    )


@pytest.mark.parametrize(
    ("given", "following"), [((2,), 3), ((3,), 2), ((2, 3), 7), ((2, 7), 3), ((2, 3, 7), None)]
)
def test_who_comes_back_goes_on_where_they_left_off(
    given: tuple[int, ...], following: int | None
) -> None:
    go_on = row("assessment.go-on", AssessmentQuestion(following))
    rows = (*((go_on,) if following else ()), PROFILE, AGAIN, FORGET, HOME)
    resumed = Words("assessment.resume", {"done": len(given), "n": 3})
    assert (
        Playbook(contact(levels=dict.fromkeys(given, 1), **BUSY))
        >> presses(buttons.StartAssessment(), edit="8")
        << Tell(ADA, (resumed,), rows, edit="8")
        << stands(options=numbers(*(one for [one] in rows)), **CALM)
    )


def test_an_answer_to_a_question_that_is_gone_counts_no_more() -> None:
    assert (
        Playbook(contact(levels={9: 1}))
        >> commands("assessment")
        << tells("assessment.welcome", AssessmentQuestion(SECOND), buttons.Home(), n=3)
        >> presses(buttons.ShowProfile())
        << tells("assessment.welcome", ...)
        >> presses(buttons.StopAssessment())
        << tells("assessment.stopped", buttons.Home(), done=0)
    )


@pytest.mark.parametrize("language", ["tr", "en"])
def test_a_question_stands_in_its_place_with_the_level_given_before(language: str) -> None:
    first = "L21" if language == "tr" else "E21"
    choosing = ((first, encode(AssessmentLevel(2, 1))), ("L24", encode(AssessmentLevel(2, 4))))
    assert (
        Playbook(contact(language=language, levels={SECOND: 4}, **BUSY))
        >> presses(AssessmentQuestion(SECOND), edit="8")
        << step(SECOND, chosen=4, edit="8")
        << stands(options=choosing, known=True, **CALM)
        >> presses(AssessmentQuestion(SEVENTH))
        << step(SEVENTH)
        << stands(options=levels_of(SEVENTH))
    )


@pytest.mark.parametrize("number", [None, 0, 1, 9, -2])
def test_a_question_that_is_not_there_is_the_beginning(number: int | None) -> None:
    assert (
        Playbook(contact())
        >> presses(AssessmentQuestion(number), edit="8")
        << tells("assessment.welcome", ...)
    )


@pytest.mark.parametrize(("number", "following"), [(SECOND, THIRD), (THIRD, SEVENTH)])
def test_a_level_is_kept_at_once_and_the_next_question_follows(number: int, following: int) -> None:
    noted = Words("assessment.noted", {"label": f"L{number}4"})
    rows = (
        row("assessment.guidance", buttons.Guidance(f"assessment:{number}-4")),
        row("assessment.change", AssessmentQuestion(number)),
    )
    assert (
        Playbook(contact(**BUSY))
        >> presses(AssessmentLevel(number, 4), edit="8")
        << KeepLevel(ADA, number, 4)
        << Tell(ADA, (noted,), rows)
        << step(following)
        << stands(options=levels_of(following), **CALM)
    )


def test_after_the_last_level_comes_the_profile_with_it() -> None:
    assert (
        Playbook(contact(levels={SECOND: 1, SEVENTH: 4}, options=levels_of(SEVENTH), **BUSY))
        >> presses(AssessmentLevel(SEVENTH, 1))
        << KeepLevel(ADA, SEVENTH, 1)
        << tells("assessment.noted", ..., label="L71")
        << ShowProfile(ADA, "assessment", {SECOND: 1, SEVENTH: 1})
        << stands(options=(), **CALM)
    )


def test_the_next_question_shows_what_was_given_there_before() -> None:
    assert (
        Playbook(contact(levels={THIRD: 4}))
        >> presses(AssessmentLevel(SECOND, 1))
        << KeepLevel(ADA, SECOND, 1)
        << tells("assessment.noted", ...)
        << step(THIRD, chosen=4)
    )


def test_a_level_that_is_not_there_keeps_nothing_and_asks_again() -> None:
    assert (
        Playbook(contact())
        >> presses(AssessmentLevel(THIRD, 5))
        << tells("menu.changed")
        << step(THIRD)
        << stands(options=levels_of(THIRD))
        >> presses(AssessmentLevel(8, 1))
        << tells("menu.changed")
        << tells("assessment.welcome", ...)
    )


def test_a_level_is_noted_in_the_contacts_language() -> None:
    assert (
        Playbook(contact(language="en"))
        >> presses(AssessmentLevel(SECOND, 1))
        << KeepLevel(ADA, SECOND, 1)
        << tells("assessment.noted", ..., label="E21")
        << step(THIRD)
    )


@pytest.mark.parametrize(
    ("press", "shown"),
    [
        (buttons.SkipQuestion(2), step(THIRD, edit="8")),
        (buttons.SkipQuestion(3), step(SEVENTH, edit="8")),
        (buttons.SkipQuestion(4), step(SEVENTH, edit="8")),
        (buttons.SkipQuestion(1), step(SECOND, chosen=1, edit="8")),
        (buttons.SkipQuestion(7), ShowProfile(ADA, "assessment", {SECOND: 1})),
        (buttons.QuestionAfter(2), step(THIRD)),
        (buttons.QuestionAfter(7), ShowProfile(ADA, "assessment", {SECOND: 1})),
        (buttons.QuestionBefore(7), step(THIRD, edit="8")),
        (buttons.QuestionBefore(3), step(SECOND, chosen=1, edit="8")),
        (buttons.QuestionBefore(2), step(SECOND, chosen=1, edit="8")),
        (buttons.QuestionBefore(4), tells("assessment.resume", ...)),
        (buttons.AssessAgain(), step(SECOND, chosen=1)),
        (buttons.ShowProfile(), ShowProfile(ADA, "assessment", {SECOND: 1})),
    ],
)
def test_on_and_back_go_through_the_series_and_no_further(press: Press, shown: object) -> None:
    assert Playbook(contact(levels={SECOND: 1})) >> presses(press, edit="8") << shown


def test_stopping_says_how_far_one_came() -> None:
    stopped = Words("assessment.stopped", {"done": 2})
    assert (
        Playbook(contact(levels={SECOND: 1, THIRD: 1, 9: 1}, expects=Expects.ADD, about="3"))
        >> presses(buttons.StopAssessment())
        << Tell(ADA, (stopped,), (HOME,))
        << stands(expects=None, about=None)
    )


def test_answers_are_deleted_only_after_one_more_question() -> None:
    yes = Button(Words("assessment.forget-yes"), buttons.ForgetForSure())
    no = Button(Words("button.keep-it"), buttons.StartAssessment())
    assert (
        Playbook(contact(expects=Expects.ADD, about="3"))
        >> presses(buttons.ForgetAssessment())
        << Tell(ADA, (Words("assessment.forget-sure"),), ((yes, no),))
        << stands(expects=Expects.ADD)
        >> presses(buttons.ForgetForSure())
        << ForgetLevels(ADA)
        << Tell(ADA, (Words("assessment.forgotten"),), (HOME,))
        << stands(expects=None, about=None)
    )


@pytest.mark.parametrize("press", [buttons.StartAssessment(), buttons.AssessAgain()])
def test_a_desk_without_questions_says_so(press: Press) -> None:
    before = contact(catalog=EMPTY, **BUSY)
    book = Playbook(before) >> presses(press) << tells("assessment.none")
    assert book << stands(expects=Expects.ADD, options=())


def test_words_alone_are_no_question_of_the_series() -> None:
    """The introduction bears the number 0, and a question without levels can't be answered."""
    silent = catalog(**{"assessment/05.md": "title: Sessiz\nquestion_id: 5"})
    view = contact(catalog=silent).view
    assert assessment.series(view, "tr").fields == SERIES
    assert assessment.series(contact(catalog=CATALOG).view, "en").fields == SERIES


def test_a_level_can_be_typed_by_its_number_or_its_label() -> None:
    assert (
        Playbook(contact())
        >> presses(AssessmentQuestion(SECOND))
        << step(SECOND)
        >> says("2")
        << KeepLevel(ADA, SECOND, 4)
        << tells("assessment.noted", ...)
        << step(THIRD)
        >> says("L31")
        << KeepLevel(ADA, THIRD, 1)
        << tells("assessment.noted", ...)
        << step(SEVENTH)
    )


def test_a_number_that_no_level_bears_asks_the_question_once_more() -> None:
    assert (
        Playbook(contact(levels={THIRD: 4}))
        >> presses(AssessmentQuestion(THIRD))
        << step(THIRD, chosen=4)
        >> says("3")
        << tells("menu.no-number")
        << step(THIRD, chosen=4)
        << stands(options=levels_of(THIRD))
    )


@pytest.mark.parametrize(
    ("levels", "steps"),
    [
        ({2: 4, 3: 4}, ()),
        ({2: 3, 3: 1, 7: 2}, (3, 7, 2)),
        ({2: 1, 3: 1, 7: 1, 8: 1}, (2, 3, 7)),
        ({2: 4, 3: 3}, (3,)),
        ({}, ()),
    ],
)
def test_the_next_steps_are_the_three_lowest_levels(
    levels: dict[int, int], steps: tuple[int, ...]
) -> None:
    assert assessment.next_steps(levels) == steps
    assert assessment.next_steps(levels, most=1) == steps[:1]
