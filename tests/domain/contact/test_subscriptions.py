"""Who wants to hear of what: nobody but by their own tap, and one tap ends it."""

from typing import Any

import pytest

from bot.domain import buttons
from bot.domain.broadcast_effects import KeepStop
from bot.domain.broadcasts import Broadcast, Status
from bot.domain.buttons import Press, StopBroadcasts, ToggleSubject, UndoStop
from bot.domain.chats import Expects
from bot.domain.codes import encode
from bot.domain.effects import Answer, Subscribe, Tell
from bot.domain.messages import Button
from bot.domain.people import Address, Spot
from bot.domain.words import Words
from tests.domain.contact.talk import ADA, NOW, ContactAct, commands, contact, presses, stands
from tests.domain.content import EMPTY
from tests.domain.playbook import Playbook, tells

AREAS = {1: "Kuruluş", 5: "Bağış", 3: "Adres"}  # a subject is called as the question it opens
ENGLISH = {1: "Founding", 5: "Bağış", 3: "Adres"}
HOME = (Button(Words("button.home"), buttons.Home()),)
EVERY = (
    Button(Words("subscriptions.all"), buttons.EverySubject()),
    Button(Words("subscriptions.nothing"), buttons.NoSubject()),
)
CHOOSE = Button(Words("broadcast.settings"), buttons.ListSubscriptions())
BUSY: dict[str, Any] = {"expects": Expects.ADD, "about": "3", "question": "faq:1"}


def listing(*chosen: int, edit: str | None = None, areas: dict[int, str] = AREAS) -> Tell:
    """The list with these subjects turned on."""
    rows = tuple(
        (
            Button(
                Words(
                    "subscriptions.on" if subject in chosen else "subscriptions.off",
                    {"n": n, "label": label},
                ),
                ToggleSubject(subject),
            ),
        )
        for n, (subject, label) in enumerate(areas.items(), start=1)
    )
    title = Words("subscriptions.title", {"n": len(chosen)}, plural=len(chosen))
    return Tell(ADA, (title,), (*rows, EVERY, HOME), edit=edit)


def broadcast(*subjects: int) -> Broadcast:
    """A broadcast about these."""
    source = Spot(Address("telegram", "-100", group=True), "9")
    return Broadcast(4, Status.DONE, frozenset(subjects), source, 1, NOW)


LISTS = [commands("duyurular"), commands("updates"), presses(buttons.ListSubscriptions())]


@pytest.mark.parametrize("act", LISTS)
def test_subjects_are_listed_with_their_state_and_numbers_turn_them(act: ContactAct) -> None:
    options = tuple((label, encode(ToggleSubject(one))) for one, label in AREAS.items())
    assert (
        Playbook(contact(subjects=frozenset({5}), **BUSY))
        >> act
        << listing(5)
        << stands(options=options, question=None, expects=None, about=None)
    )


@pytest.mark.parametrize("subject", [1, 5, 3])
def test_a_tap_turns_a_subject_on_and_the_next_one_off(subject: int) -> None:
    book = Playbook(contact()) >> presses(ToggleSubject(subject), edit="8")
    assert book << Subscribe(ADA, subject, on=True) << listing(subject, edit="8")
    on = Playbook(contact(subjects=frozenset({subject, 1}))) >> presses(ToggleSubject(subject))
    assert on << Subscribe(ADA, subject, on=False) << listing(*{1} - {subject})


def test_the_list_is_in_the_contacts_language() -> None:
    assert (
        Playbook(contact(language="en"))
        >> presses(ToggleSubject(1))
        << Subscribe(ADA, 1, on=True)
        << listing(1, areas=ENGLISH)
        << stands(options=tuple((one, encode(ToggleSubject(n))) for n, one in ENGLISH.items()))
    )


def test_a_subject_that_is_not_there_is_not_turned_on() -> None:
    assert Playbook(contact()) >> presses(ToggleSubject(2), edit="8") << listing(edit="8")


def test_all_is_every_subject_there_is() -> None:
    assert (
        Playbook(contact(subjects=frozenset({5})))
        >> presses(buttons.EverySubject(), edit="8")
        << Subscribe(ADA, 1, on=True)
        << Subscribe(ADA, 5, on=True)
        << Subscribe(ADA, 3, on=True)
        << listing(1, 5, 3, edit="8")
    )


def test_nothing_ends_also_what_the_content_no_longer_has() -> None:
    assert (
        Playbook(contact(subjects=frozenset({8})))
        >> presses(buttons.NoSubject(), edit="8")
        << Subscribe(ADA, 1, on=False)
        << Subscribe(ADA, 5, on=False)
        << Subscribe(ADA, 3, on=False)
        << Subscribe(ADA, 8, on=False)
        << listing(edit="8")
    )


@pytest.mark.parametrize("press", [StopBroadcasts(4), UndoStop(4, "1"), buttons.WhyBroadcast(4)])
def test_below_a_broadcast_that_is_gone_nothing_happens(press: Press) -> None:
    before = contact(subjects=frozenset({1}))
    book = Playbook(before) >> presses(press) << Answer(Words("menu.gone"))
    assert book
    assert book.state == before


@pytest.mark.parametrize(
    ("about", "mine", "names", "stopped"),
    [
        ({1, 5}, {1, 3, 5}, "Kuruluş, Bağış", (1, 5)),
        ({5, 1}, {5}, "Kuruluş, Bağış", (5,)),
        ({3, 8}, {8}, "Adres, 8", (8,)),
        ({1}, {3}, "Kuruluş", ()),
    ],
)
def test_stop_ends_those_of_its_subjects_that_were_on(
    about: set[int], mine: set[int], names: str, stopped: tuple[int, ...]
) -> None:
    taken_back = Button(Words("broadcast.undo"), UndoStop(4, ".".join(map(str, stopped))))
    told = Words("broadcast.stopped", {"topics": names})
    book = (
        Playbook(contact(broadcast=broadcast(*about), subjects=frozenset(mine)))
        >> presses(StopBroadcasts(4))
        << Answer(Words("broadcast.stopped-short"))
    )
    if stopped:
        book << KeepStop(4)
    for one in stopped:
        book << Subscribe(ADA, one, on=False)
    assert book << Tell(ADA, (told,), ((taken_back, CHOOSE),))


@pytest.mark.parametrize(
    ("named", "back"),
    [("5.1", (1, 5)), ("1", (1,)), ("", ()), ("3.8", ()), ("1.3.x.-5.1", (1,)), ("15", ())],
)
def test_undo_turns_on_what_was_named_and_nothing_that_the_broadcast_is_not_about(
    named: str, back: tuple[int, ...]
) -> None:
    told = Words("broadcast.undone", {"topics": "Founding, Bağış"})
    book = Playbook(contact(broadcast=broadcast(1, 5), language="en"))
    book >> presses(UndoStop(4, named))
    if back:
        book << KeepStop(4, -1)
    for one in back:
        book << Subscribe(ADA, one, on=True)
    assert book << Tell(ADA, (told,), ((CHOOSE,),))


def test_why_it_came_is_told_with_the_way_to_end_it() -> None:
    because = Words("broadcast.because", {"topics": "Kuruluş, Bağış"})
    stop = Button(Words("broadcast.stop"), StopBroadcasts(4))
    assert (
        Playbook(contact(broadcast=broadcast(5, 1)))
        >> presses(buttons.WhyBroadcast(4))
        << Tell(ADA, (because,), ((stop, CHOOSE),))
    )


def test_a_desk_without_content_has_no_subjects() -> None:
    assert (
        Playbook(contact(catalog=EMPTY))
        >> commands("updates")
        << tells(
            "subscriptions.title", buttons.EverySubject(), buttons.NoSubject(), buttons.Home(), n=0
        )
        << stands(options=())
    )
