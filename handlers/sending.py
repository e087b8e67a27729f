"""A broadcast on its way: planned in batches, one step after the other, and what came of it."""

from collections.abc import Mapping
from dataclasses import replace

from bot.domain.broadcast_effects import ShowComposer, ShowProgress
from bot.domain.broadcasts import (
    BATCH,
    Broadcast,
    Look,
    Progress,
    Recipient,
    Status,
    contact_of,
    language_for,
    plan,
    prefix,
)
from bot.domain.contact.home import LANGUAGES
from bot.domain.desk import broadcasts as rules
from bot.domain.desk.sending import corrected
from bot.domain.messages import Edit, Message, Say, SayAlbum, address_of
from bot.domain.outbox import Delivery, Draft, Lane, State
from bot.domain.people import Place, Spot
from bot.domain.results import Arrived, Corrected, Previewed, Result, Said
from bot.domain.words import Words
from bot.render.broadcasts import look
from bot.storage import arrivals, broadcasts, chats, copies, deliveries, subscriptions
from handlers.record import in_staff, record
from handlers.work import Work

_PROGRESS_STEP = 10  # at most one progress line for so many percent


def begun(work: Work, broadcast: Broadcast) -> list[Draft]:
    """The first step; of a correction, those who don't have the original yet get it corrected."""
    before = broadcasts.get(work.tx, broadcast.corrects)
    if before is None:
        return step(work, broadcast)
    before = corrected(before, broadcast.versions)
    broadcasts.save(work.tx, before)
    drafts = step(work, call_back(work, before)) if before.status is Status.SENDING else []
    return [*drafts, *step(work, broadcast)]


def languages_of(work: Work, correction: Broadcast) -> tuple[str, ...]:
    """The languages whose people have a version that the correction changes."""
    before = broadcasts.get(work.tx, correction.corrects)
    if before is None:
        return ()
    default = work.desk.default_language
    changed = {language_for(before, one, default) for one in correction.versions}
    return tuple(one for one in LANGUAGES if language_for(before, one, default) in changed)


def looks(work: Work, broadcast: Broadcast) -> Mapping[str, Look]:
    """How it is in each language."""
    default = work.desk.default_language
    return {one: look(broadcast, work.context(one), default) for one in LANGUAGES}


def step(work: Work, broadcast: Broadcast) -> list[Draft]:
    """Plan the next batch when the outbox has room, and tell how far it is; can be made twice."""
    progress = standing(work, broadcast)
    drafts: list[Draft] = []
    if rules.wants_more(progress):
        recipients = _next(work, broadcast)
        drafts = list(plan(broadcast, recipients, looks=looks(work, broadcast)))
        planned = [one.contact for one in recipients]
        broadcast = rules.advanced(broadcast, planned, progress, now=work.now)
        broadcasts.save(work.tx, broadcast)
    return [*drafts, *_told(work, broadcast, progress)]


def _next(work: Work, broadcast: Broadcast) -> list[Recipient]:
    after, tx = broadcast.planned_to, work.tx
    if broadcast.corrects is None:
        found = subscriptions.subscribers(tx, broadcast.subjects, after=after, limit=BATCH)
    else:
        languages = languages_of(work, broadcast)
        found = arrivals.recipients(tx, broadcast.corrects, languages, after=after, limit=BATCH)
    known = set(LANGUAGES)
    return [
        one if one.language in known else replace(one, language=work.desk.default_language)
        for one in found
    ]


def _told(work: Work, broadcast: Broadcast, progress: Progress) -> list[Draft]:
    """The live line; its key holds the tenth that is reached, so that the group is not flooded."""
    tenth = _PROGRESS_STEP * progress.ended // max(broadcast.recipients, 1)
    key = f"progress:{broadcast.id}:{broadcast.status}:{tenth}:{broadcast.planned_to is None}"
    return [replace(draft, key=key) for draft in record(work, [ShowProgress(broadcast, progress)])]


def shown(work: Work, broadcast: Broadcast) -> list[Draft]:
    """How it stands, on its panel."""
    return record(work, [ShowProgress(broadcast, standing(work, broadcast))])


def call_back(work: Work, broadcast: Broadcast) -> Broadcast:
    """What waits in the outbox is planned anew when it goes on."""
    left = [contact_of(key) for key in copies.call_back(work.tx, prefix(broadcast.id))]
    if left and broadcast.planned_to is not None:
        broadcast = replace(broadcast, planned_to=min(min(left) - 1, broadcast.planned_to))
        broadcasts.save(work.tx, broadcast)
    return broadcast


def on_tick(work: Work) -> list[Draft]:
    """What is due begins, what is under way goes on, and what is paused stays so: also what was in
    flight when it was, and would be tried again.
    """
    drafts = list[Draft]()
    for one in broadcasts.paused(work.tx):
        call_back(work, one)
    for one in broadcasts.due(work.tx, work.now):
        recipients = subscriptions.reach(work.tx, one.subjects).all
        on_its_way = rules.started(one, recipients, work.now)
        broadcasts.save(work.tx, on_its_way)
    for one in broadcasts.under_way(work.tx):
        drafts += step(work, one)
    return drafts


def standing(work: Work, broadcast: Broadcast) -> Progress:
    """How many of its deliveries ended how."""
    counts = deliveries.counts(work.tx, prefix(broadcast.id))
    over = broadcast.ended_at is not None
    return Progress(
        sent=counts.get(State.SENT, 0),
        blocked=counts.get(State.UNREACHABLE, 0),
        failed=counts.get(State.FAILED, 0),
        uncertain=counts.get(State.UNCERTAIN, 0),
        withdrawn=counts.get(State.WITHDRAWN, 0),
        waiting=counts.get(State.QUEUED, 0) + counts.get(State.SENDING, 0),
        reasons=copies.reasons(work.tx, prefix(broadcast.id)) if over else {},
        joined=_joined(work, broadcast) if over else 0,
    )


def _joined(work: Work, broadcast: Broadcast) -> int:
    if broadcast.started_at is None or broadcast.corrects is not None:
        return 0
    since = broadcast.started_at
    return subscriptions.joined(work.tx, broadcast.subjects, since=since, until=work.now)


def on_arrived(work: Work, delivery: Delivery, then: Arrived, result: Result) -> list[Draft]:
    """Where it stands; below an album its buttons, and what was corrected while it was on its way
    is changed.
    """
    address, broadcast = address_of(delivery.act), broadcasts.get(work.tx, then.broadcast)
    if broadcast is None or address is None or not isinstance(result, Said):
        return []
    stands = result.messages
    arrivals.keep(work.tx, then.broadcast, then.contact, messages=stands, now=work.now)
    if isinstance(delivery.act, SayAlbum):
        below = replace(_look_of(work, broadcast, then).below or Message(), reply_to=stands[0])
        key = f"below:{then.broadcast}:{then.contact}"
        return [Draft(Say(Place(address), below), Lane.BROADCAST, key=key)]
    if then.edition == broadcast.edition:
        return []
    changed = Edit(Spot(address, stands[0]), _look_of(work, broadcast, then).messages[0])
    key = f"corrected:{then.broadcast}:{then.contact}:{broadcast.edition}"
    return [Draft(changed, Lane.BROADCAST, then=Corrected(then.broadcast), key=key)]


def _look_of(work: Work, broadcast: Broadcast, then: Arrived) -> Look:
    chat = chats.get(work.tx, then.contact)
    known = chat is not None and chat.language in LANGUAGES
    language = chat.language if chat is not None and known else work.desk.default_language
    return look(broadcast, work.context(language), work.desk.default_language)


def preview_refused(work: Work, then: Previewed, place: Place) -> list[Draft]:
    """The platform does not take it as it is: that is said before anybody gets it."""
    words = in_staff(work, place, Words("staff.uncopyable"))
    broadcast = broadcasts.get(work.tx, then.broadcast)
    draft = rules.unpreviewed(broadcast, then.edition) if broadcast is not None else None
    if draft is None:
        return [words]
    broadcasts.save(work.tx, draft)
    reach = subscriptions.reach(work.tx, draft.subjects)
    return [words, *record(work, [ShowComposer(draft, reach)])]
