"""How the steps towards an appointment look: their order, their words, their buttons."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain import booking_buttons as on
from bot.domain.appointments import CALL, lane_of
from bot.domain.booking_buttons import InBooking
from bot.domain.chats import Booking, Chat, Expects
from bot.domain.contact.slots import moment_of
from bot.domain.contact.summary import shortened
from bot.domain.contact.view import ContactView
from bot.domain.forms import Form
from bot.domain.messages import Button, Rows
from bot.domain.words import Value, Words
from intents.content.entries import Support

CALLS = Form((Expects.SLOT, Expects.NUMBER, Expects.ABOUT))
MEETINGS = Form(
    (
        Expects.BASED,
        Expects.ABOUT,
        Expects.DEADLINE,
        Expects.KIND,
        Expects.AGREE,
        Expects.TEAM,
        Expects.SLOT,
    )
)
_WHOLE = frozenset({Expects.ABOUT, Expects.KIND, Expects.AGREE, Expects.SLOT})
MUST = frozenset({*_WHOLE, Expects.NUMBER}) - {Expects.ABOUT}  # nobody can pass over these


def form_of(booking: Booking) -> Form[Expects]:
    """Its questions in their order."""
    return CALLS if booking.kind == CALL else MEETINGS


def answered(booking: Booking, step: Expects) -> Booking:
    """The booking in which a step needs no more asking."""
    return replace(booking, given=tuple(dict.fromkeys((*booking.given, step))))


def kind_of(chat: Chat, view: ContactView) -> Support | None:
    """The kind of work together that was chosen."""
    code = chat.booking.kind if chat.booking is not None else ""
    return next((one for one in view.catalog.support(chat.language) if one.code == code), None)


def length_of(chat: Chat, view: ContactView) -> timedelta | None:
    """How long it takes; None while nobody knows what it is."""
    booking = chat.booking or Booking()
    if booking.kind == CALL:
        return view.hours.phone.length if view.hours.phone else None
    moved = next((one for one in view.appointments if one.id == booking.moves), None)
    if moved is not None:
        return moved.length
    kind = kind_of(chat, view)
    return timedelta(minutes=kind.minutes) if kind else None


def free_times(chat: Chat, view: ContactView) -> list[datetime]:
    """The moments at which it can begin; what is moved keeps nobody from its own time."""
    booking, length = chat.booking or Booking(), length_of(chat, view)
    if length is None:
        return []
    moved = next((one for one in view.appointments if one.id == booking.moves), None)
    taken = frozenset(view.taken.get(lane_of(booking.kind), ())) - frozenset(
        moved.takes() if moved else ()
    )
    free = view.hours.free(booking.kind, length, now=view.now, taken=taken)
    return [at for at in free if moved is None or at != moved.at]


def words_of(chat: Chat, view: ContactView, step: Expects) -> tuple[Words, ...]:
    """The question of a step."""
    booking = chat.booking or Booking()
    match step:
        case Expects.ABOUT if booking.kind == CALL:
            return (Words("booking.about-call"),)
        case Expects.KIND:
            kinds = view.catalog.support(chat.language)
            return (
                Words("booking.kind"),
                *(Words("booking.kind-line", {"title": one.title}) for one in kinds),
            )
        case Expects.AGREE:
            kind = kind_of(chat, view)
            return (
                Words("booking.agree", {"title": kind.title if kind else ""}),
                Words("booking.bring", {"text": kind.text if kind else ""}),
                Words("booking.with-you"),
            )
    return (Words(f"booking.{step}"),)


def rows_of(chat: Chat, view: ContactView, booking: Booking, *, step: Expects) -> Rows:
    """The buttons of a step: its choices, and the ways back, past it and out."""
    cancel = Button(Words("button.cancel"), InBooking("cancel"))
    if step is Expects.SETTLE:
        fixes = tuple(
            Button(Words(f"booking.fix-{one}"), on.FixBooking(one))
            for one in form_of(booking).fields
            if one is not Expects.AGREE and not (one is Expects.ABOUT and booking.ticket)
        )
        send = Button(Words("booking.send"), InBooking("send"))
        return ((send,), *(fixes[n : n + 2] for n in range(0, len(fixes), 2)), (cancel,))
    back = Button(Words("button.back"), InBooking("back"))
    skip = Button(Words("button.skip"), InBooking("skip"))
    first = form_of(booking).first() is step
    ways = tuple(one for one in (back, skip) if _fits(one, booking, step=step, first=first))
    return (*_choices(chat, view, step), *((ways,) if ways else ()), (cancel,))


def _fits(button: Button, booking: Booking, *, step: Expects, first: bool) -> bool:
    """Whether a way makes sense there."""
    if button.press == InBooking("back"):
        return not first
    if step is Expects.ABOUT:
        return booking.kind == CALL
    return step not in MUST


def _choices(chat: Chat, view: ContactView, step: Expects) -> Rows:
    match step:
        case Expects.BASED:
            yes = Button(Words("rights.yes"), on.SayBased("yes"))
            return ((yes,), (Button(Words("rights.no"), on.SayBased("no")),))
        case Expects.KIND:
            kinds = view.catalog.support(chat.language)
            return tuple((Button(one.label, on.PickKind(one.code)),) for one in kinds)
        case Expects.AGREE:
            return ((Button(Words("booking.agreed"), on.AgreeToBring()),),)
    return ()


def summary(chat: Chat, view: ContactView, booking: Booking) -> tuple[Words, ...]:
    """The whole of it, before it is sent."""
    none = Words("summary.none")
    rights: Mapping[bool | None, Words] = {
        True: Words("rights.yes"),
        False: Words("rights.no"),
        None: none,
    }
    kind = kind_of(chat, view)
    about: Value = shortened(booking.about) or none
    if booking.ticket is not None:
        about = Words("booking.on-ticket", {"number": booking.ticket})
    return (
        Words(
            "booking.summary-call" if booking.kind == CALL else "booking.summary-meeting",
            {
                "at": moment_of(booking.slot) if booking.slot is not None else none,
                "number": booking.number or none,
                "about": about,
                "kind": kind.title if kind else none,
                "rights": rights[booking.rights_based],
                "deadline": booking.deadline or none,
                "organisation": booking.organisation or none,
            },
        ),
    )
