"""Broadcasts: composed in the staff group, planned in batches, one step after the other."""

from dataclasses import replace

from bot.domain.broadcasts import BATCH, Broadcast, Progress, Status, plan, prefix
from bot.domain.buttons import ComposerPress
from bot.domain.contact.view import subject_areas
from bot.domain.desk import broadcasts as rules
from bot.domain.desk.rights import Order
from bot.domain.effects import Answer, KeepDeed, ShowComposer, ShowProgress
from bot.domain.events import StaffTapped, StaffWrote
from bot.domain.outbox import Draft, State
from bot.domain.people import Actor, Spot
from bot.domain.words import Words
from bot.render.broadcasts import broadcast_buttons
from bot.storage import broadcasts, deliveries, subscriptions, tickets
from handlers.record import Tap, in_staff, record
from handlers.work import Work

_PROGRESS_STEP = 10  # at most one progress line for so many percent


def on_compose(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/duyuru` as a reply to a message of the staff group: opens the composer."""
    reply_to = event.content.reply_to
    refusal = rules.refusal(of_ticket=_of_ticket(work, event), replies=reply_to is not None)
    if refusal is not None or reply_to is None:
        return [in_staff(work, event.place, refusal or Words("broadcast.how"))]
    source = Spot(event.place.chat, reply_to)
    draft = rules.drafted(source, actor.id, event.place.thread, now=work.now)
    draft = broadcasts.add(work.tx, draft)
    deed = KeepDeed(Order.BROADCAST, actor, about=f"{draft.id} {draft.status}")
    return record(work, [deed, ShowComposer(draft, reach=0)])


def _of_ticket(work: Work, event: StaffWrote) -> bool:
    """Whether the message is of a thread that is, or ever was, a ticket's, or the desk said it."""
    said_by_desk = event.answered is not None and event.answered.of_desk
    return said_by_desk or tickets.of_thread(work.tx, event.place) is not None


def on_press(
    work: Work, event: StaffTapped, press: ComposerPress, *, by: Actor, tap: Tap
) -> list[Draft]:
    """A button of the composer, pressed by somebody who may."""
    broadcast = broadcasts.get(work.tx, press.broadcast)
    if broadcast is None:
        return record(work, [Answer(Words("staff.gone"))], tap=tap)
    if tickets.of_thread(work.tx, broadcast.place) is not None:  # begun before that was refused
        return record(work, [Answer(Words("broadcast.not-here"), alert=True)], tap=tap)
    desk = work.desk
    broadcast = replace(broadcast, panel=event.message)
    known = subject_areas(desk.catalog, desk.default_language)
    subjects = rules.subjects_after(broadcast, press, known)
    reach = subscriptions.count_subscribers(work.tx, subjects)
    view = rules.ComposerView(reach, work.now)
    before = broadcast.status
    broadcast, effects = rules.decide(broadcast, press, subjects, view=view)
    if broadcast.status is not before:
        about = f"{broadcast.id} {broadcast.status}"
        effects.append(KeepDeed(Order.BROADCAST, by, about=about))
    drafts = record(work, effects, tap=tap)
    if broadcast.status is Status.SENDING and before is Status.DRAFT:
        drafts += step(work, broadcast)
    return drafts


def go_on(work: Work) -> list[Draft]:
    """The staff group is another one: how far each broadcast is stands there from now on."""
    drafts = list[Draft]()
    for one in broadcasts.under_way(work.tx):
        moved = replace(one, thread=None, panel=None)
        broadcasts.save(work.tx, moved)
        drafts += record(work, [ShowProgress(moved, standing(work, moved))])
    return drafts


def step(work: Work, broadcast: Broadcast) -> list[Draft]:
    """Plan the next batch when the outbox has room, and tell how far it is; can be made twice."""
    progress = standing(work, broadcast)
    drafts: list[Draft] = []
    if rules.wants_more(progress):
        recipients = list(
            subscriptions.subscribers(
                work.tx, broadcast.subjects, after=broadcast.planned_to, limit=BATCH
            )
        )
        buttons = broadcast_buttons(broadcast.id, work.context().phrases)
        drafts = list(plan(broadcast, recipients, buttons=buttons))
        planned = [contact for contact, _ in recipients]
        broadcast = rules.advanced(broadcast, planned, progress, now=work.now)
        broadcasts.save(work.tx, broadcast)
    return [*drafts, *_progress(work, broadcast, progress)]


def _progress(work: Work, broadcast: Broadcast, progress: Progress) -> list[Draft]:
    """The live line; its key holds the tenth that is reached, so that the group is not flooded."""
    tenth = _PROGRESS_STEP * progress.ended // max(broadcast.recipients, 1)
    key = f"progress:{broadcast.id}:{broadcast.status}:{tenth}"
    return [replace(draft, key=key) for draft in record(work, [ShowProgress(broadcast, progress)])]


def standing(work: Work, broadcast: Broadcast) -> Progress:
    """How many of its deliveries ended how."""
    counts = deliveries.counts(work.tx, prefix(broadcast.id))
    return Progress(
        sent=counts.get(State.SENT, 0),
        blocked=counts.get(State.UNREACHABLE, 0),
        failed=counts.get(State.FAILED, 0),
        uncertain=counts.get(State.UNCERTAIN, 0),
        withdrawn=counts.get(State.WITHDRAWN, 0),
        waiting=counts.get(State.QUEUED, 0) + counts.get(State.SENDING, 0),
    )
