"""Acts become calls of the Bot API, one each, and its answers results."""

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.domain import messages as acts
from bot.domain.buttons import Home, OpenAnswer
from bot.domain.messages import Act, Button, Message, Span, Style, Text, bold, styled, units
from bot.domain.people import Address, Place, Spot
from bot.domain.results import Done, Membership, Result, Said, ThreadOpened
from bot.gateway.telegram.library import Upload, sent
from bot.gateway.telegram.outgoing import LIMITS, call_of, result_of
from bot.gateway.telegram.spans import incoming, outgoing

Json = dict[str, Any]

ME = Address("telegram", "1001")
STAFF = Address("telegram", "-1005", group=True)
THREAD = Place(STAFF, "40")
CARD = Spot(STAFF, "50")
HOME = Button("Menü", Home())
KEYBOARD = {"inline_keyboard": [[{"text": "Menü", "callback_data": "h"}]]}
NO_PREVIEW = {"link_preview_options": {"is_disabled": True}}
IN_THREAD = {"chat_id": -1005, "message_thread_id": 40}
STRONG = [{"type": "bold", "offset": 0, "length": 2}]

CALLS: list[tuple[Act, str, Json]] = [
    (
        acts.Say(Place(ME), Message(Text("Merhaba"))),
        "sendMessage",
        {"chat_id": 1001, "text": "Merhaba", **NO_PREVIEW},
    ),
    (
        acts.Say(THREAD, Message(bold("👋") + "!", buttons=((), (HOME,)), reply_to="7")),
        "sendMessage",
        {
            **IN_THREAD,
            "text": "👋!",
            "entities": STRONG,
            "reply_markup": KEYBOARD,
            "reply_parameters": {"message_id": 7, "allow_sending_without_reply": True},
            **NO_PREVIEW,
        },
    ),
    (
        acts.Say(Place(ME), Message(bold("ab"), ((HOME,),), kind="voice", file="F")),
        "sendVoice",
        {
            "chat_id": 1001,
            "voice": "F",
            "caption": "ab",
            "caption_entities": STRONG,
            "reply_markup": KEYBOARD,
        },
    ),
    *(
        (
            acts.Say(THREAD, Message(kind=kind, file="F", reply_to="7")),
            method,
            {
                **IN_THREAD,
                kind: "F",
                "reply_parameters": {"message_id": 7, "allow_sending_without_reply": True},
            },
        )
        for kind, method in (
            ("photo", "sendPhoto"),
            ("video", "sendVideo"),
            ("animation", "sendAnimation"),
            ("audio", "sendAudio"),
            ("document", "sendDocument"),
            ("sticker", "sendSticker"),
            ("video_note", "sendVideoNote"),
        )
    ),
    (
        acts.SayAlbum(
            THREAD,
            (Message(bold("ab"), kind="photo", file="F"), Message(kind="video", file="G")),
        ),
        "sendMediaGroup",
        {
            **IN_THREAD,
            "media": [
                {
                    "type": "photo",
                    "media": "F",
                    "caption": "ab",
                    "caption_entities": STRONG,
                },
                {"type": "video", "media": "G"},
            ],
        },
    ),
    (
        acts.SendFile(Place(ME), "a.ics", "ş", bold("👋") + "!"),
        "sendDocument",
        {
            "chat_id": 1001,
            "document": Upload("a.ics", "ş".encode()),
            "caption": "👋!",
            "caption_entities": STRONG,
        },
    ),
    (
        acts.Edit(CARD, Message(Text("Kart"), buttons=((HOME,),))),
        "editMessageText",
        {
            "chat_id": -1005,
            "message_id": 50,
            "text": "Kart",
            "reply_markup": KEYBOARD,
            **NO_PREVIEW,
        },
    ),
    (
        acts.Edit(CARD, Message(bold("ab"), kind="photo")),
        "editMessageCaption",
        {"chat_id": -1005, "message_id": 50, "caption": "ab", "caption_entities": STRONG},
    ),
    *(
        (
            acts.Edit(CARD, Message(bold("ab"), kind=kind, file="F")),
            "editMessageMedia",
            {
                "chat_id": -1005,
                "message_id": 50,
                "media": {
                    "type": kind,
                    "media": "F",
                    "caption": "ab",
                    "caption_entities": STRONG,
                },
            },
        )
        for kind in ("photo", "video", "animation", "audio", "document")
    ),
    (
        acts.Edit(CARD, Message(Text("ab"), kind="voice", file="F")),
        "editMessageCaption",
        {"chat_id": -1005, "message_id": 50, "caption": "ab"},
    ),
    (
        acts.Copy(THREAD, ME, ("7",)),
        "copyMessage",
        {**IN_THREAD, "from_chat_id": 1001, "message_id": 7},
    ),
    (
        acts.Copy(Place(ME), STAFF, ("50",), caption=bold("ab"), buttons=((HOME,),), reply_to="7"),
        "copyMessage",
        {
            "chat_id": 1001,
            "from_chat_id": -1005,
            "message_id": 50,
            "caption": "ab",
            "caption_entities": STRONG,
            "reply_markup": KEYBOARD,
            "reply_parameters": {"message_id": 7, "allow_sending_without_reply": True},
        },
    ),
    (
        acts.Copy(THREAD, ME, ("10", "9"), album=True),
        "copyMessages",
        {**IN_THREAD, "from_chat_id": 1001, "message_ids": [9, 10]},
    ),
    (
        acts.Copy(THREAD, ME, ("9",), album=True),
        "copyMessages",
        {**IN_THREAD, "from_chat_id": 1001, "message_ids": [9]},
    ),
    (
        acts.React(Spot(ME, "7"), "👍"),
        "setMessageReaction",
        {"chat_id": 1001, "message_id": 7, "reaction": [{"type": "emoji", "emoji": "👍"}]},
    ),
    (
        acts.React(Spot(ME, "7"), ""),
        "setMessageReaction",
        {"chat_id": 1001, "message_id": 7, "reaction": []},
    ),
    (
        acts.Pin(Spot(ME, "7")),
        "pinChatMessage",
        {"chat_id": 1001, "message_id": 7, "disable_notification": True},
    ),
    (acts.Delete(ME, ("7",)), "deleteMessage", {"chat_id": 1001, "message_id": 7}),
    (
        acts.Delete(ME, ("10", "9")),
        "deleteMessages",
        {"chat_id": 1001, "message_ids": [9, 10]},
    ),
    (
        acts.CloseThread(THREAD),
        "closeForumTopic",
        IN_THREAD,
    ),
    (
        acts.NameThread(THREAD, "✓ #5"),
        "editForumTopic",
        {**IN_THREAD, "name": "✓ #5"},
    ),
    (
        acts.OpenThread(STAFF, "Talep 5"),
        "createForumTopic",
        {"chat_id": -1005, "name": "Talep 5"},
    ),
    (
        acts.AnswerTap("telegram", "99"),
        "answerCallbackQuery",
        {"callback_query_id": "99"},
    ),
    (
        acts.AnswerTap("telegram", "99", "Tamam", alert=True),
        "answerCallbackQuery",
        {"callback_query_id": "99", "text": "Tamam", "show_alert": True},
    ),
    (
        acts.AskMember(STAFF, "2001"),
        "getChatMember",
        {"chat_id": -1005, "user_id": 2001},
    ),
    (
        acts.AnswerSearch("telegram", "77", (acts.Card("c", "Başlık", "Özet", bold("ab")),), 60),
        "answerInlineQuery",
        {
            "inline_query_id": "77",
            "results": [
                {
                    "type": "article",
                    "id": "c",
                    "title": "Başlık",
                    "description": "Özet",
                    "input_message_content": {"message_text": "ab", "entities": STRONG},
                }
            ],
            "cache_time": 60,
            "is_personal": True,
        },
    ),
    (
        acts.ListCommands("telegram", (("menu", "Menü"),), "tr"),
        "setMyCommands",
        {
            "commands": [{"command": "menu", "description": "Menü"}],
            "scope": {"type": "all_private_chats"},
            "language_code": "tr",
        },
    ),
    (
        acts.ListCommands("telegram", (), group=STAFF),
        "setMyCommands",
        {"commands": [], "scope": {"type": "chat", "chat_id": -1005}},
    ),
    (
        acts.Describe("telegram", "Uzun", short=False),
        "setMyDescription",
        {"description": "Uzun"},
    ),
    (
        acts.Describe("telegram", "Kısa", short=True, language="en"),
        "setMyShortDescription",
        {"short_description": "Kısa", "language_code": "en"},
    ),
    (
        acts.OfferCommands("telegram"),
        "setChatMenuButton",
        {"menu_button": {"type": "commands"}},
    ),
]


@pytest.mark.parametrize(("act", "method", "payload"), CALLS)
def test_an_act_is_one_call(act: Act, method: str, payload: Json) -> None:
    assert call_of(act) == (method, payload)


def test_every_act_has_its_call_here() -> None:
    assert {type(act) for act, _, _ in CALLS} == set(get_args(Act))


def said(text: Text | str) -> Json:
    message = Message(Text(text) if isinstance(text, str) else text)
    return call_of(acts.Say(Place(ME), message))[1]


def test_a_button_may_open_an_address() -> None:
    link = Button("Site", url="https://example.org")
    payload = call_of(acts.Say(Place(ME), Message(Text("x"), buttons=((link,),))))[1]
    shown = [[{"text": "Site", "url": "https://example.org"}]]
    assert payload["reply_markup"] == {"inline_keyboard": shown}


def test_too_long_a_text_is_cut_and_the_log_says_so() -> None:
    """No letter is cut in two, and no style reaches beyond what is left."""
    with capture_logs() as logs:
        payload = said(bold("👋" * LIMITS.text))
    assert units(payload["text"]) <= LIMITS.text
    assert payload["text"].removesuffix("…") == "👋" * (LIMITS.text // 2 - 1)
    (style,) = payload["entities"]
    assert style["length"] == units(payload["text"]) - 1
    assert [(line["event"], line["what"]) for line in logs] == [("folded", "text")]


@pytest.mark.parametrize("length", [LIMITS.text - 1, LIMITS.text])
def test_what_fits_is_not_cut(length: int) -> None:
    with capture_logs() as logs:
        assert said("x" * length)["text"] == "x" * length
    assert logs == []


def test_captions_toasts_and_names_have_limits_of_their_own() -> None:
    long = "x" * 5000
    caption = call_of(acts.Copy(THREAD, ME, ("7",), caption=Text(long)))[1]["caption"]
    assert caption == "x" * 1023 + "…"
    edited = call_of(acts.Edit(CARD, Message(Text(long), kind="photo")))[1]["caption"]
    assert edited == caption
    assert call_of(acts.AnswerTap("telegram", "1", long))[1]["text"] == "x" * 200
    assert len(call_of(acts.OpenThread(STAFF, long))[1]["name"]) == LIMITS.thread_name


def test_more_styles_than_telegram_keeps_are_left_out() -> None:
    spans = tuple(Span(n, n + 1, Style.BOLD) for n in range(150))
    with capture_logs() as logs:
        payload = said(Text("x" * 150, spans))
    assert len(payload["entities"]) == LIMITS.spans
    assert [line["what"] for line in logs] == ["styles"]


def test_what_an_album_has_no_room_for_is_said_in_the_log() -> None:
    with capture_logs() as logs:
        call_of(acts.Copy(THREAD, ME, ("1", "2"), caption=Text("x"), album=True))
    assert [line["event"] for line in logs] == ["folded"]


@pytest.mark.parametrize(
    "act",
    [
        acts.Say(Place(Address("echo", "ali")), Message(Text("x"))),
        acts.Say(Place(ME), Message(Text("x"), buttons=((Button("x", OpenAnswer("y" * 70)),),))),
        acts.Copy(THREAD, ME, ("",)),
    ],
)
def test_what_can_be_no_call_is_a_value_error(act: Act) -> None:
    with pytest.raises(ValueError, match=r"."):
        call_of(act)


SAY = acts.Say(Place(ME), Message(Text("x")))
EDIT = acts.Edit(CARD, Message(Text("x")))
COPY = acts.Copy(THREAD, ME, ("1",))
OPEN = acts.OpenThread(STAFF, "x")
ASK = acts.AskMember(STAFF, "2001")


@pytest.mark.parametrize(
    ("act", "answer", "result"),
    [
        (SAY, {"message_id": 7, "text": "x"}, Said(("7",))),
        (EDIT, {"message_id": 50}, Said(("50",))),
        (EDIT, True, Done()),
        (COPY, {"message_id": 8}, Said(("8",))),
        (COPY, [{"message_id": 8}, {"message_id": 9}], Said(("8", "9"))),
        (COPY, [], Done()),
        (OPEN, {"message_thread_id": 40, "name": "x"}, ThreadOpened("40")),
        (OPEN, {}, Done()),
        (ASK, {"status": "member"}, Membership(True)),
        (ASK, {"status": "administrator"}, Membership(True, leads=True)),
        (ASK, {"status": "creator"}, Membership(True, leads=True)),
        (ASK, {"status": "restricted", "is_member": True}, Membership(True)),
        (ASK, {"status": "restricted", "is_member": False}, Membership(False)),
        (ASK, {"status": "left"}, Membership(False)),
        (ASK, {"status": "kicked"}, Membership(False)),
        (ASK, None, Membership(False)),
        (acts.React(CARD, "👍"), True, Done()),
        (acts.Pin(CARD), True, Done()),
        (acts.AnswerTap("telegram", "1"), True, Done()),
    ],
)
def test_an_answer_is_a_result(act: Act, answer: Any, result: Result) -> None:
    assert result_of(act, answer) == result


LETTERS = st.text(st.sampled_from("aş👋\n "), max_size=12)
FREE = st.sampled_from([Style.BOLD, Style.ITALIC, Style.CODE, Style.QUOTE, Style.FOLDED])


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """A text with styles that lie within it."""
    text = draw(LETTERS)
    ends = st.integers(0, len(text))
    drawn = draw(st.lists(st.tuples(ends, ends, FREE), max_size=4))
    spans = (Span(start, end, style) for start, end, style in drawn if start < end)
    return Text(text, tuple(sorted(spans, key=lambda span: (span.start, -span.end))))


@settings(deadline=None)
@given(texts())
def test_what_goes_out_comes_in_again(text: Text) -> None:
    assert incoming(text.text, outgoing(text)) == text


def test_the_library_sends_an_album_as_it_is() -> None:
    """Styles and persons in its words included."""
    person = styled("Ada", Style.PERSON, "1001")
    words = bold("ab") + person
    files = tuple(Message(words, kind=kind, file="F") for kind in ("photo", "video"))
    _, payload = call_of(acts.SayAlbum(Place(ME), files))
    made = [one.to_dict() for one in sent(payload)["media"]]
    assert [(one["type"], one["media"], one["caption"]) for one in made] == [
        ("photo", "F", "abAda"),
        ("video", "F", "abAda"),
    ]
    assert [one["type"] for one in made[0]["caption_entities"]] == ["bold", "text_mention"]
