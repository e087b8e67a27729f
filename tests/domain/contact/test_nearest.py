"""What comes near a question and is not its answer: told as that, and never as more."""

import pytest

from bot.domain import buttons
from bot.domain.buttons import OpenAnswer, WriteToExpert
from bot.domain.effects import KeepQuery, ShowAnswer
from tests.domain.contact.talk import ADA, contact, held, says, stands
from tests.domain.content import Meaning, catalog, match, meaning
from tests.domain.playbook import Playbook, tells

ASKED = "Kermeste bira satılır mı?"
CONTENT = catalog(
    **{
        "faq/05-01.md": (
            "title: Kermes?\nquestion_id: 5\nchoice_id: 1\nlabel: Kermes\nsummary: Sorun."
        )
    }
)


@pytest.mark.parametrize(
    ("holds", "named", "whole"),
    [
        (0.7, 0.0, True),
        (0.69, 0.0, False),
        (0.6, 0.5, True),
        (0.6, 0.45, False),
        (0.49, 1.0, False),
        (0.0, 0.0, False),
    ],
)
def test_an_answer_that_holds_too_little_of_a_question_is_told_as_the_nearest(
    holds: float, named: float, whole: bool
) -> None:
    means = meaning(ASKED, Meaning.ANSWER, match("faq:5-1", 0.97, holds=holds, named=named))
    book = Playbook(contact(means, catalog=CONTENT)) >> says(ASKED)
    book = book << KeepQuery(ASKED, "answer", "faq:5-1", 0.97)
    if whole:
        assert book << ShowAnswer(ADA, "faq:5-1", found=True)
        return
    ways = (OpenAnswer("faq:5-1"), WriteToExpert("faq:5-1"), buttons.Home())
    assert (
        book
        << tells("answer.nearly", *ways)
        << stands(answer="faq:5-1", shown=(), unanswered=(held(ASKED),), held=(held(ASKED),))
    )


@pytest.mark.parametrize(
    ("last", "holds", "told"),
    [
        ("faq:5-1", 1.0, "in-it"),
        ("faq:5-1", 0.3, "not-in-it"),
        ("faq:1-1", 1.0, "same-gist"),
        ("faq:1-1", 0.3, "same"),
    ],
)
def test_the_gist_of_a_shown_answer_is_told_again_only_after_another_one(
    last: str, holds: float, told: str
) -> None:
    means = meaning(ASKED, Meaning.ANSWER, match("faq:5-1", 0.97, holds=holds))
    at = contact(means, catalog=CONTENT, answer=last, shown=("faq:5-1",))
    kept = KeepQuery(ASKED, "answer", "faq:5-1", 0.97)
    assert Playbook(at) >> says(ASKED) << kept << tells(f"remark.{told}", ...)


def test_beside_an_answer_that_does_not_hold_the_question_its_neighbours_are_offered() -> None:
    shown = {"answer": "faq:1-1", "shown": ("faq:1-1",)}
    alone = meaning(ASKED, Meaning.ANSWER, match("faq:1-1", 0.97, holds=0.3))
    near = meaning("Salon?", Meaning.ANSWER, *alone.matches, match("faq:4-1", 0.4))
    book = Playbook(contact(alone, near, **shown)) >> says(ASKED)
    also = ("remark.not-in-it", "remark.near", "offer.line", "offer.line")
    ways = [OpenAnswer(one) for one in ("faq:1-1", "faq:1-2", "faq:5-1")]
    book = book << KeepQuery(ASKED, "answer", "faq:1-1", 0.97) << tells(also, *ways, ...)
    book = book >> says("Salon?") << KeepQuery("Salon?", "answer", "faq:1-1", 0.97)
    also = ("remark.no-more", "remark.near", "offer.line")
    assert book << tells(also, OpenAnswer("faq:1-1"), OpenAnswer("faq:4-1"), ...)


@pytest.mark.parametrize(("best", "title"), [(0.6, "suggest.title"), (0.59, "suggest.weak")])
def test_a_weak_suggestion_puts_the_expert_first(best: float, title: str) -> None:
    means = meaning("Salon?", Meaning.SUGGEST, match("faq:5-1", best))
    kept = KeepQuery("Salon?", "suggest", "faq:5-1", best)
    book = Playbook(contact(means)) >> says("Salon?") << kept
    assert book << tells((title, "offer.line"), OpenAnswer("faq:5-1"), ...)


@pytest.mark.parametrize(("second", "offered"), [(0.25, 2), (0.24, 1)])
def test_what_is_far_off_is_not_offered_beside_the_nearest(second: float, offered: int) -> None:
    means = meaning("Salon?", Meaning.SUGGEST, match("faq:5-1", 0.7), match("faq:1-1", second))
    lines = ("suggest.title", *["offer.line"] * offered)
    kept = KeepQuery("Salon?", "suggest", "faq:5-1", 0.7)
    assert Playbook(contact(means)) >> says("Salon?") << kept << tells(lines, ...)


def test_a_self_assessment_that_is_likeliest_makes_no_other_answer_fit() -> None:
    means = meaning("Acil?", Meaning.SUGGEST, match("assessment:2-1", 0.6), match("faq:5-1", 0.35))
    kept = KeepQuery("Acil?", "suggest", "assessment:2-1", 0.6)
    assert Playbook(contact(means)) >> says("Acil?") << kept << tells("handoff.offer", ...)


@pytest.mark.parametrize(("again", "told"), [(0.75, "answer.nearly"), (0.74, "handoff.offer")])
def test_of_what_was_passed_over_the_gist_is_told_when_more_speaks_for_it(
    again: float, told: str
) -> None:
    first = meaning("Kermes mi?", Meaning.SUGGEST, match("faq:5-1", 0.7))
    more = meaning("okulda kermes olacak, salonu da var", Meaning.SUGGEST, match("faq:5-1", again))
    book = Playbook(contact(first, more, catalog=CONTENT)) >> says("Kermes mi?")
    book = book << KeepQuery("Kermes mi?", "suggest", "faq:5-1", 0.7)
    book = book << tells(("suggest.title", "offer.line"), ...) >> says(more.query, message="51")
    assert book << KeepQuery(more.query, "suggest", "faq:5-1", again) << tells(told, ...)


def test_a_series_answers_nothing_and_is_told_as_the_nearest() -> None:
    level = "title: D.\nquestion_id: 2\nchoice_id: 1\nlabel: L21\nsummary: Başlayın."
    means = meaning(ASKED, Meaning.ANSWER, match("assessment:2-1", 0.97))
    content = catalog(**{"assessment/02-01.md": level})
    book = Playbook(contact(means, catalog=content)) >> says(ASKED)
    kept = KeepQuery(ASKED, "answer", "assessment:2-1", 0.97)
    assert book << kept << tells("answer.nearly", OpenAnswer("assessment:2-1"), ...)
