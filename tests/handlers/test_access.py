"""The access matrix: everything that can be done at the desk, tried by everybody who may not."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import Table, select

from bot.domain.appointments import Act, Appointment
from bot.domain.codes import CODES, decode
from bot.domain.desk import rights
from bot.domain.desk.broadcasts import drafted
from bot.domain.desk.closures import Closure
from bot.domain.desk.faces import ASKED
from bot.domain.desk.rights import Deed, Order
from bot.domain.events import (
    Answered,
    Commanded,
    Event,
    Said,
    StaffEdited,
    StaffTapped,
    StaffWrote,
    Tapped,
)
from bot.domain.messages import AnswerTap, AskMember, Message, Say, Text
from bot.domain.outbox import Draft
from bot.domain.people import Address, Expert, Place, Role, Spot
from bot.domain.results import ActOnEdit, ActOnTap, ActOnWords, Membership
from bot.domain.tickets import Author, Reason, Status, Step, TicketMessage
from bot.storage import (
    appointments,
    broadcasts,
    chats,
    closures,
    experts,
    messages,
    tables,
    tickets,
)
from handlers import desk
from handlers.dispatch import handle
from handlers.work import Work
from tests.handlers.conftest import ADA, ELIF, NOW, STAFF, opened

SECRET = "Kimseye söylemeyin"
THREAD, CARD = Place(STAFF, "7"), "8"
BORA, WHO = Address("telegram", "1002"), Address("telegram", "5005")
NOTE = Answered(WHO, Message(Text("Notum")))
KEPT: tuple[Table, ...] = (
    tables.tickets,
    tables.ticket_steps,
    tables.appointments,
    tables.broadcasts,
    tables.audit,
    tables.closures,
    tables.assessments,
    tables.subscriptions,
)
REFUSALS = (
    "Kendi adınızla",
    "koordinatörler yapabilir",
    "yöneticilerine açık",
    "ekibi içindir",
    "Bu düğme artık geçerli değil",
)
# an answer is written, a promise renewed with a reason, a ticket handed to somebody
NO_BUTTONS = (
    Step.REPLY,
    Step.RENEW,
    Step.HAND_OVER,
    Step.HAND_TO_ROLE,
    Step.MARK,
    Step.TAKE_BACK,
    Step.HOLD,
    Step.APPROVE,
    Step.RETRACT,
    Step.JOIN,
    Step.TAKE_IN,
    Step.SPLIT,
    Step.BOOK,
    Step.UNBOOK,
    Step.MET,
    Step.MISSED,
)
# what these choose from is not in the content here: to nobody more than a word that it is gone
NOTHING_THERE = (
    "T|1|topic|",
    "T|1|rule|",
    "T|1|refuse-by|",
    "P|1|look|",
    "T|1|sure|refuse",
)
# who, whether inside of the group and running it, the role that the table says they have
PEOPLE = {
    "outsider": (Membership(inside=False), None),
    "ex-member": (Membership(inside=False), Role.COORDINATOR),
    "expert": (Membership(inside=True), Role.EXPERT),
    "coordinator": (Membership(inside=True), Role.COORDINATOR),
    "who runs the group": (Membership(inside=True, leads=True), Role.EXPERT),
}
NAMELESS = {"anonymous": STAFF, "channel": Address("telegram", "-1007", group=True)}


_ON_PANELS = (
    *("topic|1", "compose", "preview", "send|1", "when", "at|0", "pause", "resume"),
    "cancel",
)


@pytest.fixture
def asked(work: Work) -> Work:
    """A ticket with its card and a reply that is with the contact, and a broadcast."""
    ticket = opened(work, question=SECRET, group=STAFF, thread="7", card=CARD)
    sent = TicketMessage(0, ticket.number, Author.EXPERT, "text", "Yanıt")
    number = messages.add(work.tx, sent, NOW)
    messages.place_in_thread(work.tx, number, Spot(STAFF, "80"))
    messages.place_in_chat(work.tx, number, Spot(ADA, "90"))
    length = timedelta(minutes=15)
    call = Appointment(0, ticket.number, ticket.contact, "call", NOW, length, NOW)
    appointments.add(work.tx, call)
    experts.met(work.tx, ELIF, "Elif", NOW)
    chats.begin(work.tx, BORA, "tr", NOW)
    closures.add(work.tx, Closure(date(2026, 12, 24), date(2026, 12, 24), "Tatil"), by=1)
    said = (Message(Text("Yeni rehber")),)
    draft = drafted(Spot(STAFF, "60"), 1, None, now=NOW, language="tr", version=said)
    broadcasts.add(work.tx, draft)
    return work


def acts(person: Address, *, nameless: bool = False) -> Iterator[tuple[Deed | None, Event]]:
    """Everything that the staff can do, done by this person."""
    for code in codes():
        tapped = StaffTapped(THREAD, CARD, "tap", person, "Kim", code)
        yield rights.of_press(decode(code)), tapped
    for name in desk.COMMANDS.keys() | desk.SENDING:
        for words in (f"/{name}", f"/{name} Elif koordinatör", f"/{name} 24.12.2026 Tatil"):
            content = Message(Text(words), reply_to="70")
            place = Place(STAFF) if "broadcast" in str(rights.COMMANDS.get(name)) else THREAD
            yield (
                rights.COMMANDS[name],
                StaffWrote(place, "71", person, "Kim", content, name, NOTE, nameless),
            )
    reply = Message(Text("Buyurun"), reply_to=CARD)
    yield Step.REPLY, StaffWrote(THREAD, "72", person, "Kim", reply, nameless=nameless)
    yield Order.EDIT, StaffEdited(THREAD, "80", person, "Kim", Message(Text("Düzeltme")))


# a sign is tried in `test_reactions`, what follows from a reply or from joining with these
NOT_TRIED = {Order.REACT, Step.HOLD, Step.TAKE_IN}


def test_everything_that_anybody_may_is_tried() -> None:
    assert rights.MAY.keys() - {deed for deed, _ in acts(WHO)} == NOT_TRIED


def codes() -> list[str]:
    """Every button of the staff's."""
    steps = [f"T|1|{step}" for step in Step if step not in NO_BUTTONS]
    people = [
        "K|1|0",
        "K|0|1",
        "D|1",
        "D|1|to|1",
        "D|1|for|coordinator",
        "D|1|keep",
        "O|list",
        "O|1",
        "O|1|sure",
    ]
    agreed = [*(f"R|1|{act}" for act in Act), "R|1|to|29840000"]
    composer = [f"B|1|{word}" for word in _ON_PANELS]
    sure = [f"T|1|sure|{step}" for step in Step if step in ASKED]
    card = ["card|more", "topic|3", "rank|high", "language|en", "note-how"]
    rules = ["rule|own-work", "refuse-by|own-work"]
    prepared = ["P|1|list", "P|1|drop", "P|1|look|reply|belge", "P|1|send|reply|belge"]
    second = ["A|1|yes|1", "A|1|no|1"]
    return [
        *second,
        *(f"T|1|{one}" for one in (*card, *rules)),
        *prepared,
        *sure,
        *steps,
        *(f"T|1|why|{reason}" for reason in Reason),
        *people,
        *agreed,
        *composer,
    ]


def done(work: Work, event: Event, found: Membership) -> list[Draft]:
    """What the desk owes for it, once it knows who belongs to the group."""
    drafts = list[Draft]()
    for draft in handle(work, event):
        match draft.then:
            case ActOnTap() as then if isinstance(draft.act, AskMember):
                drafts += desk.on_member(work, then, found)
            case ActOnWords() as then:
                drafts += desk.on_member_wrote(work, then, found)
            case ActOnEdit(edited):
                drafts += desk.on_member_edited(work, edited, found)
            case _:
                drafts.append(draft)
    return drafts


def kept(work: Work) -> list[list[tuple[object, ...]]]:
    """All that the desk has written down of tickets, of broadcasts and of people's roles."""
    queries = [select(one) for one in KEPT]
    queries.append(select(tables.messages).where(tables.messages.c.author != Author.NOTE))
    rows = [[tuple(row) for row in work.tx.execute(query)] for query in queries]
    roles = select(tables.experts.c.id, tables.experts.c.role, tables.experts.c.on_duty)
    return [*rows, [tuple(row) for row in work.tx.execute(roles.order_by(tables.experts.c.id))]]


def words(drafts: list[Draft]) -> list[str]:
    """What is said, to whomever."""
    said = [one.act.message.text.text for one in drafts if isinstance(one.act, Say)]
    return said + [one.act.words for one in drafts if isinstance(one.act, AnswerTap)]


def happened(work: Work, event: Event, found: Membership) -> bool:
    """Whether anything came of it but a refusal; it is undone."""
    nested = work.tx.begin_nested()
    before = kept(work)
    drafts = done(work, event, found)
    said = [one for one in words(drafts) if one and not any(no in one for no in REFUSALS)]
    others = [one for one in drafts if not isinstance(one.act, Say | AnswerTap)]
    changed = kept(work) != before
    nested.rollback()
    return changed or bool(said) or bool(others)


@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_does_what_they_may_not_and_everybody_what_they_may(asked: Work, who: str) -> None:
    found, given = PEOPLE[who]
    if given is not None:
        number = experts.met(asked.tx, WHO, "Kim", NOW).id
        experts.save(asked.tx, Expert(number, "Kim", given))
    role = rights.role_of(given or Role.EXPERT, inside=found.inside, leads=found.leads)
    wrong = [
        (deed, getattr(event, "code", event))
        for deed, event in acts(WHO)
        if happened(asked, event, found) is not (rights.may(role, deed) and _is_there(event))
    ]
    assert wrong == []


def _is_there(event: Event) -> bool:
    return not getattr(event, "code", "").startswith(NOTHING_THERE)


@pytest.mark.parametrize("voice", NAMELESS)
def test_nobody_without_a_name_does_anything(asked: Work, voice: str) -> None:
    """A button bears the name of whoever presses it, whatever they write as."""
    inside = Membership(inside=True, leads=True)
    written = [one for _, one in acts(NAMELESS[voice], nameless=True) if not _is_tap(one)]
    assert [one for one in written if happened(asked, one, inside)] == []


def _is_tap(event: Event) -> bool:
    return isinstance(event, StaffTapped)


def test_a_contact_s_chat_is_no_door_to_the_desk(asked: Work) -> None:
    """The same buttons and commands there change nothing and tell nothing of another's ticket."""
    before = kept(asked)
    for code in codes():
        told = words(handle(asked, Tapped(BORA, "5", "tap", code)))
        assert SECRET not in "".join(told), code
    for name in desk.COMMANDS.keys() | desk.SENDING:
        event = Commanded(BORA, "6", name, "1", content=Message(Text(f"/{name} 1")))
        assert SECRET not in "".join(words(handle(asked, event))), name
    said = handle(asked, Said(BORA, "7", Message(Text("Talep 1 ne oldu"))))
    assert SECRET not in "".join(words(said))
    assert kept(asked) == before


def forged(random: Random) -> str:
    """A button that nobody was shown: a pattern of ours with numbers and words that are guessed."""
    pattern, _ = random.choice([one for one in CODES if one[0]])
    holes = ["1", "2", "7", "-1", "0", "99999999999", "x", "", "close", "claim", "faq:1-1", "send"]
    parts = pattern.split("|")
    return "|".join(random.choice(holes) if part.startswith("{") else part for part in parts)


def forge(work: Work, count: int) -> None:
    """Guesses of a contact and of outsiders: none changes or tells anything of another's."""
    random, before = Random(count), kept(work)
    own = {tables.assessments, tables.subscriptions}  # of the one who guesses
    theirs = [n for n, one in enumerate(KEPT) if one not in own] + [len(KEPT), len(KEPT) + 1]
    for n in range(count):
        code = forged(random)
        nested = work.tx.begin_nested()
        if n % 2:
            told = done(work, Tapped(BORA, "5", "tap", code), Membership(inside=False))
        else:
            tapped = StaffTapped(THREAD, CARD, "tap", WHO, "Kim", code)
            told = done(work, tapped, Membership(inside=False))
            assert all("ekibi içindir" in one for one in words(told)), code
        assert SECRET not in "".join(words(told)), code
        after = kept(work)
        assert [after[one] for one in theirs] == [before[one] for one in theirs], code
        nested.rollback()


def test_forged_buttons_and_guessed_numbers_tell_and_change_nothing(asked: Work) -> None:
    forge(asked, 300)


@pytest.mark.soak
def test_five_thousand_of_them(asked: Work) -> None:
    forge(asked, 5000)


def test_the_ticket_s_own_contact_is_told_of_it(asked: Work) -> None:
    """So the tests above look for words that would be there."""
    told = words(handle(asked, Tapped(ADA, "5", "tap", "t|show|1")))
    assert "no: 1" in "".join(told)
    ticket = tickets.get(asked.tx, 1)
    assert ticket is not None
    assert (ticket.status, ticket.question) == (Status.NEW, SECRET)
