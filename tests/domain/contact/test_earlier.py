"""Coming back to a question that was asked before."""

import pytest

from bot.domain.chats import Held
from bot.domain.effects import KeepQuery, ShowAnswer
from tests.domain.contact.talk import ADA, contact, held, says, stands
from tests.domain.content import Intent, Meaning, SmallTalk, match, meaning
from tests.domain.playbook import Playbook, tells


def sure(query: str, entry: str) -> Intent:
    """A question that an entry answers."""
    return meaning(query, Meaning.ANSWER, match(entry, 0.97))


FIRST, SECOND = sure("Derneği nasıl kurarız?", "faq:1-1"), sure("Makbuzu kim keser?", "faq:5-1")
THIRD = sure("Hibe nereden?", "faq:5-2")
ASKED = tuple(held(one.query, message=str(n)) for n, one in enumerate((FIRST, SECOND, THIRD)))


@pytest.mark.parametrize(
    ("words", "question", "answer"),
    [
        ("ilk sorduğuma dön", ASKED[0], "faq:1-1"),
        ("ilk soruma dönelim mi", ASKED[0], "faq:1-1"),
        ("asıl sorum neydi ona cevap ver", ASKED[0], "faq:1-1"),
        ("the original question again", ASKED[0], "faq:1-1"),
        ("can we go back to my first question", ASKED[0], "faq:1-1"),
        ("son soruma dön", ASKED[2], "faq:5-2"),
        ("bir önceki soruya dön", ASKED[1], "faq:5-1"),
        ("my previous question please", ASKED[1], "faq:5-1"),
    ],
)
def test_an_earlier_question_is_answered_again(words: str, question: Held, answer: str) -> None:
    at = contact(FIRST, SECOND, THIRD, earlier=ASKED, matter=ASKED[2:], answer=answer)
    assert (
        Playbook(at)
        >> says(words)
        << tells("remark.earlier", question=question.text)
        << KeepQuery(question.text, "answer", answer, 0.97)
        << ShowAnswer(ADA, answer, found=True)
        << stands(matter=(question,), answer=answer)
    )


@pytest.mark.parametrize(
    "words", ["ilk genel kurul ne zaman", "önceki yönetim borç bıraktı", "ilk sorumlu kim"]
)
def test_words_that_say_more_are_a_question(words: str) -> None:
    book = Playbook(contact(earlier=ASKED)) >> says(words)
    assert book << KeepQuery(words, "handoff", None, 0.0) << tells("handoff.offer", ...)


def test_questions_are_remembered_the_first_always_until_somebody_greets_anew() -> None:
    more = [sure(f"Soru {n} nedir?", "faq:1-1") for n in range(5)]
    hello = meaning("merhaba", Meaning.SMALLTALK, smalltalk=SmallTalk.GREETING)
    book = Playbook(contact(hello, *more))
    shown = ShowAnswer(ADA, "faq:1-1", found=True)
    near = ("remark.near", "offer.line", "offer.line")
    again = tells(("remark.no-more", *near), ...)
    told = [shown, tells(("remark.in-it", *near), ...), *[again] * 3]
    for n, one in enumerate(more):
        book = (
            book
            >> says(one.query, message=str(n))
            << KeepQuery(one.query, "answer", "faq:1-1", 0.97)
        )
        book = book << told[n]
    kept = tuple(one.text for one in book.state.chat.earlier)
    assert book
    assert kept == tuple(more[n].query for n in (0, 2, 3, 4))
    assert book >> says("merhaba") << tells("home.hello", ...) << stands(earlier=())


@pytest.mark.parametrize(
    ("words", "opened"),
    [("ikinci soruma cevap vermedin", "faq:5-1"), ("ilk soruya bakalım", "faq:1-1")],
)
def test_of_several_questions_at_once_the_one_that_was_passed_over_is_opened(
    words: str, opened: str
) -> None:
    parts = (sure("Kurulur mu?", "faq:1-1"), sure("Makbuz?", "faq:5-1"))
    both = meaning("Kurulur mu? Makbuz?", Meaning.ANSWER, parts=parts)
    book = Playbook(contact(both)) >> says(both.query)
    book = (
        book
        << KeepQuery(both.query, "answer", None, 0.0)
        << tells(("several.title", "offer.line", "offer.line"), ...)
    )
    assert book >> says(words, message="51") << ShowAnswer(ADA, opened)
