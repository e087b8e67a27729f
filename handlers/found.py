"""`/ara`: tickets, open and closed, by number, case code and what was said on them."""

from bot.domain.contact.view import subject_label
from bot.domain.desk import finding, listing
from bot.domain.desk.listing import PER_PAGE, Page
from bot.domain.events import StaffWrote
from bot.domain.listings import ShowFound
from bot.domain.messages import Message, Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor
from bot.domain.tickets import Ticket
from bot.domain.words import Words
from bot.render.queue import listed
from bot.storage import appointments, cases, messages, said_words, tickets
from bot.storage.said_words import AGREED
from handlers.appointments import in_words
from handlers.record import in_staff
from handlers.work import Work


def search(work: Work, event: StaffWrote, _actor: Actor) -> list[Draft]:
    """`/ara words`: the first page of what is found."""
    _, *behind = event.content.text.text.split(maxsplit=1)
    asked = finding.asked(behind[0]) if behind else ""
    if not asked:
        return [in_staff(work, event.place, Words("found.how"))]
    return [Draft(Say(event.place, page(work, ShowFound(0, asked))), Lane.RELAY)]


def page(work: Work, wanted: ShowFound) -> Message:
    """One page of what these words find, the newest tickets first."""
    hits = _numbers(work, wanted.asked)
    shown = Page.of(wanted.page, len(hits))
    found = tickets.of_numbers(work.tx, hits[shown.first : shown.first + PER_PAGE])
    return listed(
        work.context().phrases,
        _lines(work, found, wanted.asked),
        above=(finding.title(shown.count, wanted.asked), *shown.told()),
        rows=(listing.turning(wanted, shown),),
    )


def _numbers(work: Work, asked: str) -> list[int]:
    """The tickets that are found: those that are named first."""
    tx, found = work.tx, list[int]()
    number, code = finding.number(asked), finding.code(asked)
    if number is not None and tickets.get(tx, number) is not None:
        found.append(number)
    contact = cases.contact_of(tx, code) if code is not None else None
    if contact is not None:
        found += [one.number for one in tickets.of_contact(tx, contact)][::-1]
    if asked and code is None:
        found += said_words.tickets_with(tx, asked.split(), most=finding.MOST_FOUND)
    return list(dict.fromkeys(found))


def _lines(work: Work, found: tuple[Ticket, ...], asked: str) -> list[Words]:
    words = asked.split()
    places = said_words.places(work.tx, [one.number for one in found], words) if words else {}
    said = messages.words_of(work.tx, places.values())
    stems = tuple(stem for one in words for stem in said_words.stems(one))
    excerpts = {
        one.number: finding.excerpt(
            said.get(places[one.number]) or _request(work, one, places[one.number]), stems
        )
        for one in found
        if one.number in places
    }
    return [_line(work, one, excerpts.get(one.number, "")) for one in found]


def _request(work: Work, ticket: Ticket, place: int) -> str:
    """What the ticket itself is found by: what was agreed on, or what was asked."""
    agreed = appointments.of_ticket(work.tx, ticket.number) if place == AGREED else None
    if agreed is not None:
        return in_words(work, agreed)
    return " · ".join(filter(None, tickets.found_by(ticket)))


def _line(work: Work, ticket: Ticket, excerpt: str) -> Words:
    desk = work.desk
    subject = subject_label(desk.catalog, desk.default_language, ticket.subject)
    link = desk.links.thread(ticket.place) if ticket.place is not None else ""
    return finding.line(ticket, subject, link=link, excerpt=excerpt)
