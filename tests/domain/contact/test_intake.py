"""Putting a request together: nothing typed is lost; every step can be left or corrected."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import buttons
from bot.domain.buttons import Exit, Fix, InIntake, OpenAnswer, PickSubject, Press
from bot.domain.chats import Chat, Expects, Intake
from bot.domain.codes import encode
from bot.domain.contact import conversation, intake, replies, steps, summary
from bot.domain.effects import AddToTicket, KeepQuery, OpenTicket, ShowAnswer, ShowPolicy, Tell
from bot.domain.messages import Button
from bot.domain.words import Words
from tests.domain.contact.talk import (
    ADA,
    ADDRESS,
    Contact,
    ContactAct,
    commands,
    contact,
    held,
    numbers,
    presses,
    request,
    says,
    sends,
    stands,
    ticket,
)
from tests.domain.content import CLOSE, Meaning, SmallTalk, match, meaning
from tests.domain.playbook import Playbook, tells

QUESTION, SUBJECT, ORGANISATION, PROVINCE, RIGHTS, NAMED, CONFIRM = STEPS = (
    Expects.QUESTION,
    Expects.SUBJECT,
    Expects.ORGANISATION,
    Expects.PROVINCE,
    Expects.RIGHTS,
    Expects.NAMED,
    Expects.CONFIRM,
)
SAID = held("Şube açmak istiyoruz", message="40")
FULL = Intake((SAID,), 5, "Ada Derneği", "İzmir", rights_based=True, named=True, nearest=())
CANCEL = Button(Words("button.cancel"), InIntake(Exit.CANCEL))
BACK = Button(Words("button.back"), InIntake(Exit.BACK))
SKIP = Button(Words("button.skip"), InIntake(Exit.SKIP))
KEEP = Button(Words("button.keep"), InIntake(Exit.KEEP))
SEND = Button(Words("button.send"), InIntake(Exit.SEND))
GO_ON = Button(Words("button.go-on"), InIntake(Exit.GO_ON))
HOME = Button(Words("button.home"), buttons.Home())
AREAS = {1: "Kuruluş", 5: "Bağış", 3: "Adres"}
CHOICES = {
    RIGHTS: (
        Button(Words("rights.yes"), buttons.SayRights("yes")),
        Button(Words("rights.no"), buttons.SayRights("no")),
    ),
    NAMED: (
        Button(Words("named.yes"), buttons.SayNamed("yes")),
        Button(Words("named.no"), buttons.SayNamed("no")),
    ),
}
YES = meaning("evet", Meaning.SMALLTALK, smalltalk=SmallTalk.YES)
NO = meaning("hayır", Meaning.SMALLTALK, smalltalk=SmallTalk.NO)
THANKS = meaning("sağ olun", Meaning.SMALLTALK, smalltalk=SmallTalk.THANKS)


def detail(name: str, value: Any) -> dict[str, Any]:
    """One field of a request."""
    return {name: value}


def at(step: Expects, *meanings: Any, begun: Intake = FULL, **standing: Any) -> Contact:
    """A contact at a step of a request."""
    return contact(*meanings, expects=step, intake=begun, **standing)


def asks(step: Expects, guess: str | None = None, areas: dict[int, str] = AREAS) -> Tell:
    """How a step is asked."""
    if step is QUESTION:
        return Tell(ADA, (Words("intake.question"),), ((CANCEL,),))
    rows = tuple((one,) for one in CHOICES.get(step, ()))
    words = Words(f"intake.{step}")
    if step is SUBJECT:
        words = Words("intake.topic-guess", {"topic": guess}) if guess else Words("intake.topic")
        numbered = enumerate(areas.items(), start=1)
        picks = tuple((Button(f"{n}. {one}", PickSubject(key)),) for n, (key, one) in numbered)
        rows = (*(((KEEP,),) if guess else ()), *picks)
    return Tell(ADA, (words,), (*rows, (BACK, SKIP), (CANCEL,)))


def sums_up(**values: Any) -> Tell:
    """The summary of a full request, with some values otherwise."""
    shown: dict[str, Any] = {
        "question": SAID.text,
        "files": Words("summary.no-files"),
        "topic": "Bağış",
        "organisation": "Ada Derneği",
        "province": "İzmir",
        "rights": Words("rights.yes"),
        "named": Words("summary.named"),
    }
    fixes = [Button(Words(f"fix.{step}"), Fix(step)) for step in STEPS[:-1]]
    pairs = tuple(tuple(fixes[n : n + 2]) for n in (0, 2, 4))
    return Tell(ADA, (Words("intake.summary", shown | values),), ((SEND,), *pairs, (CANCEL,)))


def again(step: Expects) -> Tell:
    """A step of a full request that is asked once more: a guess without the list."""
    if step is not SUBJECT:
        return shows(step)
    words = Words("intake.topic-again", {"topic": "Bağış"})
    return Tell(ADA, (words,), ((KEEP,), (BACK, SKIP), (CANCEL,)))


def shows(step: Expects) -> Tell:
    """A step of a full request."""
    if step is CONFIRM:
        return sums_up()
    return asks(step, guess="Bağış" if step is SUBJECT else None)


@pytest.mark.parametrize(
    "act", [commands("uzman"), commands("expert"), presses(buttons.WriteToExpert())]
)
def test_a_request_begins_with_the_question_and_goes_on_to_its_end(act: ContactAct) -> None:
    question = held("Nasıl\nşube açarız?", message="60")
    ready = Intake((question,), 1, "Ada Derneği", "Van", rights_based=False, named=True, nearest=())
    ready = replace(ready, picked=True)
    yes, no = (numbers(*choices) for choices in CHOICES.values())
    picks = tuple((label, encode(PickSubject(key))) for key, label in AREAS.items())
    assert (
        Playbook(contact(question="faq:1", about="x", options=(("Dernek", "h"),)))
        >> act
        << asks(QUESTION)
        << stands(expects=QUESTION, question=None, about=None, options=(), intake=Intake())
        >> says("Nasıl\nşube açarız?", message="60")
        << asks(SUBJECT)
        << stands(expects=SUBJECT, options=picks)
        >> says("Kuruluş")
        << asks(ORGANISATION)
        << stands(expects=ORGANISATION, options=())
        >> says(" Ada\n Derneği ")
        << asks(PROVINCE)
        >> says("Van")
        << asks(RIGHTS)
        << stands(expects=RIGHTS, options=yes)
        >> presses(buttons.SayRights("no"))
        << asks(NAMED)
        << stands(expects=NAMED, options=no)
        >> presses(buttons.SayNamed("yes"))
        << sums_up(
            question="Nasıl\nşube açarız?",
            topic="Kuruluş",
            province="Van",
            rights=Words("rights.no"),
        )
        << stands(expects=CONFIRM, options=(("button.send", encode(InIntake(Exit.SEND))),))
        >> presses(InIntake(Exit.SEND))
        << OpenTicket(ADA, ready, "tr")
        << stands(expects=None, about=None, intake=None, options=())
    )


def test_a_request_about_an_answer_takes_its_subject_along() -> None:
    assert (
        Playbook(contact(intake=Intake(subject=3, policy="hate")))
        >> presses(buttons.WriteToExpert("faq:4-1"))
        << asks(QUESTION)
        << request(answer_id="faq:4-1", subject=1, policy="hate")
        >> presses(buttons.WriteToExpert())
        << asks(QUESTION)
        << request(answer_id="faq:4-1", subject=1, policy="hate")
        >> presses(buttons.Appeal("own-work"))
        << asks(QUESTION)
        << request(answer_id="faq:4-1", subject=1, policy="own-work")
        >> presses(buttons.WriteToExpert("assessment:2-1"))
        << asks(QUESTION)
        << request(answer_id="assessment:2-1", subject=1)
    )


def test_what_was_said_before_is_the_question_already() -> None:
    waiting = (held("Bir"), held("İki", message="51"))
    assert (
        Playbook(contact(held=waiting, about="faq:1-1", language="en"))
        >> presses(buttons.WriteToExpert("faq:1-9"))
        << asks(SUBJECT, guess="Founding", areas={**AREAS, 1: "Founding"})
        << request(messages=waiting, subject=1, answer_id="faq:1-9")
        << stands(held=(), about=None)
    )


def test_who_begins_again_goes_on_with_what_was_begun() -> None:
    more = held("Bir şey daha", message="41")
    assert (
        Playbook(contact(intake=FULL, held=(more, SAID)))
        >> presses(buttons.NewTicket())
        << sums_up(question=f"{SAID.text}\n{more.text}")
        << stands(intake=replace(FULL, messages=(SAID, more)), held=(), expects=CONFIRM)
    )


@pytest.mark.parametrize(("step", "before"), list(zip(STEPS, (QUESTION, *STEPS), strict=False)))
def test_back_is_the_step_before_and_loses_nothing(step: Expects, before: Expects) -> None:
    assert (
        Playbook(at(step)) >> presses(InIntake(Exit.BACK)) << shows(before) << stands(intake=FULL)
    )


@pytest.mark.parametrize("way", [Exit.SKIP, Exit.KEEP, Exit.GO_ON])
@pytest.mark.parametrize(("step", "after"), list(zip(STEPS, (*STEPS[1:], CONFIRM), strict=True)))
def test_on_is_the_step_after_and_loses_nothing(step: Expects, after: Expects, way: Exit) -> None:
    assert Playbook(at(step)) >> presses(InIntake(way)) << shows(after) << stands(intake=FULL)


@pytest.mark.parametrize("act", [presses(InIntake(Exit.CANCEL)), commands("iptal")])
@pytest.mark.parametrize("step", STEPS)
def test_every_step_can_be_left_and_what_was_given_is_let_go(
    step: Expects, act: ContactAct
) -> None:
    assert (
        Playbook(at(step, about="x", options=(("a", "h"),)))
        >> act
        << Tell(ADA, (Words("intake.cancelled"),), ((HOME,),))
        << stands(expects=None, about=None, intake=None, options=())
    )


@pytest.mark.parametrize("step", STEPS)
def test_every_step_can_be_sent_once_there_is_a_question(step: Expects) -> None:
    assert (
        Playbook(at(step, language="en", about="x", options=(("a", "h"),)))
        >> presses(InIntake(Exit.SEND))
        << OpenTicket(ADA, FULL, "en")
        << stands(expects=None, about=None, intake=None, options=())
        >> presses(InIntake(Exit.SEND))
        << tells("intake.over")
    )


@pytest.mark.parametrize("step", STEPS)
def test_nothing_is_sent_without_a_question(step: Expects) -> None:
    assert (
        Playbook(at(step, begun=Intake(organisation="Ada")))
        >> presses(InIntake(Exit.SEND))
        << asks(QUESTION)
        << stands(intake=Intake(organisation="Ada"), expects=QUESTION)
    )


@pytest.mark.parametrize(
    "press", [InIntake(Exit.SKIP), PickSubject(1), buttons.SayNamed("no"), Fix(SUBJECT)]
)
def test_a_late_press_says_that_it_is_over(press: Press) -> None:
    assert Playbook(contact()) >> presses(press) << tells("intake.over") << stands(intake=None)


@pytest.mark.parametrize("step", STEPS[:-1])
def test_one_detail_is_corrected_and_the_others_stay(step: Expects) -> None:
    """Correcting leads back to the summary, also when it is left out after all."""
    assert (
        Playbook(at(CONFIRM))
        >> presses(Fix(step))
        << shows(step)
        << stands(expects=step, intake=replace(FULL, fixing=True))
        >> presses(InIntake(Exit.SKIP))
        << sums_up()
        << stands(expects=CONFIRM, intake=FULL)
    )


@pytest.mark.parametrize(
    ("step", "act", "change", "shown"),
    [
        (SUBJECT, presses(PickSubject(3)), {"subject": 3, "picked": True}, {"topic": "Adres"}),
        (SUBJECT, presses(PickSubject(9)), {"subject": None}, {"topic": Words("summary.none")}),
        (ORGANISATION, says("Yeni"), {"organisation": "Yeni"}, {"organisation": "Yeni"}),
        (PROVINCE, says("Kars"), {"province": "Kars"}, {"province": "Kars"}),
        (
            RIGHTS,
            presses(buttons.SayRights("no")),
            {"rights_based": False},
            {"rights": Words("rights.no")},
        ),
        (RIGHTS, says("hayır"), {"rights_based": False}, {"rights": Words("rights.no")}),
        (
            NAMED,
            presses(buttons.SayNamed("no")),
            {"named": False},
            {"named": Words("summary.unnamed")},
        ),
        (NAMED, says("hayır"), {"named": False}, {"named": Words("summary.unnamed")}),
        (QUESTION, says("Yeni"), {"messages": (held("Yeni"),)}, {"question": "Yeni"}),
        (
            QUESTION,
            sends(),
            {"messages": (held(kind="photo"),)},
            {
                "question": Words("summary.none"),
                "files": Words("summary.files", {"n": 1}, plural=1),
            },
        ),
    ],
)
def test_a_correction_changes_what_it_is_about(
    step: Expects, act: ContactAct, change: dict[str, Any], shown: dict[str, Any]
) -> None:
    assert (
        Playbook(at(CONFIRM, YES, NO))
        >> presses(Fix(step))
        << shows(step)
        >> act
        << sums_up(**shown)
        << stands(intake=replace(FULL, **change), expects=CONFIRM)
    )


def test_a_corrected_question_keeps_its_files() -> None:
    file = held(kind="photo", message="40")
    begun = replace(FULL, messages=(held("eski", message="39"), file))
    chat = at(CONFIRM, begun=begun)
    opened = steps.ask(replace(chat.chat, intake=replace(begun, fixing=True)), chat.view, QUESTION)
    said, _ = replies.on_message(
        opened[0], chat.view, held("yeni"), intent=chat.read("yeni"), read=chat.read
    )
    assert said.intake is not None
    assert said.intake.messages == (file, held("yeni"))


@pytest.mark.parametrize(("word", "value"), [("yes", True), ("no", False)])
def test_each_button_says_what_it_says_at_whatever_step_it_is_pressed(
    word: Any, value: bool
) -> None:
    assert (
        Playbook(at(QUESTION, begun=replace(FULL, rights_based=None, named=None)))
        >> presses(buttons.SayRights(word))
        << asks(NAMED)
        << request(rights_based=value)
        >> presses(InIntake(Exit.BACK))
        << asks(RIGHTS)
        >> presses(buttons.SayNamed(word))
        << tells("intake.summary", ...)
        << request(named=value, rights_based=value)
        >> presses(PickSubject(1))
        << asks(ORGANISATION)
        << request(subject=1)
    )


@pytest.mark.parametrize(("step", "field"), [(RIGHTS, "rights_based"), (NAMED, "named")])
@pytest.mark.parametrize(("text", "value"), [("evet", True), ("hayır", False)])
def test_yes_and_no_are_answers_where_they_were_asked_for(
    step: Expects, field: str, text: str, value: bool
) -> None:
    assert (
        Playbook(at(step, YES, NO, begun=replace(FULL, **detail(field, not value))))
        >> says(text)
        << (asks(NAMED) if step is RIGHTS else tells("intake.summary", ...))
        << request(messages=(SAID,), **detail(field, value))
    )


def test_whether_the_name_may_be_told_is_not_asked_where_there_is_none() -> None:
    unnamed = {"organisation": Words("summary.none"), "named": Words("summary.unnamed")}
    assert (
        Playbook(at(RIGHTS, begun=replace(FULL, organisation=None)))
        >> presses(buttons.SayRights("yes"))
        << sums_up(**unnamed)
        << request(named=False)
        << stands(expects=CONFIRM)
    )


def test_it_is_asked_after_a_correction_that_named_the_organisation() -> None:
    nameless = replace(FULL, organisation=None, named=None)
    assert (
        Playbook(at(CONFIRM, begun=nameless))
        >> presses(Fix(ORGANISATION))
        << asks(ORGANISATION)
        >> says("Ada Derneği")
        << asks(NAMED)
        << request(fixing=True)
        >> presses(buttons.SayNamed("yes"))
        << sums_up()
        << stands(intake=FULL)
    )


@pytest.mark.parametrize(
    ("step", "begun"),
    [
        (PROVINCE, replace(FULL, named=None)),
        (ORGANISATION, FULL),
        (ORGANISATION, replace(FULL, named=False)),
    ],
)
def test_it_is_not_asked_again_nor_after_another_correction(step: Expects, begun: Intake) -> None:
    assert (
        Playbook(at(CONFIRM, begun=begun))
        >> presses(Fix(step))
        << asks(step)
        >> says("Van")
        << tells("intake.summary", ...)
        << request(named=begun.named)
    )


def test_while_nothing_is_corrected_the_name_leads_to_the_province() -> None:
    assert (
        Playbook(at(ORGANISATION, begun=replace(FULL, named=None))) >> says("Ada") << asks(PROVINCE)
    )


@pytest.mark.parametrize("step", [ORGANISATION, PROVINCE])
@pytest.mark.parametrize(("length", "kept"), [(119, 119), (120, 120), (121, 120)])
def test_a_name_that_is_cut_at_its_longest_says_so(step: Expects, length: int, kept: int) -> None:
    field = str(step)
    said = ("intake.cut",) if kept < length else ()
    assert (
        Playbook(at(step))
        >> says("x" * length)
        << tells((*said, f"intake.{'province' if step is ORGANISATION else 'rights'}"), ...)
        << request(**{field: "x" * kept})
    )


@pytest.mark.parametrize("step", STEPS[1:])
def test_a_file_joins_the_question_at_every_step(step: Expects) -> None:
    files = Words("summary.files", {"n": 1}, plural=1)
    assert (
        Playbook(at(step))
        >> sends("Ek", kind="document")
        << tells("intake.added")
        << (sums_up(files=files, question=f"{SAID.text}\nEk") if step is CONFIRM else again(step))
        << request(messages=(SAID, held("Ek", kind="document")))
    )


@pytest.mark.parametrize("step", [SUBJECT, RIGHTS, NAMED, CONFIRM])
def test_words_that_are_no_answer_to_a_step_join_the_question(step: Expects) -> None:
    assert (
        Playbook(at(step))
        >> says("Çatı akıyor")
        << tells("intake.added")
        << (sums_up(question=f"{SAID.text}\nÇatı akıyor") if step is CONFIRM else again(step))
        << request(messages=(SAID, held("Çatı akıyor")))
        << stands(expects=step)
    )


@pytest.mark.parametrize("step", [SUBJECT, ORGANISATION, PROVINCE, RIGHTS, NAMED])
def test_thanks_at_a_step_are_no_part_of_the_request(step: Expects) -> None:
    assert (
        Playbook(at(step, THANKS))
        >> says("sağ olun")
        << tells(
            ("intake.courtesy", "intake.topic-again" if step is SUBJECT else f"intake.{step}"), ...
        )
        << request(messages=(SAID,), organisation=at(step).chat.intake.organisation)
        << stands(expects=step)
    )


@pytest.mark.parametrize("step", [SUBJECT, RIGHTS, NAMED, CONFIRM])
def test_a_number_that_nothing_bears_is_no_content(step: Expects) -> None:
    book = Playbook(at(step)) >> says("99")
    assert book.state.chat.intake is not None
    assert book.state.chat.intake.messages == (SAID,)
    shown = {SUBJECT: "topic-guess", CONFIRM: "summary"}.get(step, str(step))
    assert book << tells(("menu.no-number", f"intake.{shown}"), ...)


def test_a_draft_is_gone_back_to_without_what_was_asked_meanwhile() -> None:
    answer = meaning("Makbuz?", Meaning.ANSWER, match("faq:5-1", 0.97))
    begun = at(CONFIRM, answer)
    book = Playbook(begun) >> commands("menu") << tells(("home.short", "draft.waits"), ...)
    book = book >> says("Makbuz?", message="60") << KeepQuery("Makbuz?", "answer", "faq:5-1", 0.97)
    assert (
        book
        << ShowAnswer(ADA, "faq:5-1", found=True)
        >> says("gönder", message="61")
        << tells("intake.summary", ...)
        << request(messages=(SAID,))
    )


def test_another_language_goes_on_in_the_form() -> None:
    assert (
        Playbook(at(PROVINCE))
        >> says("english please")
        << tells("intake.province", ...)
        << stands(language="en", expects=PROVINCE)
    )


def test_the_wish_for_an_expert_is_what_the_form_is_for() -> None:
    wish = meaning("bir uzmana yazmak istiyorum", wants_human=True)
    book = Playbook(at(QUESTION, wish)) >> says(wish.query)
    assert book << shows(SUBJECT) << request(messages=(SAID,))


@pytest.mark.parametrize("step", [ORGANISATION, PROVINCE])
def test_a_question_is_no_name_and_a_name_no_question(step: Expects) -> None:
    asked = "aidatı neden her ay topluyoruz"
    assert (
        Playbook(at(step))
        >> says(asked)
        << tells("intake.added")
        << asks(step)
        << request(messages=(SAID, held(asked)))
    )
    named = "Nasıl Bir Kent Derneği"
    assert (
        Playbook(at(step))
        >> says(named)
        << tells(f"intake.{'province' if step is ORGANISATION else 'rights'}", ...)
        << request(**{str(step): named})
    )


@pytest.mark.parametrize("kind", [SmallTalk.YES, SmallTalk.NO, SmallTalk.GREETING])
def test_a_name_that_sounds_like_small_talk_is_a_name(kind: SmallTalk) -> None:
    name = meaning("Günışığı", Meaning.SMALLTALK, smalltalk=kind)
    assert Playbook(at(ORGANISATION, name)) >> says("Günışığı") << tells("intake.province", ...)


def test_who_told_their_organisation_is_not_asked_again() -> None:
    known = {"organisation": "Ada Derneği", "province": "Rize", "rights_based": True}
    mine = (ticket(3, **known, named=True), ticket(4))
    assert (
        Playbook(contact(tickets=mine))
        >> commands("uzman", "Çatı akıyor")
        << tells("intake.topic", ...)
        >> presses(InIntake(Exit.SKIP))
        << tells(("intake.known", "intake.summary"), ...)
        << request(**known, named=True)
        >> presses(Fix(PROVINCE))
        << asks(PROVINCE)
        >> says("Artvin")
        << tells("intake.summary", ...)
        << request(organisation="Ada Derneği", province="Artvin")
    )


def test_small_talk_that_says_more_joins_the_question() -> None:
    thanks = meaning("Cuma günü sağ olun", Meaning.SMALLTALK, smalltalk=SmallTalk.THANKS)
    assert (
        Playbook(at(SUBJECT, thanks))
        >> says("Cuma günü sağ olun")
        << tells("intake.added")
        << again(SUBJECT)
    )


def test_yes_at_the_summary_sends_it() -> None:
    book = Playbook(at(CONFIRM, YES)) >> says("evet")
    assert book << OpenTicket(ADA, at(CONFIRM).chat.intake, "tr") << stands(intake=None)


def test_who_has_many_open_tickets_adds_to_the_newest_of_them() -> None:
    for count in (intake.MOST_OPEN - 1, intake.MOST_OPEN):
        before = at(CONFIRM, YES)
        view = replace(before.view, tickets=tuple(ticket(n) for n in range(1, count + 1)))
        book = Playbook(replace(before, view=view)) >> presses(InIntake(Exit.SEND))
        if count < intake.MOST_OPEN:
            assert book << OpenTicket(ADA, FULL, "tr")
        else:
            assert (
                book
                << tells("intake.many", n=count, number=count)
                << AddToTicket(ADA, count, FULL.messages)
            )


def test_the_question_goes_on_where_one_left_off() -> None:
    assert (
        Playbook(at(QUESTION))
        >> says("Bir de şu")
        << shows(SUBJECT)
        << request(messages=(SAID, held("Bir de şu")))
    )


def test_an_album_joins_as_one() -> None:
    pictures = [held(message=str(n), kind="photo", album="a") for n in (60, 61, 62)]
    files = Words("summary.files", {"n": 3}, plural=3)
    book = (
        Playbook(at(CONFIRM))
        >> presses(Fix(QUESTION))
        << asks(QUESTION)
        >> sends(message="60", album="a")
        << tells("intake.summary", ...)
        >> sends(message="61", album="a")
        >> sends(message="62", album="a")
        << request(messages=tuple(pictures))
    )
    assert book >> presses(InIntake(Exit.BACK)) << asks(NAMED)
    assert (
        book >> presses(InIntake(Exit.SKIP)) << sums_up(question=Words("summary.none"), files=files)
    )


def test_a_later_picture_does_not_replace_the_first_while_the_question_is_corrected() -> None:
    first, second = (held(message=one, kind="photo", album="a") for one in ("60", "61"))
    begun = replace(FULL, messages=(first,), fixing=True)
    assert (
        Playbook(at(QUESTION, begun=begun))
        >> sends(message="61", album="a")
        << request(messages=(first, second))
    )


def test_another_album_is_another_file() -> None:
    first = held(message="60", kind="photo", album="a")
    assert (
        Playbook(at(CONFIRM, begun=replace(FULL, messages=(first,))))
        >> sends(message="61", album="b")
        << tells("intake.added")
        << tells("intake.summary", ...)
        << request(messages=(first, held(message="61", kind="photo", album="b")))
    )


@pytest.mark.parametrize(
    ("begun", "confidence", "subject"),
    [
        (Intake(nearest=()), CLOSE, 1),
        (Intake(nearest=()), CLOSE - 0.001, None),
        (Intake(nearest=(), subject=3), 0.9, 1),
        (Intake(nearest=(), subject=3, picked=True), 0.9, 3),
    ],
)
def test_the_question_suggests_its_subject(
    begun: Intake, confidence: float, subject: int | None
) -> None:
    means = meaning("Şube?", Meaning.SUGGEST, match("faq:4-1", confidence))
    guess = AREAS[subject] if subject else None
    assert (
        Playbook(at(QUESTION, means, begun=begun))
        >> says("Şube?")
        << asks(SUBJECT, guess=guess)
        << request(subject=subject)
    )


def test_the_subject_is_suggested_in_the_contacts_language() -> None:
    means = meaning("NGO?", Meaning.SUGGEST, match("faq:1-9", 0.5))
    assert (
        Playbook(at(QUESTION, means, begun=Intake(nearest=()), language="en"))
        >> says("NGO?")
        << asks(SUBJECT, guess="Founding", areas={**AREAS, 1: "Founding"})
        << stands(
            options=tuple(
                (label, encode(PickSubject(key))) for key, label in {**AREAS, 1: "Founding"}.items()
            )
        )
    )


NEAR = ("faq:1-1", "faq:1-2", "faq:5-1", "faq:5-2")


def test_three_answers_that_are_near_are_offered_once() -> None:
    means = meaning("Soru", Meaning.SUGGEST, *(match(one, 0.5) for one in NEAR))
    titles = ("Dernek kurmak istiyoruz.", "Tüzük yazıyoruz.", "Bağış topluyoruz.")
    lines = [Words("offer.line", {"n": n, "title": one}) for n, one in enumerate(titles, start=1)]
    labels = ("Dernek", "Tüzük", "Makbuz")
    rows = tuple(
        (Button(f"{n}. {label}", OpenAnswer(one)),)
        for n, (label, one) in enumerate(zip(labels, NEAR, strict=False), start=1)
    )
    options = tuple(
        (label, encode(OpenAnswer(one))) for label, one in zip(labels, NEAR, strict=False)
    )
    assert (
        Playbook(at(QUESTION, means, begun=Intake()))
        >> says("Soru")
        << Tell(ADA, (Words("intake.nearest"), *lines), ((GO_ON,), *rows, (CANCEL,)))
        << request(nearest=NEAR[:3], messages=(held("Soru"),))
        << stands(expects=QUESTION, options=options)
        >> presses(InIntake(Exit.GO_ON))
        << asks(SUBJECT, guess="Kuruluş")
        >> presses(InIntake(Exit.BACK))
        << asks(QUESTION)
        >> says("Soru", message="51")
        << asks(SUBJECT, guess="Kuruluş")
    )


@pytest.mark.parametrize(
    ("begun", "nearest"),
    [
        (Intake(policy="own-work"), ()),
        (Intake(answer_id="faq:1-1", subject=1), NEAR[1:]),
        (Intake(nearest=("faq:5-1",)), ("faq:5-1",)),
    ],
)
def test_neither_an_appeal_nor_the_answer_that_did_not_help_is_led_back(
    begun: Intake, nearest: tuple[str, ...]
) -> None:
    means = meaning("Soru", Meaning.SUGGEST, *(match(one, 0.5) for one in NEAR))
    book = Playbook(at(QUESTION, means, begun=begun)) >> says("Soru")
    if begun.answer_id:
        offered = [OpenAnswer(one) for one in nearest]
        said = ("intake.nearest", *["offer.line"] * 3)
        book << tells(said, InIntake(Exit.GO_ON), *offered, InIntake(Exit.CANCEL))
    else:
        book << asks(SUBJECT, guess="Kuruluş")
    assert book << request(nearest=nearest)


def test_answers_that_are_gone_are_not_offered() -> None:
    means = meaning("Soru", Meaning.SUGGEST, match("faq:8-8", 0.5))
    assert (
        Playbook(at(QUESTION, means, begun=Intake()))
        >> says("Soru")
        << asks(SUBJECT)
        << request(nearest=("faq:8-8",), subject=None)
    )


def test_answers_that_are_near_are_named_in_the_contacts_language() -> None:
    means = meaning("NGO?", Meaning.SUGGEST, match("faq:1-9", 0.5))
    line = Words("offer.line", {"n": 1, "title": "Only here."})
    assert (
        Playbook(at(QUESTION, means, begun=Intake(), language="en"))
        >> says("NGO?")
        << tells(("intake.nearest", line), ...)
        << stands(options=(("English", encode(OpenAnswer("faq:1-9"))),))
    )


@pytest.mark.parametrize("step", STEPS)
def test_an_emergency_interrupts_every_step(step: Expects) -> None:
    means = meaning("imdat", Meaning.EMERGENCY, policy="emergency")
    assert (
        Playbook(at(step, means))
        >> says("imdat")
        << KeepQuery("imdat", "emergency", None, 0.0)
        << ShowPolicy(ADA, "emergency")
        << OpenTicket(ADA, Intake((held("imdat"),), policy="emergency"), "tr")
        << stands(expects=None, about=None, intake=FULL)
    )


def test_the_summary_says_what_was_left_out() -> None:
    none = Words("summary.none")
    assert (
        Playbook(at(NAMED, begun=Intake(messages=(SAID,), organisation="Ada")))
        >> presses(InIntake(Exit.SKIP))
        << sums_up(
            topic=none,
            organisation="Ada",
            province=none,
            rights=none,
            named=Words("summary.unnamed"),
        )
    )


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("x" * 1499, "x" * 1499),
        ("x" * 1500, "x" * 1500),
        ("x" * 1501, "x" * 1499 + "…"),
        ("x" * 1490 + " " * 20 + "y", "x" * 1490 + "…"),
    ],
)
def test_a_question_that_is_too_long_for_the_summary_is_shortened_there(
    given: str, shown: str
) -> None:
    assert summary.shortened(given) == shown


@pytest.mark.parametrize("step", [CONFIRM, Expects.ADD])
def test_what_is_no_detail_can_not_be_corrected(step: Expects) -> None:
    assert Playbook(at(PROVINCE)) >> presses(Fix(step)) << asks(PROVINCE) << stands(intake=FULL)


def test_a_press_while_something_else_is_expected_starts_at_the_question() -> None:
    assert Playbook(at(Expects.ADD)) >> presses(InIntake(Exit.SKIP)) << shows(SUBJECT)
    standing = replace(at(QUESTION), chat=replace(at(QUESTION).chat, expects=None))
    assert Playbook(standing) >> presses(Fix(CONFIRM)) << asks(QUESTION)


def test_a_message_that_is_changed_before_it_is_sent_is_changed_everywhere() -> None:
    other = held("Öteki", message="41")
    chat = Chat(ADA, ADDRESS, intake=replace(FULL, messages=(SAID, other)), held=(other, SAID))
    changed = intake.edited(chat, "40", "Yeni")
    new = replace(SAID, text="Yeni")
    assert changed == replace(chat, intake=replace(FULL, messages=(new, other)), held=(other, new))
    assert intake.edited(changed, "99", "Hiç") == changed
    assert intake.edited(Chat(ADA, ADDRESS), "40", "Hiç") == Chat(ADA, ADDRESS)


def test_the_summary_is_in_the_contacts_language() -> None:
    assert (
        Playbook(at(NAMED, begun=replace(FULL, subject=1), language="en"))
        >> presses(buttons.SayNamed("yes"))
        << sums_up(topic="Founding")
    )


def test_a_request_survives_a_look_at_ones_tickets() -> None:
    assert (
        Playbook(at(PROVINCE, tickets=(ticket(3),)))
        >> commands("tickets")
        << tells(("tickets.title", "tickets.line-open"), ...)
        << stands(expects=None, intake=FULL)
        >> commands("uzman")
        << sums_up()
    )


EXITS = st.sampled_from([InIntake(way) for way in (Exit.BACK, Exit.SKIP, Exit.KEEP, Exit.GO_ON)])
FIXES = st.sampled_from([Fix(step) for step in STEPS[:-1]])


@given(st.lists(EXITS | FIXES, max_size=12), st.sampled_from(STEPS))
def test_no_way_through_the_steps_loses_anything(ways: list[Press], step: Expects) -> None:
    one = at(step)
    chat, view = one.chat, one.view
    for way in ways:
        chat, _ = conversation.on_press(chat, view, way, read=one.read)
    assert chat.intake is not None
    assert replace(chat.intake, fixing=False) == FULL
    assert chat.expects in STEPS


def test_the_number_typed_at_a_step_is_the_button_there() -> None:
    assert (
        Playbook(at(PROVINCE))
        >> presses(InIntake(Exit.SKIP))
        << asks(RIGHTS)
        >> says("2")
        << asks(NAMED)
        << request(rights_based=False)
        >> says("1")
        << sums_up(rights=Words("rights.no"))
        >> says("1")
        << OpenTicket(ADA, replace(FULL, rights_based=False), "tr")
    )
