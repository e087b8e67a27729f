"""Where tickets stand: each that was written is given its place anew."""

from collections.abc import Sequence

from bot.domain.desk.queue import standing
from bot.domain.desk.reminders import next_look
from bot.domain.tickets import Ticket
from bot.storage import queue
from bot.storage.queue import Placed
from handlers.work import Work

_AT_ONCE = 1000  # tickets


def settle(work: Work, *, most: int = _AT_ONCE) -> int:
    """Give so many tickets that were written their places; how many there were."""
    found = queue.unplaced(work.tx, most)
    _place(work, found)
    return len(found)


def settle_all(work: Work) -> None:
    """Give every ticket its place as it is at this moment, also where a date has just lapsed."""
    while settle(work) == _AT_ONCE:
        pass
    _place(work, queue.asked_for(work.tx, work.now))


def is_crowded(work: Work) -> bool:
    """Whether the rule for a crowd holds now."""
    capacity = work.desk.capacity
    if capacity.backlog is None:
        return False
    settle_all(work)
    return capacity.holds(queue.waiting(work.tx))


def _place(work: Work, found: Sequence[Ticket]) -> None:
    view = work.view
    queue.place(
        work.tx,
        [Placed(one.number, standing(one, view), next_look(one, view.promise)) for one in found],
    )
