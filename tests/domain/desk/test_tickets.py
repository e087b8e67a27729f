"""What happens to a ticket: who may ask for what when, what it then looks like, who hears what."""

from dataclasses import replace
from datetime import timedelta
from itertools import product

import pytest

from bot.domain import buttons, results
from bot.domain.chats import Expects, Intake
from bot.domain.desk import collisions
from bot.domain.desk.handover import GiveBack, HandOver, HandToRole
from bot.domain.desk.marks import Mark
from bot.domain.desk.refusals import Refuse
from bot.domain.desk.renewals import Renew
from bot.domain.desk.roles import Duty
from bot.domain.desk.tickets import (
    Arrived,
    Corrected,
    Rate,
    Reply,
    Request,
    Withdrew,
    Wrote,
    decide,
    heard,
    opened,
    welcomed,
)
from bot.domain.effects import (
    Acknowledge,
    Answer,
    CallEverybody,
    CallExperts,
    Effect,
    KeepMessages,
    KeepStep,
    MakeThread,
    PassOn,
    ShowCard,
    Tell,
)
from bot.domain.messages import Button
from bot.domain.people import DESK, Actor, Expert, Role, Spot
from bot.domain.tickets import Heard, Status, Step, Ticket
from bot.domain.words import Words
from tests.domain.desk.ticketbook import (
    AYLIN,
    CONTACT,
    DENIZ,
    ELIF,
    GROUP,
    HOME,
    IN_SEVEN_DAYS,
    IN_TWO_DAYS,
    NOW,
    NUMBER,
    PROMISE,
    REOPEN,
    Ticketbook,
    answers,
    by,
    content,
    held,
    hints,
    keeps,
    keeps_messages,
    passes_on,
    shows_card,
    stands,
    tells,
    ticket,
    view,
)

LATER = timedelta(days=7)
REPLY = Reply(Spot(GROUP, "501"), content("Merhaba"))
ARRIVED = Arrived()
REOPENS = Arrived(reopens=True)
CROSSED = Arrived(crossed=True)
WITHDREW = Withdrew(alone=True)
ALONG = Withdrew()  # other words of the contact's stay
CORRECTED = Corrected(Expects.PROVINCE, "Ordu")
WROTE = Wrote((held("90"),))
RATED = Rate(stars=4)
WITH_ELIF = {"expert_id": ELIF.id, "expert_name": "Elif"}
OF_ELIF = ticket(Status.OPEN, **WITH_ELIF)
CLOSED = ticket(Status.CLOSED, closed_at=NOW, **WITH_ELIF)


# - the ticket can't do this now; ? nobody's button; @ there is nobody to give it back to;
# = nothing happens; > it goes out, and the ticket stands as before; ! its experts are called;
# + it is so already;
# else where it stands afterwards
LIFE = {
    Role.EXPERT: """
                  new      open     pending  closed
        claim     open     open     pending  -
        research  open     open     -        -
        replied   open     >        >        >
        arrived   pending  pending  pending  =
        reopens   pending  pending  pending  pending
        crossed   open     open     open     =
        close     closed   closed   closed   -
        reopen    -        -        -        open
        wrote     -        -        -        -
        rated     -        -        -        -
        withdrew  -        -        -        -
        along     -        -        -        -
        corrected -        -        -        -
        withdraw  ?        ?        ?        ?
        correct   ?        ?        ?        ?
        open      ?        ?        ?        ?
        reply     ?        ?        ?        ?
        take-back ?        ?        ?        ?
        join      ?        ?        ?        ?
        take-in   ?        ?        ?        ?
        split     ?        ?        ?        ?
        hold      ?        ?        ?        ?
        approve   ?        ?        ?        ?
        retract   ?        ?        ?        ?
        refuse    ?        ?        ?        ?
        appeal    ?        ?        ?        ?
        alarm     new      open     open     -
        calm      +        +        +        +
        mark      ?        ?        ?        ?
        refused   closed   closed   closed   -
        marked    new      open     pending  closed
        contact-wrote ?    ?        ?        ?
        rate      ?        ?        ?        ?
        on-it     open     open     -        -
        ask       open     open     pending  -
        not-yet   -        -        open     -
        return    -        -        -        -
        nudge     -        -        -        -
        expire    -        -        -        -
        legal     open     open     -        -
        renew     ?        ?        ?        ?
        renewed   open     open     -        -
        remind    -        -        -        -
        lapse     -        -        -        -
        book      ?        ?        ?        ?
        unbook    ?        ?        ?        ?
        met       ?        ?        ?        ?
        missed    ?        ?        ?        ?
        hand-over ?        ?        ?        ?
        hand-to-role ?     ?        ?        ?
        give-back ?        ?        ?        ?
        release   0        x        x        -
        to-can    open     open     pending  -
        to-role   new      new      pending  -
        back      @        @        @        @
    """,
    Role.CONTACT: """
                  new      open     pending  closed
        wrote     new      open     open     open
        close     closed   closed   closed   -
        reopen    -        -        -        open
        rated     -        -        -        closed
        withdrew  =        pending  =        =
        along     =        =        =        =
        corrected new      open     pending  closed
        withdraw  -        -        -        -
        correct   -        -        -        -
        claim     -        -        -        -
        research  -        -        -        -
        replied   -        -        -        -
        arrived   -        -        -        -
        reopens   -        -        -        -
        crossed   -        -        -        -
        open      -        -        -        -
        reply     -        -        -        -
        take-back -        -        -        -
        join      -        -        -        -
        take-in   -        -        -        -
        split     -        -        -        -
        hold      -        -        -        -
        approve   -        -        -        -
        retract   -        -        -        -
        refuse    -        -        -        -
        appeal    -        -        -        -
        alarm     -        -        -        -
        calm      -        -        -        -
        mark      -        -        -        -
        refused   -        -        -        -
        marked    -        -        -        -
        contact-wrote -    -        -        -
        rate      -        -        -        -
        on-it     -        -        -        -
        ask       -        -        -        -
        not-yet   -        -        -        -
        return    -        -        -        -
        nudge     -        -        -        -
        expire    -        -        -        -
        legal     -        -        -        -
        renew     -        -        -        -
        renewed   -        -        -        -
        remind    -        -        -        -
        lapse     -        -        -        -
        book      -        -        -        -
        unbook    -        -        -        -
        met       -        -        -        -
        missed    -        -        -        -
        hand-over -        -        -        -
        hand-to-role -     -        -        -
        give-back -        -        -        -
        release   -        -        -        -
        to-can    -        -        -        -
        to-role   -        -        -        -
        back      -        -        -        -
    """,
}
LIFE[Role.DESK] = """
                  new      open     pending  closed
        remind    !        !        -        -
        lapse     new      open     =        =
        claim     -        -        -        -
        research  -        -        -        -
        replied   -        -        -        -
        arrived   -        -        -        -
        reopens   -        -        -        -
        crossed   -        -        -        -
        close     -        -        -        -
        reopen    -        -        -        -
        wrote     -        -        -        -
        rated     -        -        -        -
        withdrew  -        -        -        -
        along     -        -        -        -
        corrected -        -        -        -
        withdraw  -        -        -        -
        correct   -        -        -        -
        open      -        -        -        -
        reply     -        -        -        -
        take-back -        -        -        -
        join      -        -        -        -
        take-in   -        -        -        -
        split     -        -        -        -
        hold      -        -        -        -
        approve   -        -        -        -
        retract   -        -        -        -
        refuse    -        -        -        -
        appeal    -        -        -        -
        alarm     -        -        -        -
        calm      -        -        -        -
        mark      -        -        -        -
        refused   -        -        -        -
        marked    -        -        -        -
        contact-wrote -    -        -        -
        rate      -        -        -        -
        on-it     -        -        -        -
        ask       -        -        -        -
        not-yet   -        -        -        -
        return    =        new      =        =
        nudge     =        =        =        =
        expire    =        =        =        =
        legal     -        -        -        -
        renew     -        -        -        -
        renewed   -        -        -        -
        book      -        -        -        -
        unbook    -        -        -        -
        met       -        -        -        -
        missed    -        -        -        -
        hand-over -        -        -        -
        hand-to-role -     -        -        -
        give-back -        -        -        -
        release   -        -        -        -
        to-can    -        -        -        -
        to-role   -        -        -        -
        back      -        -        -        -
    """
LIFE[Role.COORDINATOR] = LIFE[Role.EXPERT].replace(
    "release   0        x        x        -", "release   0        new      pending  -"
)
ACTORS = {
    Role.EXPERT: DENIZ,
    Role.COORDINATOR: AYLIN,
    Role.CONTACT: CONTACT,
    Role.DESK: DESK,
    Role.OUTSIDER: Actor(0, "Yabancı", Role.OUTSIDER),
}
REQUESTS: dict[str, Request] = {
    **{str(step): step for step in Step},
    "replied": REPLY,
    "arrived": ARRIVED,
    "reopens": REOPENS,
    "crossed": CROSSED,
    "wrote": WROTE,
    "rated": RATED,
    "withdrew": WITHDREW,
    "along": ALONG,
    "corrected": CORRECTED,
    "renewed": Renew("busy"),
    "to-can": HandOver(Expert(34, "Can")),
    "to-role": HandToRole(Duty.ON_DUTY),
    "back": GiveBack(None),
    "refused": Refuse("own-work"),
    "marked": Mark(subject=3),
}
NOTHING = "\n".join(f"{request} - - - -" for request in REQUESTS)
LIFE[Role.OUTSIDER] = f"new open pending closed\n{NOTHING}"


def rows() -> list[tuple[Role, Status, str, str]]:
    """The two tables, cell by cell."""
    cells = []
    for role, table in LIFE.items():
        head, *lines = (line.split() for line in table.strip().splitlines())
        for request, *outcomes in lines:
            cells += [
                (role, Status(status), request, outcome)
                for status, outcome in zip(head, outcomes, strict=True)
            ]
    return cells


def test_the_life_cycle_names_every_request_of_everybody_in_every_state() -> None:
    named = [(role, status, request) for role, status, request, _ in rows()]
    assert len(named) == len(set(named))
    assert set(named) == set(product(Role, Status, REQUESTS))


@pytest.mark.parametrize(("role", "status", "request_name", "outcome"), rows())
def test_the_life_cycle(role: Role, status: Status, request_name: str, outcome: str) -> None:
    before = ticket(status, **({} if status is Status.NEW else WITH_ELIF))
    actor = ACTORS[role]
    seen = view(after=LATER if role is Role.DESK else timedelta())
    after, effects = decide(before, REQUESTS[request_name], actor, view=seen)
    refused: list[Effect] = [Answer(Words("ticket.already", {"number": NUMBER}))]
    if role in (Role.DESK, Role.OUTSIDER):
        refused = []
    elif role is not Role.CONTACT:
        refused = [Answer(Words("staff.not-now")), ShowCard(before)]
    match outcome:
        case "-":
            assert (after, effects) == (before, refused)
        case "?":
            assert (after, effects) == (before, [Answer(Words("staff.gone"))])
        case "@":
            nobody = Answer(Words("hand.nobody"), alert=True)
            assert (after, effects) == (before, [nobody, ShowCard(before)])
        case "0":
            assert (after, effects) == (
                before,
                [Answer(Words("release.nobodys")), ShowCard(before)],
            )
        case "x":
            not_yours = Answer(Words("release.not-yours"), alert=True)
            assert (after, effects) == (before, [not_yours])
        case "=":
            assert (after, effects) == (before, [])
        case "+":
            said = Answer(Words("staff.calm-already"))
            assert (after, effects) == (before, [said, ShowCard(before)])
        case "!":
            assert after.status is status
            assert isinstance(effects[-1], CallExperts)
        case ">":
            sent = results.Reply(REPLY.at, actor, reopens=status is Status.CLOSED)
            told = collisions.told(before, sent, seen)
            assert (after, effects) == (before, [PassOn(before, sent, REPLY.content), *told])
        case _:
            assert after.status is Status(outcome)
            assert effects[-1] == ShowCard(after)
            steps = 2 if request_name == "crossed" else 1  # a reply, and words that it did not see
            assert [one.ticket for one in effects if isinstance(one, KeepStep)] == [after] * steps


@pytest.mark.parametrize(
    ("status", "request_", "actor"),
    [(Status.NEW, WROTE, CONTACT), (Status.CLOSED, WROTE, CONTACT), (Status.CLOSED, None, DENIZ)],
)
def test_a_ticket_without_a_thread_gets_one_when_there_is_something_to_see(
    status: Status, request_: Request | None, actor: Actor
) -> None:
    """As when the staff group was away, or its topics were turned off, while it was opened."""
    before = ticket(status, group=None, thread=None)
    after, effects = decide(before, request_ or Step.REOPEN, actor, view=view())
    assert effects[-1] == MakeThread(after)


def test_a_ticket_is_opened_with_what_the_contact_gave() -> None:
    intake = Intake(
        (held("88", text="İlk"), held("89", text="İkinci")),
        subject=3,
        organisation="Dere Derneği",
        province="Rize",
        rights_based=True,
        named=True,
        answer_id="faq:9-2",
        policy="funding",
    )
    assert opened(intake, CONTACT.id, "en", now=NOW) == Ticket(
        0,
        CONTACT.id,
        Status.NEW,
        "İlk\nİkinci",
        "en",
        opened_at=NOW,
        since=NOW,
        subject=3,
        organisation="Dere Derneği",
        province="Rize",
        rights_based=True,
        named=True,
        answer_id="faq:9-2",
        policy="funding",
    )


def test_an_organisation_that_said_nothing_of_its_name_is_not_named() -> None:
    assert opened(Intake(named=None), CONTACT.id, "tr", now=NOW).named is False


@pytest.mark.parametrize(
    ("policy", "key"),
    [
        (None, "ticket.opened"),
        ("funding", "ticket.opened"),
        ("emergency-violence", "ticket.opened-urgent"),
    ],
)
def test_a_new_ticket_is_welcomed_with_its_number_and_date(policy: str | None, key: str) -> None:
    new, messages = ticket(policy=policy), (held("88"), held("89"))
    mine = Button(Words("home.tickets"), buttons.ListTickets())
    due = NOW + timedelta(hours=1) if new.urgent else IN_TWO_DAYS
    said = Words(key, {"number": NUMBER, "due": due})
    called = [CallEverybody(new)] if new.urgent else []
    assert welcomed(new, messages, CONTACT, view=view()) == [
        KeepStep(new, Step.OPEN, CONTACT),
        KeepMessages(new, messages),
        Tell(CONTACT.id, (said,), ((mine, HOME),), ticket=NUMBER),
        MakeThread(new),
        *called,
    ]


@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN, Status.PENDING])
def test_an_expert_claims_a_ticket_and_only_the_expert_hears_of_it(status: Status) -> None:
    after = Status.PENDING if status is Status.PENDING else Status.OPEN
    assert (
        Ticketbook(ticket(status))
        >> by(ELIF, Step.CLAIM)
        << stands(status=after, **WITH_ELIF)
        << answers("staff.claimed", expert="")
        << keeps(Step.CLAIM)
        << shows_card()
    )


def test_a_second_press_on_claim_changes_nothing() -> None:
    assert Ticketbook(OF_ELIF) >> by(ELIF, Step.CLAIM) << stands() << answers("staff.yours-already")


def test_another_expert_takes_over_and_hears_from_whom() -> None:
    assert (
        Ticketbook(OF_ELIF)
        >> by(DENIZ, Step.CLAIM)
        << stands(expert_id=DENIZ.id, expert_name="Deniz")
        << answers("staff.taken-over", expert="Elif")
        << keeps(Step.CLAIM)
        << shows_card()
    )


def test_who_takes_a_closed_ticket_over_is_told_and_it_stays_with_its_expert() -> None:
    assert (
        Ticketbook(CLOSED)
        >> by(DENIZ, Step.CLAIM)
        << stands()
        << answers("staff.not-now")
        << shows_card()
    )


@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN])
def test_research_tells_the_contact_the_later_date_and_takes_a_ticket_of_nobodys(
    status: Status,
) -> None:
    assert (
        Ticketbook(ticket(status))
        >> by(ELIF, Step.RESEARCH)
        << stands(status=Status.OPEN, research=True, **WITH_ELIF)
        << answers("staff.research")
        << keeps(Step.RESEARCH)
        << tells("ticket.research", due=IN_SEVEN_DAYS)
        << shows_card()
    )


def test_research_for_a_colleague_leaves_the_ticket_with_the_colleague() -> None:
    assert (
        Ticketbook(OF_ELIF)
        >> by(DENIZ, Step.RESEARCH)
        << stands(research=True)
        << answers("staff.research")
        << keeps(Step.RESEARCH)
        << tells("ticket.research", due=IN_SEVEN_DAYS)
        << shows_card()
    )


@pytest.mark.parametrize("status", Status)
def test_research_twice_tells_the_contact_nothing_again(status: Status) -> None:
    assert (
        Ticketbook(ticket(status, research=True))
        >> by(DENIZ, Step.RESEARCH)
        << stands()
        << answers("staff.research-already")
    )


def test_the_date_that_research_moves_counts_from_when_the_ball_came_to_the_desk() -> None:
    assert (
        Ticketbook(OF_ELIF)
        >> by(ELIF, Step.RESEARCH, after=timedelta(days=1))
        << stands(research=True)
        << answers("staff.research")
        << keeps(Step.RESEARCH)
        << tells("ticket.research", due=IN_SEVEN_DAYS)
        << shows_card()
    )


@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN, Status.PENDING])
@pytest.mark.parametrize("actor", [ELIF, AYLIN])
def test_an_expert_closes_and_the_contact_may_rate_or_reopen(status: Status, actor: Actor) -> None:
    assert (
        Ticketbook(ticket(status))
        >> by(actor, Step.CLOSE, after=LATER)
        << stands(status=Status.CLOSED, closed_at=NOW + LATER)
        << answers("staff.closed")
        << keeps(Step.CLOSE)
        << tells("ticket.closed-unanswered", ((REOPEN,),))
        << shows_card()
    )


@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN, Status.PENDING])
@pytest.mark.parametrize("actor", [ELIF, AYLIN])
def test_an_expert_closes_nothing_over_words_that_crossed_the_press(
    status: Status, actor: Actor
) -> None:
    before = ticket(status)
    crossed = replace(view(), crossed=True)
    alert = Answer(Words("staff.wrote-meanwhile"), alert=True)
    assert decide(before, Step.CLOSE, actor, view=crossed) == (before, [alert, ShowCard(before)])
    assert decide(CLOSED, Step.CLOSE, actor, view=crossed) == decide(
        CLOSED, Step.CLOSE, actor, view=view()
    )
    closed, _ = decide(before, Step.CLOSE, CONTACT, view=crossed)
    assert closed.status is Status.CLOSED  # the contact knows what the contact wrote


def test_a_reply_carries_what_its_writer_can_have_seen() -> None:
    reply = Reply(Spot(GROUP, "501"), content("Merhaba"), seen=7)
    _, effects = decide(OF_ELIF, reply, ELIF, view=view())
    (passed,) = [one for one in effects if isinstance(one, PassOn)]
    assert passed.reply.seen == 7


@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN, Status.PENDING])
def test_the_contact_closes_and_hears_of_it_in_the_chat_alone(status: Status) -> None:
    assert (
        Ticketbook(ticket(status))
        >> by(CONTACT, Step.CLOSE, after=LATER)
        << stands(status=Status.CLOSED, closed_at=NOW + LATER)
        << keeps(Step.CLOSE)
        << tells("ticket.closed-by-you-unanswered", ((HOME,),))
        << shows_card()
    )


def test_closing_twice_says_so_to_whoever_comes_second() -> None:
    assert (
        Ticketbook(CLOSED)
        >> by(CONTACT, Step.CLOSE)
        << stands()
        << answers("ticket.already", number=NUMBER)
        >> by(ELIF, Step.CLOSE)
        << stands()
        << answers("staff.not-now")
        << shows_card()
    )


def test_an_expert_reopens_and_the_contact_hears_a_new_date() -> None:
    researched = replace(CLOSED, research=True)
    assert (
        Ticketbook(researched)
        >> by(DENIZ, Step.REOPEN, after=LATER)
        << stands(status=Status.OPEN, since=NOW + LATER, closed_at=None, research=False)
        << answers("staff.reopened")
        << keeps(Step.REOPEN)
        << tells("ticket.reopened", due=IN_TWO_DAYS + LATER)
        << shows_card()
    )


def test_the_contact_reopens_and_hears_a_new_date() -> None:
    assert (
        Ticketbook(CLOSED)
        >> by(CONTACT, Step.REOPEN, after=LATER)
        << stands(status=Status.OPEN, since=NOW + LATER, closed_at=None)
        << keeps(Step.REOPEN)
        << tells("ticket.reopened", due=IN_TWO_DAYS + LATER)
        << shows_card()
    )


def test_a_reply_takes_a_ticket_of_nobodys_at_once_and_counts_when_it_has_arrived() -> None:
    assert (
        Ticketbook(ticket())
        >> by(ELIF, REPLY)
        << stands(status=Status.OPEN, **WITH_ELIF)
        << keeps(Step.CLAIM)
        << passes_on("Merhaba")
        << shows_card()
        >> by(ELIF, ARRIVED, after=LATER)
        << stands(status=Status.PENDING, replied_at=NOW + LATER)
        << keeps(Step.REPLY)
        << shows_card()
    )


def test_a_reply_that_never_arrives_leaves_the_date_as_it_was() -> None:
    book = Ticketbook(OF_ELIF) >> by(ELIF, REPLY, after=LATER) << passes_on("Merhaba") << stands()
    assert book
    assert PROMISE.told(book.ticket) == IN_TWO_DAYS


def test_a_colleagues_reply_leaves_the_ticket_and_the_first_replys_moment_as_they_are() -> None:
    assert (
        Ticketbook(replace(OF_ELIF, status=Status.PENDING, replied_at=NOW))
        >> by(DENIZ, REPLY, after=LATER)
        << stands()
        << passes_on("Merhaba")
        << hints("staff.collision", expert="Elif")
        >> by(DENIZ, ARRIVED, after=LATER)
        << stands()
        << keeps(Step.REPLY)
        << shows_card()
    )


def test_a_claim_while_a_colleagues_reply_is_on_its_way_stays() -> None:
    assert (
        Ticketbook(replace(OF_ELIF, expert_id=DENIZ.id, expert_name="Deniz"))
        >> by(ELIF, ARRIVED)
        << stands(status=Status.PENDING, replied_at=NOW)
        << keeps(Step.REPLY)
        << shows_card()
    )


def test_a_reply_that_arrives_on_a_ticket_of_nobodys_takes_it() -> None:
    assert (
        Ticketbook(ticket())
        >> by(ELIF, ARRIVED)
        << stands(status=Status.PENDING, replied_at=NOW, **WITH_ELIF)
        << keeps(Step.REPLY)
        << shows_card()
    )


def test_a_reply_on_a_closed_ticket_opens_it_for_the_contacts_answer() -> None:
    assert (
        Ticketbook(CLOSED)
        >> by(ELIF, REPLY)
        << stands()
        << passes_on("Merhaba", reopens=True)
        >> by(ELIF, REOPENS)
        << stands(status=Status.PENDING, closed_at=None, replied_at=NOW, renewed_at=NOW)
        << keeps(Step.REPLY)
        << shows_card()
    )


def test_a_ticket_that_was_closed_while_the_reply_was_on_its_way_stays_closed() -> None:
    assert (
        Ticketbook(OF_ELIF)
        >> by(ELIF, REPLY)
        << passes_on("Merhaba")
        >> by(CONTACT, Step.CLOSE)
        << stands(status=Status.CLOSED, closed_at=NOW)
        << keeps(Step.CLOSE)
        << tells("ticket.closed-by-you-unanswered", ((HOME,),))
        << shows_card()
        >> by(ELIF, ARRIVED, after=LATER)
        << stands()
    )


@pytest.mark.parametrize("before", [ticket(), OF_ELIF, replace(OF_ELIF, status=Status.PENDING)])
def test_words_that_crossed_a_reply_are_still_to_be_answered(before: Ticket) -> None:
    """The contact wrote before the reply was there to be read: the ball is with the desk."""
    assert (
        Ticketbook(replace(before, research=True))
        >> by(ELIF, CROSSED, after=LATER)
        << stands(
            status=Status.OPEN,
            since=NOW + LATER,
            replied_at=NOW + LATER,
            research=False,
            **WITH_ELIF,
        )
        << keeps(Step.REPLY)
        << keeps(Step.CONTACT_WROTE, by=CONTACT)
        << shows_card()
    )


@pytest.mark.parametrize("waiting", [ticket(), OF_ELIF])
def test_more_words_while_an_answer_is_owed_move_no_date(waiting: Ticket) -> None:
    assert (
        Ticketbook(waiting)
        >> by(CONTACT, Wrote((held("90"), held("91"))), after=LATER)
        << stands()
        << keeps(Step.CONTACT_WROTE)
        << keeps_messages(Heard.ADDED)
        << shows_card()
    )


def test_the_contacts_answer_gives_the_ball_back_with_a_new_date() -> None:
    assert (
        Ticketbook(replace(OF_ELIF, status=Status.PENDING, replied_at=NOW, research=True))
        >> by(CONTACT, Wrote((held("90"), held("91"))), after=LATER)
        << stands(status=Status.OPEN, since=NOW + LATER, research=False)
        << keeps(Step.CONTACT_WROTE)
        << keeps_messages(Heard.SIGN)
        << shows_card()
    )


def test_words_on_a_closed_ticket_open_it() -> None:
    assert (
        Ticketbook(CLOSED)
        >> by(CONTACT, WROTE, after=LATER)
        << stands(status=Status.OPEN, since=NOW + LATER, closed_at=None)
        << keeps(Step.CONTACT_WROTE)
        << keeps_messages(Heard.REOPENED)
        << shows_card()
    )


HEARD = {
    Heard.ADDED: Tell(
        CONTACT.id,
        (Words("ticket.added", {"number": NUMBER}),),
        ticket=NUMBER,
        slot=f"added:{NUMBER}",
    ),
    Heard.SIGN: Acknowledge(CONTACT.id, "91"),
    Heard.THANKS: Acknowledge(CONTACT.id, "91"),
    Heard.PLACED: Tell(
        CONTACT.id,
        (Words("ticket.placed", {"number": NUMBER}),),
        ((Button(Words("place.not-for-ticket"), buttons.NotForTicket(NUMBER, "91")),),),
        reply_to="91",
        ticket=NUMBER,
    ),
    Heard.BACK: Tell(
        CONTACT.id,
        (Words("ticket.back", {"number": NUMBER, "due": IN_TWO_DAYS}),),
        ticket=NUMBER,
    ),
    Heard.REOPENED: Tell(
        CONTACT.id,
        (Words("ticket.reopened", {"number": NUMBER, "due": IN_TWO_DAYS}),),
        ticket=NUMBER,
    ),
}


@pytest.mark.parametrize("how", Heard)
def test_the_contact_hears_of_words_that_arrived_with_the_date_only_where_it_is_new(
    how: Heard,
) -> None:
    assert heard(OF_ELIF, how, "91", view=view()) == HEARD[how]


@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN, Status.PENDING])
def test_thanks_are_kept_and_leave_the_ball_where_it_is(status: Status) -> None:
    thanked = Wrote((held("90"),), heard=Heard.THANKS)
    assert (
        Ticketbook(ticket(status))
        >> by(CONTACT, thanked, after=LATER)
        << (lambda book: KeepMessages(book.ticket, thanked.messages, Heard.THANKS))
        << stands(status=status)
    )


@pytest.mark.parametrize("status", Status)
def test_a_further_picture_of_an_album_is_kept_without_a_further_word(status: Status) -> None:
    picture = held("92", kind="photo", text="", album="a")
    before = ticket(status)
    assert (
        Ticketbook(before)
        >> by(CONTACT, Wrote((picture,), joins=True))
        << stands(status=Status.NEW if status is Status.NEW else Status.OPEN)
        << keeps(Step.CONTACT_WROTE)
        << keeps_messages()
        << shows_card()
    )


def test_stars_leave_an_earlier_word_and_a_word_leaves_the_stars() -> None:
    assert (
        Ticketbook(CLOSED)
        >> by(CONTACT, Rate(stars=4), after=LATER)
        << stands(rating=4)
        << keeps(Step.RATE)
        << shows_card()
        >> by(CONTACT, Rate(words="Teşekkürler"), after=LATER)
        << stands(rating_words="Teşekkürler")
        << keeps(Step.RATE)
        << shows_card()
        >> by(CONTACT, Rate(stars=5), after=LATER)
        << stands(rating=5)
        << keeps(Step.RATE)
        << shows_card()
        >> by(CONTACT, Rate(words="Çok iyi"), after=LATER)
        << stands(rating_words="Teşekkürler\nÇok iyi")
        << keeps(Step.RATE)
        << shows_card()
    )


def test_words_too_long_for_the_card_stand_in_the_thread_and_open_nothing() -> None:
    whole = held("92", text="x" * 2000)
    assert (
        Ticketbook(CLOSED)
        >> by(CONTACT, Rate(words=whole.text, message=whole), after=LATER)
        << stands(rating_words=whole.text, status=Status.CLOSED)
        << keeps(Step.RATE)
        << (lambda book: KeepMessages(book.ticket, (whole,)))
        << shows_card()
    )


def test_a_mistyped_detail_or_word_is_put_right_and_nothing_else() -> None:
    rated = replace(CLOSED, rating_words="iyi\nTeşekkürler")
    assert (
        Ticketbook(rated)
        >> by(CONTACT, Corrected(Expects.WORD, "çok iyi", "iyi"), after=LATER)
        << stands(rating_words="çok iyi\nTeşekkürler", status=Status.CLOSED)
        << keeps(Step.CORRECT)
        << shows_card()
        >> by(CONTACT, Corrected(Expects.ORGANISATION, "Dere Derneği"), after=LATER)
        << stands(organisation="Dere Derneği")
        << keeps(Step.CORRECT)
        << shows_card()
    )


@pytest.mark.parametrize("status", [Status.NEW, Status.OPEN, Status.PENDING])
def test_words_that_were_not_told_their_ticket_are_told_it(status: Status) -> None:
    assert (
        Ticketbook(ticket(status))
        >> by(CONTACT, Wrote((held("92"),), heard=Heard.PLACED))
        << stands(status=Status.NEW if status is Status.NEW else Status.OPEN)
        << keeps(Step.CONTACT_WROTE)
        << keeps_messages(Heard.PLACED)
        << shows_card()
    )


@pytest.mark.parametrize(("words", "read"), [("Teşekkürler", True), (None, False)])
def test_words_along_with_a_rating_are_to_be_read_though_the_thread_is_gone(
    words: str | None, read: bool
) -> None:
    """The staff has moved on to another group, where tickets that are over have no thread."""
    without = replace(CLOSED, group=None, thread=None)
    after, effects = decide(without, Rate(stars=4, words=words), CONTACT, view=view())
    assert effects[-1] == (MakeThread(after) if read else ShowCard(after))


def test_a_whole_life_with_the_date_after_each_step() -> None:
    day = timedelta(days=1)
    book = Ticketbook(ticket())
    dates = []
    steps: list[tuple[Actor, Request]] = [
        (ELIF, Step.CLAIM),
        (ELIF, Step.RESEARCH),
        (CONTACT, WROTE),
        (ELIF, ARRIVED),
        (CONTACT, WROTE),
        (DENIZ, Step.CLAIM),
        (DENIZ, Step.CLOSE),
        (CONTACT, RATED),
        (CONTACT, Step.REOPEN),
        (CONTACT, Step.CLOSE),
        (CONTACT, WROTE),
    ]
    for n, (actor, request) in enumerate(steps):
        book = replace(book >> by(actor, request, after=n * day), left=())
        due = PROMISE.told(book.ticket)
        dates.append(due and f"{due:%d.%m.}")
    assert book
    assert dates == [
        "25.11.",  # Monday's ticket
        "02.12.",  # research
        "02.12.",  # more words while an answer is owed
        None,  # the contact's turn
        "01.12.",  # since Friday: two days, the research is over
        "01.12.",  # another expert promises nothing else
        None,
        None,
        "03.12.",  # Tuesday's
        None,
        "07.12.",  # Thursday's
    ]


URGENT = {"policy": "emergency-child"}
ALARM = Wrote((held("90"),), alarm="emergency-child")


@pytest.mark.parametrize(
    ("before", "called"),
    [
        (ticket(), True),
        (ticket(Status.OPEN, **WITH_ELIF, research=True), True),
        (ticket(Status.OPEN, **WITH_ELIF, legal=True, renewed_at=NOW), True),
        (ticket(Status.PENDING, **WITH_ELIF), True),
        (ticket(Status.PENDING, **WITH_ELIF, **URGENT), True),
        (CLOSED, True),
        (ticket(**URGENT), False),
        (ticket(Status.OPEN, **WITH_ELIF, **URGENT), False),
    ],
)
def test_everybody_is_called_when_a_ticket_becomes_an_emergency_and_its_hour_begins(
    before: Ticket, called: bool
) -> None:
    """Not for each word of one that nobody has answered: its hour runs already."""
    moment = timedelta(minutes=30)
    after, effects = decide(before, ALARM, CONTACT, view=view(after=moment))
    assert after.urgent
    assert PROMISE.told(after) == NOW + timedelta(hours=1) + (moment if called else timedelta())
    assert ([one for one in effects if isinstance(one, CallEverybody)] != []) == called


def test_an_emergency_that_needs_research_or_lawyers_has_their_date() -> None:
    urgent = ticket(Status.OPEN, **WITH_ELIF, **URGENT)
    after, _ = decide(urgent, Step.RESEARCH, ELIF, view=view())
    assert PROMISE.told(after) == IN_SEVEN_DAYS
