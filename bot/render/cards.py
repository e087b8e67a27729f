"""What the experts see: the card of a ticket, the queue, the broadcast's panel."""

from collections.abc import Sequence

from bot.domain.broadcasts import Broadcast, Progress
from bot.domain.buttons import encode
from bot.domain.effects import Button, Rows, Words
from bot.domain.scene import subject_label, subjects
from bot.domain.tickets import Status, Ticket, case_code
from bot.i18n import Speech
from bot.render.screens import Screen, keyboard, pieces_of_html
from bot.render.styled import escape, shorten
from intents.content.catalog import Catalog

LONGEST_TOPIC_NAME = 128  # Telegram: characters of a forum topic's name
_EXCERPT = 900
_MOST_QUEUED = 30


def thread_name(ticket: Ticket, catalog: Catalog, speech: Speech, language: str) -> str:
    """`#17 · Legal rules · D-0017`: number, subject and who asks."""
    topic = subject_label(catalog, language, ticket.topic) or speech.text("card.no-topic")
    return shorten(f"#{ticket.number} · {topic} · {_who(ticket)}", LONGEST_TOPIC_NAME)


def _who(ticket: Ticket) -> str:
    return ticket.organisation if ticket.named and ticket.organisation else case_code(ticket)


def card(
    ticket: Ticket, catalog: Catalog, speech: Speech, *, language: str, due: Words | None
) -> Screen:
    """The live card of a ticket with the buttons that make sense now."""
    unknown = speech.text("summary.none")
    rights = (
        {True: "rights.yes", False: "rights.no"}.get(ticket.rights_based)
        if ticket.rights_based is not None
        else None
    )
    choice = catalog.choice(language, ticket.answer_id) if ticket.answer_id else None
    lines = [
        speech.text("card.title", {"number": ticket.number, "who": _who(ticket)}),
        speech.text("card.urgent") if ticket.urgent else "",
        speech.text(
            f"card.status-{ticket.status}", {"expert": ticket.expert_name or Words("queue.nobody")}
        ),
        speech.words(due) if due else "",
        speech.text(
            "card.topic", {"topic": subject_label(catalog, language, ticket.topic) or unknown}
        ),
        speech.text("card.place", {"province": ticket.province}) if ticket.province else "",
        speech.text("card.rights", {"rights": Words(rights)}) if rights else "",
        speech.text("card.answer", {"title": choice.label, "id": choice.id}) if choice else "",
        speech.text("card.appeal", {"code": ticket.policy})
        if ticket.policy and not ticket.urgent
        else "",
        speech.text("card.research") if ticket.research and ticket.active else "",
        speech.text("card.rating", {"stars": ticket.rating}) if ticket.rating else "",
        f"<blockquote>{escape(ticket.rating_words)}</blockquote>" if ticket.rating_words else "",
        f"\n<blockquote>{escape(shorten(ticket.question, _EXCERPT))}</blockquote>"
        if ticket.question
        else "",
        "\n" + speech.text("card.how") if ticket.active else "",
    ]
    return Screen(
        pieces_of_html("\n".join(line for line in lines if line)),
        keyboard(_card_rows(ticket), speech),
    )


def _card_rows(ticket: Ticket) -> Rows:
    number = ticket.number
    if ticket.status is Status.CLOSED:
        return ((Button(Words("card.reopen"), encode("T", number, "reopen")),),)
    research = (
        ()
        if ticket.research
        else (Button(Words("card.needs-research"), encode("T", number, "research")),)
    )
    return (
        (Button(Words("card.claim"), encode("T", number, "claim")), *research),
        (Button(Words("card.close"), encode("T", number, "close")),),
    )


def queue(lines: Sequence[Words], speech: Speech, *, title: Words) -> Screen:
    """Open tickets by due date, the first thirty."""
    shown = [speech.words(one) for one in lines[:_MOST_QUEUED]]
    return Screen(pieces_of_html("\n".join([speech.words(title), *shown])), [])


def panel(
    broadcast: Broadcast, catalog: Catalog, speech: Speech, *, language: str, reach: int
) -> Screen:
    """The composer of a broadcast: subjects to choose, how many it reaches, and the way on."""
    areas = subjects(catalog, language)
    rows: Rows = tuple(
        (
            Button(
                Words(
                    "subscriptions.on" if number in broadcast.topics else "subscriptions.off",
                    {"n": n, "label": label},
                ),
                encode("B", broadcast.id, "topic", number),
            ),
        )
        for n, (number, label) in enumerate(areas, start=1)
    )
    go = Button(Words("broadcast.preview", {"n": reach}), encode("B", broadcast.id, "preview"))
    cancel = Button(Words("button.cancel"), encode("B", broadcast.id, "cancel"))
    rows = (*rows, *(((go,),) if reach else ()), (cancel,))
    return Screen(
        speech.text("broadcast.compose", {"n": reach}, plural=reach), keyboard(rows, speech)
    )


def confirm(
    broadcast: Broadcast, catalog: Catalog, speech: Speech, *, language: str, reach: int
) -> Screen:
    """After the preview: whom it reaches, and the last question."""
    rows: Rows = (
        (Button(Words("broadcast.send", {"n": reach}), encode("B", broadcast.id, "send")),),
        (
            Button(Words("button.back"), encode("B", broadcast.id, "compose")),
            Button(Words("button.cancel"), encode("B", broadcast.id, "cancel")),
        ),
    )
    names = ", ".join(
        label for number, label in subjects(catalog, language) if number in broadcast.topics
    )
    return Screen(
        speech.text("broadcast.confirm", {"n": reach, "topics": names}, plural=reach),
        keyboard(rows, speech),
    )


def progress(broadcast: Broadcast, state: Progress, speech: Speech) -> Screen:
    """The live line while it is sent, and the report at the end."""
    total = max(broadcast.recipients, state.ended, 1)
    filled = round(10 * state.ended / total)
    values = {
        "bar": "▰" * filled + "▱" * (10 - filled),
        "ended": state.ended,
        "total": broadcast.recipients,
        "sent": state.sent,
    }
    if not broadcast.ended_at:
        return Screen(speech.text("broadcast.progress", values), [])
    troubles = {"blocked": state.blocked, "failed": state.failed, "uncertain": state.uncertain}
    lines = [speech.text(f"broadcast.report-{name}", {"n": n}) for name, n in troubles.items() if n]
    return Screen("\n".join([speech.text("broadcast.report", values), *lines]), [])
