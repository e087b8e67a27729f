"""Whose promises were kept, and when. Law: it is read from histories, as `kept` counts them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from bot.domain.history import Past, standing
from bot.domain.kept import Kept, Told
from bot.domain.tickets import Step

_NOBODYS = frozenset({Step.RETURN, Step.HAND_TO_ROLE, Step.RELEASE})
_TAKES = frozenset({Step.CLAIM, Step.ON_IT})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A promise ended, or what it ended in was taken back; `expert` is who answered, or who was on
    the ticket when its date lapsed.
    """

    at: datetime
    expert: int | None
    sums: Kept


@dataclass(frozen=True, slots=True)
class Shares:
    """What became of promises by month, by subject and by expert; None where there was none."""

    months: Mapping[date, Kept] = field(default_factory=dict)
    subjects: Mapping[int | None, Kept] = field(default_factory=dict)
    experts: Mapping[int | None, Kept] = field(default_factory=dict)


def outcomes(history: Iterable[Past]) -> Iterator[Outcome]:
    """What became of the promises of one ticket; an answer that is taken back counts where it was
    counted.
    """
    told, holder, answered, pasts = Told(), None, None, list(history)
    for past in (pasts[n] for n in standing([one.step for one in pasts])):
        before, told = told.sum, told.after(past.step)
        holder = _holder(holder, past)
        change = Kept(told.sum.kept - before.kept, told.sum.lapsed - before.lapsed)
        if change == Kept():
            continue
        outcome = Outcome(past.at, past.expert if change.kept else holder, change)
        if change.kept < 0 and answered is not None:
            outcome = Outcome(answered.at, answered.expert, change)
        answered = outcome if change.kept > 0 else answered
        yield outcome


def _holder(holder: int | None, past: Past) -> int | None:
    """Who is on the ticket after this step."""
    if past.step in _NOBODYS:
        return None
    if past.step in (Step.HAND_OVER, Step.GIVE_BACK):
        return past.to
    if past.step in _TAKES or holder is None:
        return past.expert if past.expert is not None else holder
    return holder


def shares(histories: Iterable[tuple[int | None, Iterable[Past]]], zone: tzinfo) -> Shares:
    """Of all tickets, each with its subject; months as they are at the desk."""
    months, subjects, experts = (
        dict[date, Kept](),
        dict[int | None, Kept](),
        dict[int | None, Kept](),
    )
    for subject, history in histories:
        for one in outcomes(history):
            month = one.at.astimezone(zone).date().replace(day=1)
            months[month] = months.get(month, Kept()) + one.sums
            subjects[subject] = subjects.get(subject, Kept()) + one.sums
            experts[one.expert] = experts.get(one.expert, Kept()) + one.sums
    return Shares(dict(sorted(months.items(), reverse=True)), _ranked(subjects), _ranked(experts))


def _ranked(sums: Mapping[int | None, Kept]) -> dict[int | None, Kept]:
    """Those that ended most promises first; nobody's last."""
    return dict(sorted(sums.items(), key=lambda one: (one[0] is None, -one[1].ended)))
