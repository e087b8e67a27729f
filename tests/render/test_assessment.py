"""The self-assessment as it is shown."""

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
from bot.domain.effects import ShowProfile, ShowStep
from bot.render.screens import profile, step
from tests.render.content import ENGLISH, TURKISH, labels, presses
from tests.render.html import html


def test_a_step_marks_the_earlier_answer() -> None:
    """In the text and on its button."""
    shown = step(ShowStep(1, "assessment:1", position=1, total=1, chosen=2), ENGLISH)
    assert html(shown.text) == (
        "<b>Question 1 of 1</b>\n\n<b>Do you plan?</b>\n\nThink.\n\n"
        "<b>1.</b> Level 1.\n<b>2.</b> Level 2. ✓\n<b>3.</b> Level 3.\n<b>4.</b> Level 4."
    )
    assert labels(shown) == [
        ["1. L1"],
        ["2. L2 ✓"],
        ["3. L3"],
        ["4. L4"],
        ["Back", "Skip"],
        ["Stop for now"],
    ]
    levels = [AssessmentLevel(1, level) for level in (1, 2, 3, 4)]
    assert presses(shown) == [*levels, QuestionBefore(1), SkipQuestion(1), StopAssessment()]


def test_a_step_in_another_language_says_so_below_its_number() -> None:
    """Before the question itself."""
    shown = step(ShowStep(1, "assessment:1", position=1, total=1), TURKISH)
    lines = html(shown.text).split("\n\n")
    assert lines[1] == "<i>Bunun Türkçesi henüz yok; yazıldığı dilde gösteriyoruz.</i>"


def test_a_profile_with_its_next_steps() -> None:
    """A bar a question, also for one that is gone, and a button to each guidance."""
    shown = profile(ShowProfile(1, "assessment", {9: 3, 1: 2}), ENGLISH)
    assert html(shown.text) == (
        "📝 <b>Your self-assessment</b>\nQuestions answered: 2\n\n"
        "Planning: 2/4 ●●○○\n9: 3/4 ●●●○\n\n"
        "<b>The next steps that would help most</b>\nPress a button for suggestions.\n\n"
        "<b>1.</b> Do you plan?: Do 2."
    )
    assert presses(shown) == [
        Guidance("assessment:1-2"),
        WriteToExpert("assessment"),
        AssessAgain(),
        Home(),
    ]
    assert labels(shown)[0] == ["1. Planning"]


def test_a_profile_at_the_top_has_no_next_steps() -> None:
    """And does not announce them."""
    shown = profile(ShowProfile(1, "assessment", {1: 4}), ENGLISH)
    assert html(shown.text).endswith("Planning: 4/4 ●●●●")
    assert presses(shown) == [WriteToExpert("assessment"), AssessAgain(), Home()]
