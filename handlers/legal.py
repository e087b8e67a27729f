"""Whether what experts write on a ticket is about the law, and so needs a second one's OK."""

from bot.domain.contact.view import SUBJECTS
from bot.domain.tickets import Ticket
from handlers.work import Work


def needs_ok(work: Work, ticket: Ticket) -> bool:
    """Whether a reply on this ticket waits until a second expert has read it."""
    return work.desk.second_ok and (ticket.legal or _is_about_law(work, ticket))


def _is_about_law(work: Work, ticket: Ticket) -> bool:
    """Whether the answer that was looked at, or the subject, is marked as one of the law."""
    catalog, language = work.desk.catalog, work.desk.default_language
    read = catalog.choice(language, ticket.answer_id) if ticket.answer_id else None
    collection = catalog.collection(language, SUBJECTS)
    root = collection.questions[collection.root].choices if collection is not None else ()
    subject = [one for one in root if ticket.subject in (one.opens, one.choice_id)]
    return (read is not None and read.legal) or any(one.legal for one in subject)
