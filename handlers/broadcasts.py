"""Broadcasts: composed in the staff group, and their panel's buttons."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.domain.broadcast_effects import KeepBroadcast, ShowComposer, ShowProgress
from bot.domain.broadcasts import Broadcast, Reach, Status, Version, language_for
from bot.domain.composer_buttons import ComposerPress, RefreshReport
from bot.domain.contact.home import LANGUAGES
from bot.domain.contact.view import subject_areas
from bot.domain.desk import announcing
from bot.domain.desk import broadcasts as rules
from bot.domain.desk.announceable import Room, misfit, objection
from bot.domain.desk.announcing import Asked
from bot.domain.desk.rights import Order
from bot.domain.desk.sending import correctable
from bot.domain.effects import Answer, KeepDeed
from bot.domain.events import StaffEdited, StaffTapped, StaffWrote
from bot.domain.outbox import Draft
from bot.domain.people import Actor, Spot
from bot.domain.words import Words
from bot.storage import arrivals, broadcasts, group_albums, subscriptions, tickets
from handlers import sending
from handlers.record import Tap, in_staff, record
from handlers.work import Work

_DRAFT_LASTS = timedelta(days=2)  # a version, or a time, is for no older one


def on_compose(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/duyuru` as a reply to a message of the staff group opens the composer; a language behind it
    adds a version, a number corrects what was sent, and a time without a reply is the draft's.
    """
    _, *words = event.content.text.text.split(maxsplit=1)
    zone = work.desk.promise.calendar.zone
    asked = announcing.read(" ".join(words), LANGUAGES, now=work.now, zone=zone)
    replies = event.content.reply_to is not None
    refusal = rules.refusal(of_ticket=_of_ticket(work, event), replies=replies)
    if refusal is not None and refusal.key == "broadcast.not-here":
        return [in_staff(work, event.place, refusal)]
    if asked is None:
        return [in_staff(work, event.place, Words("broadcast.unread"))]
    if asked.at is not None and not replies:
        return _timed(work, event, asked, actor=actor)
    if refusal is not None:
        return [in_staff(work, event.place, refusal)]
    return _composed(work, event, asked, actor=actor)


def _of_ticket(work: Work, event: StaffWrote) -> bool:
    """Whether the message is of a thread that is, or ever was, a ticket's, or the desk said it."""
    said_by_desk = event.answered is not None and event.answered.of_desk
    return said_by_desk or tickets.of_thread(work.tx, event.place) is not None


def _composed(work: Work, event: StaffWrote, asked: Asked, *, actor: Actor) -> list[Draft]:
    source, version = _source(work, event)
    limits = work.desk.limits
    refused = objection(version, Room(limits.text, limits.caption))
    if refused is not None:
        return [in_staff(work, event.place, refused)]
    language = asked.language or work.desk.default_language
    if asked.corrects is not None:
        return _correction(work, event, {language: version}, asked=asked, actor=actor)
    if asked.language is not None:
        open_one = broadcasts.draft_of(work.tx, actor.id, since=work.now - _DRAFT_LASTS)
        if open_one is not None and open_one.corrects is None:
            return _versioned(work, rules.with_version(open_one, language, version), event)
    draft = rules.drafted(
        source, actor.id, event.place.thread, now=work.now, language=language, version=version
    )
    draft = broadcasts.add(work.tx, replace(draft, at=asked.at))
    return _opened(work, draft, actor, reach=Reach())


def _source(work: Work, event: StaffWrote) -> tuple[Spot, Version]:
    """What is replied to, as it is at this moment; an album as a whole."""
    source = Spot(event.place.chat, event.content.reply_to or "")
    content = event.answered.content if event.answered is not None else event.content
    content = replace(content, reply_to=None)
    if content.album is None:
        return source, (content,)
    group_albums.keep(work.tx, source, content, work.now)
    return source, group_albums.of(work.tx, source, content.album)


def _opened(work: Work, draft: Broadcast, actor: Actor, *, reach: Reach) -> list[Draft]:
    deed = KeepDeed(Order.BROADCAST, actor, about=f"{draft.id} {draft.status}")
    return record(work, [deed, ShowComposer(draft, reach)])


def _versioned(work: Work, draft: Broadcast, event: StaffWrote) -> list[Draft]:
    """The draft is written in one more language; its composer shows that."""
    shown = ShowComposer(draft, reach_of(work, draft, draft.subjects))
    told = in_staff(work, event.place, Words("broadcast.version-kept", {"number": draft.id}))
    return [told, *record(work, [KeepBroadcast(draft), shown])]


def _timed(work: Work, event: StaffWrote, asked: Asked, *, actor: Actor) -> list[Draft]:
    draft = broadcasts.draft_of(work.tx, actor.id, since=work.now - _DRAFT_LASTS)
    if draft is None or asked.at is None or draft.corrects is not None:
        return [in_staff(work, event.place, Words("broadcast.how"))]
    view = rules.ComposerView(reach_of(work, draft, draft.subjects), work.now, actor.id)
    _, effects = rules.timed(draft, asked.at, view=view)
    told = [one.words for one in effects if isinstance(one, Answer) and one.words is not None]
    said = [in_staff(work, event.place, words) for words in told]
    return [*said, *record(work, effects)]


def _correction(
    work: Work, event: StaffWrote, versions: Mapping[str, Version], *, asked: Asked, actor: Actor
) -> list[Draft]:
    """A broadcast of its own, which changes what people have of an earlier one."""
    before = broadcasts.get(work.tx, asked.corrects)
    if before is None or not correctable(before):
        return [in_staff(work, event.place, Words("broadcast.not-sent-yet"))]
    [(language, version)] = versions.items()
    default = work.desk.default_language
    replaced = before.versions.get(language_for(before, language, default), ())
    why = misfit(version, replaced)
    if why is not None:
        return [in_staff(work, event.place, why)]
    source = Spot(event.place.chat, event.content.reply_to or "")
    draft = rules.drafted(
        source, actor.id, event.place.thread, now=work.now, language=language, version=version
    )
    draft = replace(draft, subjects=before.subjects, corrects=before.id)
    draft = broadcasts.add(work.tx, draft)
    return _opened(work, draft, actor, reach=reach_of(work, draft, draft.subjects))


def reach_of(work: Work, broadcast: Broadcast, subjects: frozenset[int]) -> Reach:
    """Whom it reaches now: who asked for its subjects, or who has what it corrects."""
    if broadcast.corrects is None:
        return subscriptions.reach(work.tx, subjects)
    languages = sending.languages_of(work, broadcast)
    return Reach(arrivals.count(work.tx, broadcast.corrects, languages))


def keep_album(work: Work, event: StaffWrote) -> None:
    """A file of an album outside of tickets: it may be announced, with the others."""
    if event.content.album is not None and tickets.of_thread(work.tx, event.place) is None:
        group_albums.keep(work.tx, event.at, event.content, work.now)


def album_changed(work: Work, event: StaffEdited) -> None:
    """The same for a change of it; what was announced by then stays as it was."""
    if event.content.album is not None:
        group_albums.change(work.tx, event.at, event.content)


def on_press(
    work: Work, event: StaffTapped, press: ComposerPress, *, by: Actor, tap: Tap
) -> list[Draft]:
    """A button of the panel, pressed by somebody who may."""
    broadcast = broadcasts.get(work.tx, press.broadcast)
    if broadcast is None:
        return record(work, [Answer(Words("staff.gone"))], tap=tap)
    if tickets.of_thread(work.tx, broadcast.place) is not None:  # begun before that was refused
        return record(work, [Answer(Words("broadcast.not-here"), alert=True)], tap=tap)
    before = replace(broadcast, panel=broadcast.panel or event.message)
    known = subject_areas(work.desk.catalog, work.desk.default_language)
    subjects = rules.subjects_after(before, press, known)
    view = _view(work, before, subjects, by=by)
    after, effects = rules.decide(before, press, subjects, view=view)
    if after.status is not before.status:
        about = f"{after.id} {after.status}"
        effects.append(KeepDeed(Order.BROADCAST, by, about=about))
    drafts = record(work, effects, tap=tap)
    if isinstance(press, RefreshReport) and after.started_at is not None:
        return [*drafts, *sending.shown(work, after)]
    return [*drafts, *_followed(work, before, after)]


def _view(
    work: Work, broadcast: Broadcast, subjects: frozenset[int], *, by: Actor
) -> rules.ComposerView:
    return rules.ComposerView(
        reach_of(work, broadcast, subjects),
        work.now,
        by.id,
        alone=not work.desk.second_announcer,
        times=announcing.offered(work.now, work.desk.promise.calendar.zone),
    )


def _followed(work: Work, before: Broadcast, after: Broadcast) -> list[Draft]:
    """What the outbox owes, or owes no more, once its state has changed."""
    if after.status is before.status or after.started_at is None:
        return []
    if after.status is Status.SENDING:
        new = before.status is Status.DRAFT
        return sending.begun(work, after) if new else sending.step(work, after)
    return sending.shown(work, sending.call_back(work, after))


def go_on(work: Work) -> list[Draft]:
    """The staff group is another one: how far each broadcast is stands there from now on."""
    drafts = list[Draft]()
    for one in (*broadcasts.under_way(work.tx), *broadcasts.paused(work.tx)):
        moved = replace(one, thread=None, panel=None)
        broadcasts.save(work.tx, moved)
        drafts += record(work, [ShowProgress(moved, sending.standing(work, moved))])
    return drafts
