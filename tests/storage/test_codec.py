"""What is kept as JSON comes back as it was, whatever JSON did to it on the way."""

import json
from typing import Any, get_args

import pytest

from bot.domain.buttons import OpenMenu, ShowTicket
from bot.domain.chats import Chat, Expects, Held, Intake
from bot.domain.codes import CODES, decode
from bot.domain.events import Answered, StaffEdited, StaffReacted, StaffTapped, StaffWrote
from bot.domain.messages import (
    Act,
    AnswerSearch,
    AnswerTap,
    AskMember,
    Button,
    Card,
    CloseThread,
    Copy,
    Delete,
    Describe,
    Edit,
    ListCommands,
    Message,
    NameThread,
    OfferCommands,
    OpenThread,
    Pin,
    React,
    Say,
    SayAlbum,
    SendFile,
    Span,
    Style,
    Text,
)
from bot.domain.people import Actor, Address, Place, Spot
from bot.domain.results import (
    ActOnEdit,
    ActOnSign,
    ActOnTap,
    ActOnWords,
    Arrived,
    Corrected,
    EditedInChat,
    EditedInThread,
    FillThread,
    FollowUp,
    KeepCard,
    KeepChatPlaces,
    KeepPanel,
    KeepReminder,
    KeepStaffPlaces,
    Previewed,
    Reply,
    TakenBack,
)
from bot.domain.words import Words
from bot.storage import codec

WHO = Address("telegram", "7")
GROUP = Address("telegram", "-5", group=True)
PLACE = Place(GROUP, "55")
STYLED = Text("a\x00b \ud800 ş", tuple(Span(0, 1, style, "v") for style in Style))
BUTTONS = ((Button("Menu", OpenMenu("faq", 9)), Button("Web", url="https://x.org")),)

ACTS: list[Act] = [
    Say(PLACE, Message(STYLED, BUTTONS, reply_to="3")),
    Say(Place(WHO), Message()),
    SayAlbum(PLACE, (Message(STYLED, kind="photo", file="F"), Message(kind="video", file="G"))),
    Edit(Spot(WHO, "1"), Message(Text("x"), kind="photo")),
    Copy(PLACE, WHO, ("1", "2"), album=True),
    Copy(Place(WHO), GROUP, ("1",), Text(""), BUTTONS, "4"),
    SendFile(Place(WHO), "a.ics", "BEGIN\r\n", STYLED),
    Pin(Spot(GROUP, "1")),
    React(Spot(GROUP, "1"), "👍"),
    Delete(GROUP, ("1", "2")),
    CloseThread(Place(GROUP, "9")),
    NameThread(Place(GROUP, "9"), "✓ #9"),
    OpenThread(GROUP, "#1"),
    AnswerTap("telegram", "t", "no", alert=True),
    AskMember(GROUP, "9"),
    AnswerSearch("telegram", "s", (Card("c", "t", "s", STYLED),), 60),
    ListCommands("telegram", (("menu", "the menu"),), "tr", GROUP),
    Describe("telegram", "words", short=True),
    OfferCommands("telegram"),
]
FOLLOW_UPS: list[FollowUp] = [
    FillThread(1),
    KeepCard(1, PLACE),
    KeepStaffPlaces((1, 2), 1, PLACE),
    KeepChatPlaces((1,), 1),
    KeepChatPlaces((1,), 1, Reply(Spot(GROUP, "5"), Actor(3, "Deniz"), reopens=True)),
    EditedInThread(1, 2, PLACE),
    EditedInChat(1, 2),
    KeepPanel(1),
    Previewed(1, 2),
    Arrived(1, 2, 3),
    Corrected(1),
    ActOnSign(StaffReacted(Spot(GROUP, "5"), GROUP, "❤")),
    TakenBack((3, 4), 1, Actor(31, "Elif"), PLACE, "501"),
    ActOnTap(StaffTapped(PLACE, "1", "t", WHO, "Deniz", "T|1|close")),
    ActOnTap(StaffTapped(PLACE, "1", "t", WHO, "Deniz", "T|1|close"), seen=7),
    ActOnEdit(StaffEdited(PLACE, "1", WHO, "Deniz", Message(STYLED))),
    ActOnWords(
        StaffWrote(
            PLACE,
            "1",
            WHO,
            "Deniz",
            Message(STYLED, kind="photo", reply_to="3"),
            command="gonder",
            answered=Answered(WHO, Message(STYLED, kind="voice"), of_desk=True),
        ),
        seen=7,
    ),
    KeepReminder(1, PLACE),
]


def by_json(value: Any) -> Any:
    return json.loads(json.dumps(value))


@pytest.mark.parametrize("act", ACTS, ids=lambda act: type(act).__name__)
def test_an_act(act: Act) -> None:
    assert codec.act_from_json(by_json(codec.act_to_json(act))) == act


@pytest.mark.parametrize("then", FOLLOW_UPS, ids=lambda then: type(then).__name__)
def test_a_follow_up(then: FollowUp) -> None:
    assert codec.follow_up_from_json(by_json(codec.follow_up_to_json(then))) == then


@pytest.mark.parametrize(
    ("union", "table", "tried"),
    [(Act, codec.ACTS, ACTS), (FollowUp, codec.FOLLOW_UPS, FOLLOW_UPS)],
)
def test_no_kind_is_forgotten(union: Any, table: dict[str, type], tried: list[object]) -> None:
    assert set(get_args(union)) == set(table.values()) == {type(one) for one in tried}


def test_the_form_that_was_written_stays_readable() -> None:
    """Rows of an earlier desk have this form, and so have those that the migration wrote."""
    written = {
        "act": "say",
        "to": {"chat": {"platform": "telegram", "id": "-5", "group": True}, "thread": "55"},
        "message": {
            "text": {"text": "Hello", "spans": [{"start": 0, "end": 5, "style": "bold"}]},
            "buttons": [[{"label": "Ticket", "press": "t|show|5"}]],
        },
    }
    words = Text("Hello", (Span(0, 5, Style.BOLD),))
    act = Say(PLACE, Message(words, ((Button("Ticket", ShowTicket(5)),),)))
    assert codec.act_from_json(written) == act
    assert codec.act_to_json(act) == written | {"message": by_json(written["message"])}


@pytest.mark.parametrize("code", [pattern for pattern, _ in CODES])
def test_every_button_is_kept_as_its_code(code: str) -> None:
    press = decode(code.replace("{question}", "1").replace("{choice}", "faq:1-1"))
    act = Say(PLACE, Message(buttons=((Button("b", press),),)))
    assert codec.act_from_json(by_json(codec.act_to_json(act))) == act


def test_a_label_that_was_not_put_into_words_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="not put into words"):
        codec.act_to_json(Say(PLACE, Message(buttons=((Button(Words("home")),),))))


@pytest.mark.parametrize(
    "chat",
    [
        Chat(5, WHO),
        Chat(
            5,
            WHO,
            "en",
            reachable=False,
            known=True,
            question="faq:9",
            options=(("Evet", "h"),),
            answer="faq:1-1",
            expects=Expects.SUBJECT,
            about="3",
            intake=Intake((Held("1", "photo", "", "a"),), 4, "o", "p", True, False, nearest=()),
            held=(Held("1", "text", "w"),),
        ),
    ],
)
def test_where_a_chat_stands(chat: Chat) -> None:
    state = by_json(codec.state_to_json(chat))
    assert not state.keys() & {"id", "address", "language", "reachable"}
    assert chat == codec.chat_from_json(
        state, contact=5, address=WHO, language=chat.language, reachable=chat.reachable
    )


def test_what_stands_at_its_default_takes_no_room() -> None:
    assert codec.state_to_json(Chat(5, WHO)) == {}
