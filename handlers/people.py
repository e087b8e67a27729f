"""The people of the desk: who they are, and which roles and subjects they have."""

from collections.abc import Mapping

from bot.domain.contact.view import subject_areas
from bot.domain.desk import roles
from bot.domain.desk.rights import Order
from bot.domain.effects import KeepDeed
from bot.domain.events import StaffWrote
from bot.domain.messages import Message, Say, joined
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Actor, Expert
from bot.domain.words import Value, Words
from bot.render.styled import fitted
from bot.storage import experts
from handlers.record import record
from handlers.undelivered import to_writer
from handlers.work import Work


def listed(work: Work, event: StaffWrote, _actor: Actor) -> list[Draft]:
    """`/kisiler`: everybody who has ever acted here and has not left, with what they bear."""
    known = sorted(experts.here(work.tx, work.desk.platform), key=_place)
    lines = [Words("people.title"), *(_line(work, one) for one in known)]
    if not any(one.on_duty for one in known):
        lines.append(Words("people.nobody-on-duty"))
    return [_said(work, event, *lines)]


def _place(expert: Expert) -> tuple[bool, bool, str]:
    return not expert.coordinates, not expert.on_duty, expert.name.lower()


def given(work: Work, event: StaffWrote, actor: Actor) -> list[Draft]:
    """`/rol`: behind somebody's name, or as a reply to their message, what they bear from now on;
    alone, what they bear.
    """
    _, *words = event.content.text.text.split(maxsplit=1)
    said = roles.read(" ".join(words), subjects(work))
    if said.unknown:
        return [_said(work, event, Words("people.unknown", {"words": ", ".join(said.unknown)}))]
    expert, problem = meant(work, event, said.name)
    if expert is None:
        return [_said(work, event, problem, *_how(work))]
    if not said.changes:
        return [_said(work, event, _line(work, expert), *_how(work))]
    changed = roles.changed(expert, said.changes)
    experts.save(work.tx, changed)
    borne = " ".join(map(roles.code, _borne(changed))) or str(changed.role)
    kept = KeepDeed(Order.ROLES, actor, about=f"{expert.id} {borne}"[:100])
    told = to_writer(work, event, Words("people.changed", {"line": _line(work, changed)}))
    return [*record(work, [kept]), *told]


def answers_somebody(event: StaffWrote) -> bool:
    """Whether it replies to what a person of the group said in their own name."""
    answered = event.answered
    return answered is not None and not answered.of_desk and not answered.person.group


def meant(work: Work, event: StaffWrote, name: str) -> tuple[Expert | None, Words]:
    """Whom a name, or the message that is replied to, means; or why that is nobody."""
    answered = event.answered
    if name:
        found = roles.named(name, experts.here(work.tx, work.desk.platform))
        if len(found) == 1:
            return found[0], Words("people.title")
        several = ", ".join(one.name for one in found)
        key = "people.several" if found else "people.nobody"
        return None, Words(key, {"name": name, "people": several})
    if answered is None or not answers_somebody(event):
        return None, Words("people.whom")
    known = experts.at(work.tx, answered.person)
    if known is None:
        met = experts.met(work.tx, answered.person, answered.name, work.now)
        known = Expert(met.id, met.name)
    return known, Words("people.title")


def subjects(work: Work) -> Mapping[int, str]:
    """The subject areas' names by their numbers."""
    return subject_areas(work.desk.catalog, work.desk.default_language)


def _how(work: Work) -> tuple[Words, ...]:
    known: tuple[Value, ...] = tuple(f"{number} {name}" for number, name in subjects(work).items())
    return (Words("people.how", {"subjects": known}),)


def _line(work: Work, expert: Expert) -> Words:
    known = subjects(work)
    borne: tuple[Value, ...] = tuple(in_words(one, known) for one in _borne(expert))
    values = {"name": expert.name, "roles": borne or Words("role.expert")}
    return Words("people.line", values)


def _borne(expert: Expert) -> tuple[roles.Bearing, ...]:
    duties = tuple(one for one in roles.Duty if roles.bears(expert, one))
    return (*duties, *sorted(expert.subjects))


def in_words(bearing: roles.Bearing, known: Mapping[int, str]) -> Value:
    """A role or a subject as it is read."""
    if isinstance(bearing, roles.Duty):
        return Words(f"role.{bearing}")
    return Words("role.subject", {"number": bearing, "name": known.get(bearing, "")})


def _said(work: Work, event: StaffWrote, *lines: Words) -> Draft:
    said = fitted(joined(map(work.context().phrases.words, lines), "\n"))
    return Draft(Say(event.place, Message(said)), Lane.RELAY)
