"""Who may do what: every act of every role is named here once more, by hand."""

from itertools import product
from typing import get_args

import pytest

from bot.domain import booking_buttons, buttons, listings, ok_buttons, prepared_buttons
from bot.domain import card_buttons as cards
from bot.domain import composer_buttons as composer
from bot.domain.appointments import Act
from bot.domain.buttons import OnTicket, StaffPress
from bot.domain.card_buttons import Page
from bot.domain.desk import presses
from bot.domain.desk.rights import COMMANDS, MAY, Order, may, of_press, role_of
from bot.domain.people import Role
from bot.domain.tickets import Priority, Reason, Step
from handlers import desk

# c contact, e expert, k coordinator, d the desk itself; an outsider stands nowhere
WHO = {"c": Role.CONTACT, "e": Role.EXPERT, "k": Role.COORDINATOR, "d": Role.DESK}
TABLE = """
    open c, contact-wrote c, withdraw c, correct c, rate c, close cek, reopen cek
    claim ek, on-it ek, ask ek, reply ek, not-yet ek, research ek, legal ek, renew ek
    remind d, lapse d, return d, nudge d, expire d
    refuse ek, appeal c, alarm ek, calm ek, mark ek, take-back ek, look ek
    hold ek, approve ek, retract ek, join ek, take-in ek, split ek, react ek
    hand-over ek, hand-to-role ek, give-back ek, release ek
    book cek, unbook cekd, met ekd, missed ek
    help ek, queue ek, edit ek, send ek, people ek
    broadcast k, roles k, record k, closures k, report k
"""
CELLS = [cell.split() for line in TABLE.splitlines() for cell in line.split(",") if cell.strip()]
EXPECTED = {name: {WHO[letter] for letter in letters} for name, letters in CELLS}
PRESSES = {
    buttons.GiveReason: buttons.GiveReason(1, Reason.BUSY),
    cards.TurnCard: cards.TurnCard(1, Page.MORE),
    cards.Sure: cards.Sure(1, Step.CLOSE),
    cards.LookAtRule: cards.LookAtRule(1, "own-work"),
    cards.RefuseBy: cards.RefuseBy(1, "own-work"),
    cards.SetSubject: cards.SetSubject(1, 3),
    cards.SetPriority: cards.SetPriority(1, Priority.HIGH),
    cards.SetLanguage: cards.SetLanguage(1, "en"),
    cards.HowToNote: cards.HowToNote(1),
    prepared_buttons.ListPrepared: prepared_buttons.ListPrepared(1),
    prepared_buttons.LookAt: prepared_buttons.LookAt(1, "reply", "belge"),
    prepared_buttons.SendPrepared: prepared_buttons.SendPrepared(1, "reply", "belge"),
    prepared_buttons.DropPrepared: prepared_buttons.DropPrepared(1),
    ok_buttons.Approve: ok_buttons.Approve(1, 7),
    ok_buttons.Retract: ok_buttons.Retract(1, 7),
    presses.TurnRecord: presses.TurnRecord(1, 0),
    presses.ListClosures: presses.ListClosures(),
    presses.LookAtClosure: presses.LookAtClosure(1),
    presses.OpenDesk: presses.OpenDesk(1),
    presses.OfferHandOver: presses.OfferHandOver(1),
    presses.HandToExpert: presses.HandToExpert(1, 2),
    presses.HandToRole: presses.HandToRole(1, "on-duty"),
    presses.KeepTicket: presses.KeepTicket(1),
    listings.ShowQueue: listings.ShowQueue(),
    listings.PickSieve: listings.PickSieve("subject"),
    listings.ShowFound: listings.ShowFound(0, "kira"),
    listings.ShowEarlier: listings.ShowEarlier(1),
    booking_buttons.OnAppointment: booking_buttons.OnAppointment(1, Act.HELD),
    booking_buttons.MoveTo: booking_buttons.MoveTo(1, 5),
    composer.ChooseSubject: composer.ChooseSubject(1, 1),
    composer.Compose: composer.Compose(1),
    composer.Preview: composer.Preview(1),
    composer.SendBroadcast: composer.SendBroadcast(1),
    composer.CancelBroadcast: composer.CancelBroadcast(1),
    composer.ChooseTime: composer.ChooseTime(1),
    composer.SetTime: composer.SetTime(1, 0),
    composer.PauseBroadcast: composer.PauseBroadcast(1),
    composer.ResumeBroadcast: composer.ResumeBroadcast(1),
    composer.RefreshReport: composer.RefreshReport(1),
}


def test_every_act_has_its_line() -> None:
    """A new one without a line is nobody's, and fails here."""
    acts = [*Step, *Order]
    assert len(set(map(str, acts))) == len(acts)
    assert set(MAY) == set(acts)
    assert set(EXPECTED) == set(map(str, acts))


@pytest.mark.parametrize(("role", "deed"), list(product(Role, MAY)))
def test_who_may(role: Role, deed: Step | Order) -> None:
    assert may(role, deed) is (role in EXPECTED[str(deed)])


def test_what_is_unknown_nobody_may() -> None:
    assert not any(may(role, None) for role in Role)


def test_every_command_of_the_staff_has_its_line() -> None:
    assert COMMANDS.keys() == desk.COMMANDS.keys() | desk.SENDING
    assert set(COMMANDS.values()) <= set(MAY)


def test_every_button_of_the_staff_has_its_line() -> None:
    others = {kind for kind in get_args(StaffPress) if kind is not OnTicket}
    assert PRESSES.keys() == others
    assert all(of_press(press) in MAY for press in PRESSES.values())
    assert [of_press(OnTicket(1, step)) for step in Step] == list(Step)
    assert [of_press(cards.Sure(1, step)) for step in Step] == list(Step)


def test_a_button_of_contacts_is_none_of_the_staffs() -> None:
    assert of_press(buttons.CloseTicket(1)) is None
    assert of_press(buttons.Unknown()) is None


@pytest.mark.parametrize(("given", "leads"), list(product(Role, (True, False))))
def test_outside_of_the_group_no_role_holds(given: Role, leads: bool) -> None:
    assert role_of(given, inside=False, leads=leads) is Role.OUTSIDER


@pytest.mark.parametrize(
    ("given", "leads", "holds"),
    [
        (Role.EXPERT, False, Role.EXPERT),
        (Role.EXPERT, True, Role.COORDINATOR),
        (Role.COORDINATOR, False, Role.COORDINATOR),
        (Role.COORDINATOR, True, Role.COORDINATOR),
        (Role.CONTACT, False, Role.EXPERT),
        (Role.DESK, False, Role.EXPERT),
    ],
)
def test_who_runs_the_group_coordinates_and_whoever_was_made_a_coordinator(
    given: Role, leads: bool, holds: Role
) -> None:
    assert role_of(given, inside=True, leads=leads) is holds
