"""What can be pressed can be typed: by its label, its number, a part of it, or the way's name."""

from typing import Any

import pytest

from bot.domain import buttons
from bot.domain.buttons import Exit, InIntake, Press
from bot.domain.chats import Expects, Intake
from bot.domain.contact.ways import bare, typed_press
from bot.domain.messages import Button
from bot.domain.tickets import Status
from tests.domain.contact.talk import contact, held, numbers, ticket
from tests.domain.content import catalog

LEVELS = catalog(
    **{
        f"assessment/02-0{level}.md": f"title: {title}\nquestion_id: 2\nchoice_id: {level}"
        for level, title in ((1, "Bunu hiç konuşmadık."), (4, "Yazılı planımız var."))
    }
)
ASKED: dict[str, Any] = {
    "catalog": LEVELS,
    "options": numbers(
        Button("Yok", buttons.AssessmentLevel(2, 1)), Button("Var", buttons.AssessmentLevel(2, 4))
    ),
}
DRAFT = Intake((held("Soru"),))
FORM: dict[str, Any] = {"intake": DRAFT}
LABELS = numbers(
    Button("Soruyu düzelt", buttons.Fix(Expects.QUESTION)), Button("4", buttons.Home())
)


def typed(words: str, **standing: Any) -> Press | None:
    at = contact(**standing)
    return typed_press(at.chat, at.view, held(words))


@pytest.mark.parametrize(
    ("words", "press"),
    [
        ("Soruyu düzelt", buttons.Fix(Expects.QUESTION)),
        ("soruyu duzlt", buttons.Fix(Expects.QUESTION)),
        ("4", buttons.Home()),
        ("1", None),
        ("soru", None),
        ("", None),
    ],
)
def test_a_label_that_is_shown_is_typed_with_a_slip_or_two(words: str, press: object) -> None:
    assert typed(words, labels=LABELS) == press


def test_the_number_before_a_label_need_not_be_typed() -> None:
    assert [bare(one) for one in ("1. Dernek", "12. Tüzük", "2024 planı")] == [
        "Dernek",
        "Tüzük",
        "2024 planı",
    ]


@pytest.mark.parametrize(
    ("words", "press"),
    [
        ("a", buttons.AssessmentLevel(2, 1)),
        ("B", buttons.AssessmentLevel(2, 4)),
        ("c", None),
        ("ikinci", buttons.AssessmentLevel(2, 4)),
        ("ikincisi", buttons.AssessmentLevel(2, 4)),
        ("yazılı plan", buttons.AssessmentLevel(2, 4)),
        ("hiç konuşmadık ki", buttons.AssessmentLevel(2, 1)),
        ("yazılı konuşmadık", None),
        ("devam", buttons.SkipQuestion(2)),
        ("geç", buttons.SkipQuestion(2)),
        ("geri", buttons.QuestionBefore(2)),
        ("ara ver", buttons.StopAssessment()),
    ],
)
def test_a_question_of_the_self_assessment_is_answered_in_words(
    words: str, press: Press | None
) -> None:
    assert typed(words, **ASKED) == press


@pytest.mark.parametrize("step", [Expects.SUBJECT, Expects.ORGANISATION, Expects.PROVINCE])
@pytest.mark.parametrize(
    ("words", "press"),
    [
        ("vazgeç", InIntake(Exit.CANCEL)),
        ("iptal", InIntake(Exit.CANCEL)),
        ("geri", InIntake(Exit.BACK)),
        ("atla", InIntake(Exit.SKIP)),
        ("yok", InIntake(Exit.SKIP)),
        ("devam", InIntake(Exit.GO_ON)),
        ("gönder", buttons.WriteToExpert()),
        ("ara ver", buttons.Home()),
        ("konular", buttons.OpenMenu("faq")),
    ],
)
def test_every_step_of_a_form_is_left_by_typing(step: Expects, words: str, press: Press) -> None:
    assert typed(words, expects=step, **FORM) == press


@pytest.mark.parametrize("words", ["gönder", "evet gönder", "onaylıyorum"])
def test_the_summary_is_sent_by_typing(words: str) -> None:
    assert typed(words, expects=Expects.CONFIRM, **FORM) == InIntake(Exit.SEND)


@pytest.mark.parametrize("words", ["gönder", "yok", "devam", "atla"])
def test_where_nothing_was_asked_yet_the_question_is_asked_again(words: str) -> None:
    at = {"expects": Expects.QUESTION, "intake": Intake()}
    assert typed(words, **at) == InIntake(Exit.BACK)


@pytest.mark.parametrize(
    ("standing", "words", "press"),
    [
        ({"expects": Expects.WORD, "about": "3"}, "gerek yok", buttons.NoWord(3)),
        ({"expects": Expects.WORD, "about": "3"}, "yeniden aç", buttons.ReopenTicket(3)),
        ({"expects": Expects.ADD, "about": "3"}, "vazgeç", buttons.Home()),
        ({"expects": Expects.ASK}, "geri", buttons.Home()),
        ({"expects": Expects.PLACE, "held": (held("x"),)}, "vazgeç", buttons.DropWaiting()),
        ({"expects": Expects.PLACE, "held": (held("x"),)}, "yok", None),
        (FORM, "devam", buttons.WriteToExpert()),
        (FORM, "iptal", InIntake(Exit.CANCEL)),
        (
            FORM | {"expects": Expects.PROVINCE},
            "dur soruyu değiştireyim",
            buttons.Fix(Expects.QUESTION),
        ),
        (FORM | {"expects": Expects.SUBJECT}, "soruyu düzelteyim", InIntake(Exit.ANEW)),
        ({"question": "faq:4"}, "geri", buttons.OpenMenu("faq", 1)),
        ({"question": "faq:0"}, "geri", buttons.Home()),
        ({}, "geri", buttons.Home()),
        ({}, "devam", buttons.Home()),
        ({}, "vazgeç", None),
        ({"labels": numbers(Button("Devamı", buttons.ReadOn("faq:1-1", 1)))}, "devam et",
         buttons.ReadOn("faq:1-1", 1)),
        ({"labels": numbers(Button("x", buttons.TurnPage("faq", 1, 1)))}, "sonraki",
         buttons.TurnPage("faq", 1, 1)),
        ({"tickets": (ticket(3),)}, "talebi kapatın", buttons.CloseTicket(3)),
        ({"tickets": (ticket(3), ticket(4))}, "talebi kapatın", None),
        ({"placed": 3, "placed_message": "7"}, "yanlış talep", buttons.NotForTicket(3, "7")),
        ({}, "yanlış talep", None),
        ({"rates": 3, "options": LABELS}, "4", buttons.RateTicket(3, 4)),
        ({"rates": 3}, "6", None),
        ({"rates": 3, "intake": Intake()}, "4", None),
        ({}, "english please", buttons.Speak("en")),
        ({"lately": 3}, "tekrar açın", buttons.ReopenTicket(3)),
        ({}, "tekrar açın", None),
        ({"tickets": (ticket(3, Status.PENDING),)}, "devam", None),
        ({"tickets": (ticket(3, Status.PENDING),), "asked": 3}, "geri", None),
        ({"tickets": (ticket(3, Status.PENDING),), "asked": 3}, "ana menü", buttons.Home()),
    ],
)  # fmt: skip
def test_a_way_means_what_it_can_mean_where_one_stands(
    standing: dict[str, Any], words: str, press: Press | None
) -> None:
    assert typed(words, **standing) == press


NAMED = numbers(
    Button("Adımız görünsün", buttons.SayNamed("yes")),
    Button("Adımız gizli kalsın", buttons.SayNamed("no")),
)


@pytest.mark.parametrize(
    ("words", "press"),
    [
        ("gizli kalsın", buttons.SayNamed("no")),
        ("görünsün", buttons.SayNamed("yes")),
        ("adımız", None),
        ("gizli mi kalsın", None),
        ("adımız gizli kalsın ama ilimiz görünsün", None),
    ],
)
def test_a_part_of_a_choice_is_enough_where_no_other_has_it(
    words: str, press: Press | None
) -> None:
    assert typed(words, expects=Expects.NAMED, options=NAMED, **FORM) == press


def test_a_file_with_a_way_below_it_presses_nothing() -> None:
    at = contact(expects=Expects.CONFIRM, **FORM)
    assert typed_press(at.chat, at.view, held("gönder", kind="photo")) is None
