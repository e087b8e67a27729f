"""A desk that kept everything in the first form goes on in the present one, with nothing lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select, text

from bot.domain.broadcasts import Status as BroadcastStatus
from bot.domain.buttons import CloseTicket, Home
from bot.domain.chats import Expects, Held, Intake
from bot.domain.events import StaffTapped
from bot.domain.messages import (
    Act,
    AnswerSearch,
    AnswerTap,
    AskMember,
    Button,
    Card,
    Copy,
    Edit,
    Message,
    OpenThread,
    React,
    Say,
    Span,
    Style,
    Text,
)
from bot.domain.outbox import Lane
from bot.domain.people import Address, Place, Role, Spot
from bot.domain.results import (
    ActOnTap,
    FillThread,
    FollowUp,
    KeepCard,
    KeepChatPlaces,
    KeepPanel,
    KeepReminder,
    KeepStaffPlaces,
)
from bot.domain.tickets import Author, Status, TicketMessage
from bot.storage import (
    addresses,
    assessments,
    broadcasts,
    chats,
    codec,
    deliveries,
    experts,
    facts,
    messages,
    subscriptions,
    tickets,
    updates,
)
from bot.storage.database import Tx, connect
from bot.storage.migrate import upgrade
from bot.storage.migrations import first_calls
from bot.storage.tables import threads
from tests.databases import postgres_url, sqlite_url
from tests.storage import first
from tests.storage.first import AYSE, BORA, EXPERT, OTHER, STAFF

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)
THEN = datetime(2026, 3, 2, 9, tzinfo=UTC)
GROUP = Address("telegram", str(STAFF), group=True)


def person(number: int) -> Address:
    return Address("telegram", str(number))


@pytest.fixture
def old(empty_database_url: str) -> Iterator[Engine]:
    """An empty database of the first form."""
    engine = connect(empty_database_url)
    upgrade(engine, to="0001")
    yield engine
    engine.dispose()


def upgraded(engine: Engine, staff: Address | None = GROUP) -> Tx:
    upgrade(engine, staff)
    connection = engine.connect()
    connection.begin()
    return connection


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def full(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A full database of the first form, upgraded once; nothing is committed to it afterwards."""
    if request.param == "sqlite":
        url = sqlite_url(tmp_path_factory.mktemp("first"))
    else:
        url = postgres_url(request.getfixturevalue("postgres"))
    engine = connect(url)
    upgrade(engine, to="0001")
    first.fill(engine)
    upgrade(engine, GROUP)
    yield engine
    engine.dispose()


@pytest.fixture
def tx(full: Engine) -> Iterator[Tx]:
    """A transaction on it that is undone after the test."""
    with full.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


def test_a_contact_goes_on_where_the_chat_stood(tx: Tx) -> None:
    ayse, bora = chats.at(tx, person(AYSE)), chats.get(tx, BORA)
    assert ayse is not None
    assert bora is not None
    assert (ayse.id, ayse.expects, ayse.known) == (AYSE, Expects.NAMED, True)
    assert ayse.options == (("Evet", "i|named|yes"),)
    asked = Held("11", "text", "Merhaba")
    assert ayse.intake == Intake((asked,), subject=4, organisation="Umut")
    assert (bora.expects, bora.question) == (Expects.PLACE, "faq:9")
    assert bora.held == (Held("11", "text", "Merhaba", "a1"),)


def test_numbers_count_on_behind_those_that_are_taken(tx: Tx) -> None:
    assert chats.begin(tx, person(1), "tr", NOW).id == BORA + 1
    again = tickets.get(tx, 3)
    assert again is not None
    assert tickets.open(tx, again).number == 4
    assert messages.add(tx, TicketMessage(0, 1, Author.DESK, "text"), NOW) == 4


def test_open_tickets_keep_their_threads(tx: Tx) -> None:
    one = tickets.in_thread(tx, Place(GROUP, "55"))
    assert one is not None
    assert (one.number, one.contact, one.subject, one.card) == (1, AYSE, 9, "56")
    assert (one.group, one.expert_name, one.opened_at) == (GROUP, "Deniz", THEN)
    assert one.status is Status.OPEN
    assert [ticket.number for ticket in tickets.without_thread(tx, GROUP)] == [3]
    known = tx.execute(select(threads)).all()
    assert [tuple(row) for row in known] == [(GROUP.key, "55", 1)]
    assert [(t.number, t.thread, t.rating) for t in tickets.of_contact(tx, BORA)] == [
        (2, None, 5),
        (3, None, None),
    ]


def test_everybody_who_acted_is_an_expert_now(tx: Tx) -> None:
    deniz = experts.met(tx, person(EXPERT), "Deniz K.", NOW)
    other = experts.met(tx, person(OTHER), "Ege", NOW)
    one = tickets.get(tx, 1)
    assert one is not None
    assert (one.expert_id, one.expert_name) == (deniz.id, "Deniz K.")
    steps = tx.execute(text('SELECT step, "by", role FROM ticket_steps ORDER BY id')).all()
    assert [tuple(step) for step in steps] == [
        ("open", AYSE, "contact"),
        ("claim", deniz.id, "expert"),
        ("reply", other.id, "expert"),
        ("close", None, None),
    ]
    assert deniz.role is Role.EXPERT


def test_messages_are_found_on_both_sides(tx: Tx) -> None:
    one = messages.in_chat(tx, Spot(person(AYSE), "11"))
    assert one is not None
    assert one == messages.in_thread(tx, Spot(GROUP, "57"))
    assert (one.author, one.text) == (Author.CONTACT, "")
    _, second, third = messages.of_ticket(tx, 1)
    assert (second.in_chat, second.album) == (None, "a2")
    assert third.in_thread is None


def test_the_rest_is_kept_as_it_was(tx: Tx) -> None:
    assert subscriptions.reach(tx, [4]).all == 2
    assert assessments.levels(tx, AYSE) == {3: 2}
    assert facts.get(tx, facts.HALT) is not None
    vote = tx.execute(text("SELECT contact, helped, reason FROM votes")).one()
    assert tuple(vote) == (AYSE, False, "x")
    assert tx.execute(text("SELECT count(*) FROM queries")).scalar() == 1
    first, second = updates.claim(tx, 10, NOW)
    assert (first.platform, first.number, first.chat) == ("telegram", 102, f"telegram:{AYSE}")
    assert (first.raw, first.attempts, second.chat) == ({"a": 1}, 2, "")
    assert addresses.contact_at(tx, person(OTHER)) is None


def test_a_broadcast_goes_on_behind_those_who_have_it(tx: Tx) -> None:
    one = broadcasts.get(tx, 1)
    assert one is not None
    assert (one.status, one.subjects) == (BroadcastStatus.SENDING, frozenset({4, 9}))
    assert (one.source, one.panel, one.thread) == (Spot(GROUP, "60"), "61", None)
    assert one.by == experts.met(tx, person(OTHER), "Ege", NOW).id
    rest = subscriptions.subscribers(tx, one.subjects, after=one.planned_to, limit=10)
    assert [(one.contact, one.address) for one in rest] == [(BORA, person(BORA))]
    assert deliveries.counts(tx, "broadcast:1:") == {"sent": 1}


def test_what_cannot_be_read_fails_and_the_desks_introduction_is_made_again(tx: Tx) -> None:
    rows = tx.execute(text("SELECT key, state, error FROM deliveries ORDER BY id")).all()
    assert [(row.key, row.state) for row in rows] == [
        ("broadcast:1:7001", "sent"),
        ("update:9:1", "queued"),
        ("update:9:2", "failed"),
    ]
    assert rows[2].error == "not understood by the migration: KeyError"


def test_without_a_word_the_staff_group_is_the_one_that_most_was_said_in(old: Engine) -> None:
    first.fill(old)
    with upgraded(old, None) as tx:
        assert tickets.in_thread(tx, Place(GROUP, "55")) is not None


def test_where_nobody_knows_the_group_tickets_get_new_threads(old: Engine) -> None:
    first.chat(old, AYSE)
    first.ticket(old, 1, AYSE, thread_id=55, card_id=56)
    first.add(old, "messages", id=1, ticket=1, author="contact", kind="text", at=first.AT,
              staff_message_id=57)  # fmt: skip
    with upgraded(old, None) as tx:
        (one,) = tickets.without_thread(tx, GROUP)
        assert (one.group, one.thread) == (None, "55")
        assert messages.of_ticket(tx, 1)[0].in_thread is None


def test_a_ticket_that_has_lost_its_chat_gets_one(old: Engine) -> None:
    first.ticket(old, 1, AYSE)
    with upgraded(old) as tx:
        found = chats.at(tx, person(AYSE))
        assert found is not None
        assert found.id == AYSE


def test_an_empty_database_is_upgraded_too(old: Engine) -> None:
    with upgraded(old, None) as tx:
        assert chats.begin(tx, person(AYSE), "tr", NOW).id == 1


# what a queued call of each kind becomes


@dataclass(frozen=True, slots=True)
class Owed:
    """An act, and what it leads to."""

    act: Act
    then: FollowUp | None


HTML = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
KEYBOARD = {
    "inline_keyboard": [
        [{"text": "Ana menü", "callback_data": "h"}, {"text": "Web", "url": "https://x.org"}],
        [{"text": "Kapat", "callback_data": "t|close|5"}],
    ]
}
BUTTONS = (
    (Button("Ana menü", Home()), Button("Web", url="https://x.org")),
    (Button("Kapat", CloseTicket(5)),),
)
PLACE = Place(GROUP, "55")


def spoken(method: str, payload: dict[str, Any], *, then: Any = None) -> Owed:
    """The call of the first form, as today's desk reads it after the upgrade."""
    act = first_calls.act(method, payload)
    leads_to = first_calls.follow_up(then or {}, payload, ticket_of={3: 1}.get)
    return Owed(
        codec.act_from_json(act),
        None if leads_to is None else codec.follow_up_from_json(leads_to),
    )


def test_words_with_buttons() -> None:
    html = '<b>Talep <i>no</i></b> &lt;5&gt; 😀 <a href="https://x.org/?a=1&amp;b=2">bak</a>'
    reply = {"reply_parameters": {"message_id": 11, "allow_sending_without_reply": True}}
    payload = {"chat_id": AYSE, "text": html, "reply_markup": KEYBOARD, **HTML, **reply}
    then = {"do": "placed-chat", "message": 3}
    one = spoken("sendMessage", payload, then=then)
    words = Text(
        "Talep no <5> 😀 bak",
        (
            Span(0, 8, Style.BOLD),
            Span(6, 8, Style.ITALIC),
            Span(15, 18, Style.LINK, "https://x.org/?a=1&b=2"),
        ),
    )
    assert one.act == Say(Place(person(AYSE)), Message(words, BUTTONS, reply_to="11"))
    assert one.then == KeepChatPlaces((3,), 1)


def test_a_card_that_is_changed_in_place() -> None:
    html = "<u>a</u><s>b</s><code>c</code><pre>d</pre>\n<blockquote>e\nf</blockquote>"
    payload = {"chat_id": STAFF, "message_id": 56, "text": html, **HTML}
    then = {"do": "card", "ticket": 1, "thread": 55}
    one = spoken("editMessageText", payload, then=then)
    styles = (Style.UNDERLINE, Style.STRIKE, Style.CODE, Style.BLOCK)
    spans = (*(Span(n, n + 1, style) for n, style in enumerate(styles)), Span(5, 8, Style.QUOTE))
    assert one.act == Edit(Spot(GROUP, "56"), Message(Text("abcd\ne\nf", spans)))
    assert one.then == KeepCard(1, PLACE)


def test_a_reply_of_an_expert() -> None:
    entities = [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "url", "offset": 3, "length": 5},
        {"type": "text_link", "offset": 3, "length": 1, "url": "https://x.org"},
    ]
    payload = {"chat_id": AYSE, "text": "😀 e", "entities": entities}
    then = {"do": "placed-chat", "messages": [2], "staff": 58, "ticket": 1}
    one = spoken("sendMessage", payload, then=then)
    words = Text("😀 e", (Span(0, 1, Style.BOLD), Span(2, 3, Style.LINK, "https://x.org")))
    assert one.act == Say(Place(person(AYSE)), Message(words))
    # it counted when it was owed, and is not counted twice
    assert one.then == KeepChatPlaces((2,), 1)


def test_a_changed_caption() -> None:
    payload = {"chat_id": AYSE, "message_id": 12, "caption": "Yeni", "caption_entities": []}
    one = spoken("editMessageCaption", payload)
    assert isinstance(one.act, Edit)
    assert (one.act.at, one.act.message.text) == (Spot(person(AYSE), "12"), Text("Yeni"))
    assert one.act.message.is_file


def test_a_copy_of_a_contacts_message() -> None:
    payload = {
        "chat_id": STAFF,
        "from_chat_id": AYSE,
        "message_thread_id": 55,
        "message_id": 11,
        "reply_markup": KEYBOARD,
    }
    then = {"do": "placed-staff", "messages": [1], "ticket": 1, "thread": 55}
    one = spoken("copyMessage", payload, then=then)
    assert one.act == Copy(PLACE, person(AYSE), ("11",), buttons=BUTTONS)
    assert one.then == KeepStaffPlaces((1,), 1, PLACE)


def test_a_copy_with_words_of_its_own() -> None:
    caption = {
        "caption": "Talep 1",
        "caption_entities": [{"type": "bold", "offset": 0, "length": 7}],
    }
    payload = {"chat_id": AYSE, "from_chat_id": STAFF, "message_id": 58, **caption}
    one = spoken("copyMessage", payload)
    words = Text("Talep 1", (Span(0, 7, Style.BOLD),))
    assert one.act == Copy(Place(person(AYSE)), GROUP, ("58",), words)


def test_an_album() -> None:
    payload = {"chat_id": STAFF, "from_chat_id": AYSE, "message_thread_id": 55}
    then = {"do": "placed-staff", "messages": [1, 2], "ticket": 1, "thread": 55}
    more = {"message_ids": [11, 12]}
    one = spoken("copyMessages", payload | more, then=then)
    assert one.act == Copy(PLACE, person(AYSE), ("11", "12"), album=True)
    assert one.then == KeepStaffPlaces((1, 2), 1, PLACE)


def test_a_sign() -> None:
    reaction = [{"type": "emoji", "emoji": "👍"}]
    payload = {"chat_id": STAFF, "message_id": 58, "reaction": reaction}
    assert spoken("setMessageReaction", payload).act == React(Spot(GROUP, "58"), "👍")


def test_a_thread() -> None:
    payload = {"chat_id": STAFF, "name": "#3 · Konu"}
    one = spoken("createForumTopic", payload, then={"do": "thread", "ticket": 3})
    assert (one.act, one.then) == (OpenThread(GROUP, "#3 · Konu"), FillThread(3))


def test_answers_to_a_tap() -> None:
    payload = {"callback_query_id": "77", "text": "Değil", "show_alert": True}
    one = spoken("answerCallbackQuery", payload)
    assert one.act == AnswerTap("telegram", "77", "Değil", alert=True)


def test_a_question_about_a_member() -> None:
    tap = {"thread_id": 55, "message_id": 56, "tap_id": "77", "expert_id": EXPERT}
    then = {"do": "staff-tap", **tap, "expert_name": "Deniz", "data": "T|1|close"}
    payload = {"chat_id": STAFF, "user_id": EXPERT}
    one = spoken("getChatMember", payload, then=then)
    assert one.act == AskMember(GROUP, str(EXPERT))
    assert one.then == ActOnTap(
        StaffTapped(PLACE, "56", "77", person(EXPERT), "Deniz", "T|1|close")
    )


def test_an_inline_search() -> None:
    content = {"message_text": "<b>Tüzük</b>", "parse_mode": "HTML"}
    card = {"type": "article", "id": "faq_1", "title": "Tüzük", "description": "Kısaca"}
    payload = {
        "inline_query_id": "5",
        "results": [card | {"input_message_content": content}],
        "cache_time": 60,
        "is_personal": True,
    }
    words = Text("Tüzük", (Span(0, 5, Style.BOLD),))
    shown = (Card("faq_1", "Tüzük", "Kısaca", words),)
    assert spoken("answerInlineQuery", payload).act == AnswerSearch("telegram", "5", shown, 60)


@pytest.mark.parametrize(
    ("then", "leads_to"),
    [
        ({"do": "panel", "broadcast": 1}, KeepPanel(1)),
        ({"do": "reminded", "ticket": 1, "thread": 55}, KeepReminder(1, PLACE)),
    ],
)
def test_what_else_a_word_in_the_group_leads_to(then: dict[str, Any], leads_to: object) -> None:
    payload = {"chat_id": STAFF, "text": "Söz", "message_thread_id": 55, **HTML}
    one = spoken("sendMessage", payload, then=then)
    assert one.act == Say(PLACE, Message(Text("Söz")))
    assert one.then == leads_to


@pytest.mark.parametrize(
    ("method", "then"),
    [("sendRocket", {}), ("sendMessage", {"do": "dance"}), ("sendMessage", {"do": "placed-chat"})],
)
def test_what_nobody_understands_is_an_error(method: str, then: dict[str, Any]) -> None:
    with pytest.raises((LookupError, ValueError)):
        spoken(method, {"chat_id": AYSE, "text": "Söz", **HTML}, then=then)


def test_what_was_owed_is_still_owed_in_its_order_and_slot(old: Engine) -> None:
    first.fill(old)
    payload = {"chat_id": STAFF, "message_id": 56, "text": "<b>Talep</b>", **HTML}
    then = {"do": "card", "ticket": 1, "thread": 55}
    first.delivery(old, "editMessageText", payload, key="c", then=then, slot="card:1", lane=1)
    with upgraded(old) as tx:
        card, thread = deliveries.due(tx, NOW, 100)
        assert (card.key, card.slot, card.then) == ("c", "card:1", KeepCard(1, PLACE))
        assert card.act == Edit(
            Spot(GROUP, "56"), Message(Text("Talep", (Span(0, 5, Style.BOLD),)))
        )
        assert (thread.act, thread.then) == (OpenThread(GROUP, "#3"), FillThread(3))
        assert deliveries.due(tx, NOW, 100, skip={GROUP.key}) == ()


def test_what_is_still_owed_to_a_tap_is_owed_in_its_lane(empty_database_url: str) -> None:
    engine = connect(empty_database_url)
    upgrade(engine, to="0006")
    act = {"act": "answer-tap", "platform": "telegram", "tap": "t"}
    given = {"key": "t", "lane": 0, "kind": act["act"], "act": act, "is_group": False}
    given |= {
        "state": "queued",
        "attempts": 0,
        "not_before": first.AT,
        "created_at": first.AT,
        "turn": first.AT,
    }
    first.add(engine, "deliveries", **given)
    with upgraded(engine) as tx:
        assert [(one.key, one.lane) for one in deliveries.due(tx, NOW, 9)] == [("t", Lane.TAP)]
    engine.dispose()


def test_a_call_on_its_way_stays_on_its_way(old: Engine) -> None:
    first.fill(old)
    payload = {"chat_id": BORA, "from_chat_id": STAFF, "message_id": 60}
    first.delivery(old, "copyMessage", payload, key="broadcast:1:7002", lane=5, state="sending")
    with upgraded(old) as tx:
        assert deliveries.settle_interrupted(tx, NOW, left=None) == 1
        assert deliveries.counts(tx, "broadcast:1:") == {"sent": 1, "uncertain": 1}
