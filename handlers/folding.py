"""A flood of one contact's words becomes few messages to the experts; none of the words is lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.domain.messages import TEXT, Message, Say, Style, Text, bold, joined, units
from bot.domain.outbox import Delivery, Draft, Lane, queue_of
from bot.domain.people import Place
from bot.domain.results import KeepStaffPlaces
from bot.domain.tickets import TicketMessage
from bot.render.styled import fold as folded
from bot.storage import deliveries, messages
from handlers.work import Work

FEW = 10  # messages that wait for a thread, up to which each comes as it is


@dataclass(frozen=True, slots=True)
class _Together:
    """Messages that are said in one: which they are, and their words."""

    numbers: tuple[int, ...] = ()
    words: str = ""

    def with_(self, message: TicketMessage) -> "_Together":
        between = "\n" if self.numbers else ""
        return _Together((*self.numbers, message.id), f"{self.words}{between}{message.text}")


def fold(work: Work, message: TicketMessage, place: Place) -> Draft | None:
    """The words, together with others of the flood that still wait; None where they come by
    themselves.
    """
    slot = f"flood:{message.ticket}"
    waiting = deliveries.in_slot(work.tx, slot)
    if message.kind == TEXT and (waiting is not None or _is_flooded(work, place)):
        for before in (_waiting(waiting, place), _Together()):
            draft = _draft(work, before.with_(message), message.ticket, place=place)
            if draft is not None:
                _as_it_is(work, message)
                if not before.numbers:
                    deliveries.leave_slot(work.tx, slot)
                return replace(draft, slot=slot)
    deliveries.leave_slot(work.tx, slot)  # what comes now is not overtaken by what is yet to come
    return None


def fold_all(
    work: Work, groups: Iterable[Sequence[TicketMessage]], place: Place
) -> list[Draft | Sequence[TicketMessage]]:
    """What comes at once, in its order: words in as few messages as hold them, and what comes by
    itself.
    """
    found: list[Draft | Sequence[TicketMessage]] = []
    open_ = _Together()
    for group in groups:
        one = group[0]
        grown = (
            _draft(work, open_.with_(one), one.ticket, place=place) if one.kind == TEXT else None
        )
        if grown is not None:
            _as_it_is(work, one)
            found[len(found) - bool(open_.numbers) :] = [grown]
            open_ = open_.with_(one)
        else:
            found.append(group)
            open_ = _Together()
    return found


def _as_it_is(work: Work, message: TicketMessage) -> None:
    """It is told with the words that it holds now: no change of it is owed any more."""
    messages.take_edit(work.tx, message.id)


def _waiting(delivery: Delivery | None, place: Place) -> _Together:
    """What is said together so far in this thread and has not been tried; what was to be said in
    one that is gone came with the history.
    """
    match delivery:
        case Delivery(
            act=Say(message=said), then=KeepStaffPlaces(numbers, _, there), attempts=0
        ) if there == place:
            (span,) = (span for span in said.text.spans if span.style is Style.FOLDED)
            return _Together(numbers, said.text.text[span.start : span.end])
    return _Together()


def _is_flooded(work: Work, place: Place) -> bool:
    queue = queue_of(Draft(Say(place, Message()), Lane.RELAY))
    return queue is not None and deliveries.waiting_in(work.tx, queue, Lane.RELAY) >= FEW


def _draft(work: Work, told: _Together, ticket: int, *, place: Place) -> Draft | None:
    """One message with all of these words, where they have room in it."""
    phrases = work.desk.phrases(work.desk.default_language)
    heading = phrases.text("relay.flood", {"n": len(told.numbers)})
    said = joined([bold(heading), folded(Text(told.words))])
    if units(said.text) > work.desk.limits.text:
        return None
    then = KeepStaffPlaces(told.numbers, ticket, place, together=True)
    return Draft(Say(place, Message(said)), Lane.RELAY, then=then)
