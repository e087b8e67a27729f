"""Who is called for a ticket."""

from typing import Any

import pytest

from bot.domain.desk.callees import coordinators, for_ticket, on_duty
from bot.domain.people import Expert, Role
from tests.domain.desk.ticketbook import ticket

ANY = Expert(1, "Elif")
LAW = Expert(2, "Deniz", subjects=frozenset({3}))
DUTY = Expert(3, "Cem", on_duty=True)
BOTH = Expert(4, "Ece", on_duty=True, subjects=frozenset({3}))
HEAD = Expert(5, "Aylin", Role.COORDINATOR)
LEADER = Expert(6, "Su", leads=True)


@pytest.mark.parametrize(
    ("people", "standing", "called"),
    [
        ((ANY, LAW, DUTY, BOTH), {"expert_id": 1}, (ANY,)),
        ((LAW, DUTY), {"expert_id": 1}, ()),
        ((ANY, LAW, DUTY, BOTH), {"subject": 3}, (BOTH,)),
        ((ANY, LAW, DUTY, BOTH), {"subject": 4}, (DUTY, BOTH)),
        ((ANY, LAW, DUTY, BOTH), {}, (DUTY, BOTH)),
        ((ANY, LAW, DUTY), {"subject": 3}, (DUTY,)),
        ((ANY, LAW), {"subject": 3}, (LAW,)),
        ((ANY, LAW), {"subject": 4}, (ANY, LAW)),
        ((), {"subject": 3}, ()),
        ((ANY, DUTY, HEAD, LEADER), {"handed_to": "coordinator"}, (HEAD, LEADER)),
        ((ANY, LAW, DUTY), {"handed_to": "3"}, (LAW,)),
        ((ANY, DUTY), {"handed_to": "3"}, (DUTY,)),
        ((ANY, HEAD), {"handed_to": "of-an-earlier-desk"}, (ANY, HEAD)),
    ],
)
def test_whom_a_ticket_calls(
    people: tuple[Expert, ...], standing: dict[str, Any], called: tuple[Expert, ...]
) -> None:
    assert for_ticket(ticket(**standing), people) == called


def test_an_emergency_calls_those_on_duty_or_everybody() -> None:
    assert on_duty((ANY, DUTY, BOTH)) == (DUTY, BOTH)
    assert on_duty((ANY, LAW)) == (ANY, LAW)


def test_who_runs_the_group_is_a_coordinator_too() -> None:
    assert coordinators((ANY, DUTY, HEAD, LEADER)) == (HEAD, LEADER)
