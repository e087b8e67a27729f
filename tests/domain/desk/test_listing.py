"""The buttons below the lists of the desk: other pages, and what else the queue can show."""

from dataclasses import replace

import pytest

from bot.domain.codes import MOST_BYTES, encode
from bot.domain.desk.listing import FEW, MOST_PICKED, PER_PAGE, Page, below_queue, to_pick, turning
from bot.domain.listings import PickSieve, ShowFound, ShowQueue, Sieve
from bot.domain.messages import Rows
from bot.domain.words import Words

MANY = 3 * PER_PAGE


def presses(rows: Rows) -> list[object]:
    return [button.press for row in rows for button in row]


@pytest.mark.parametrize(
    ("wanted", "count", "page", "pages"),
    [
        (0, 0, 0, 1),
        (0, PER_PAGE, 0, 1),
        (1, PER_PAGE, 0, 1),
        (1, PER_PAGE + 1, 1, 2),
        (99, 10_000, 99, 834),
        (10**9, 25, 2, 3),
        (-1, 25, 0, 3),
    ],
)
def test_a_page_that_is_gone_is_the_nearest_there_is(
    wanted: int, count: int, page: int, pages: int
) -> None:
    shown = Page.of(wanted, count)
    assert (shown.page, shown.pages, shown.first) == (page, pages, page * PER_PAGE)
    assert bool(shown.told()) == (pages > 1)


def test_pages_are_turned_both_ways_and_keep_what_is_wanted() -> None:
    wanted = ShowQueue(1, Sieve.OVERDUE, 9, 31)
    both = [one.press for one in turning(wanted, Page.of(1, MANY))]
    assert both == [replace(wanted, page=0), replace(wanted, page=2)]
    first = [one.press for one in turning(ShowFound(0, "kira"), Page.of(0, MANY))]
    assert first == [ShowFound(1, "kira")]
    assert [one.press for one in turning(wanted, Page.of(2, MANY))] == [replace(wanted, page=1)]


def test_a_few_tickets_need_no_buttons() -> None:
    assert below_queue(ShowQueue(), Page.of(0, FEW)) == ()
    assert below_queue(ShowQueue(expert=31), Page.of(0, FEW)) == ()
    assert below_queue(ShowQueue(), Page.of(0, FEW + 1)) != ()
    assert below_queue(ShowQueue(sieve=Sieve.URGENT), Page.of(0, 0)) != ()


def test_what_is_narrowed_says_so_and_the_rest_stays() -> None:
    wanted = ShowQueue(2, Sieve.URGENT, subject=9)
    rows = below_queue(wanted, Page.of(2, MANY))
    kinds = [ShowQueue(0, sieve, subject=9) for sieve in Sieve]
    picks = [PickSieve("subject", Sieve.URGENT, 9), PickSieve("expert", Sieve.URGENT, 9)]
    assert presses(rows) == [*kinds, *picks, replace(wanted, page=1)]
    marked = [one.label for row in rows for one in row if "chosen" in str(one.label)]
    inner = [one.values["label"] for one in marked if isinstance(one, Words)]
    assert inner == [Words("queue.sieve-urgent"), Words("queue.by-subject")]


def test_subjects_and_experts_are_picked_or_none_of_them() -> None:
    pick = PickSieve("expert", Sieve.OVERDUE, subject=9, expert=31)
    rows = to_pick(pick, [(31, "Elif", 3), (32, "Deniz", 2), (33, "Cem", 1)])
    now = ShowQueue(0, Sieve.OVERDUE, 9, 31)
    chosen = [replace(now, expert=one) for one in (31, 32, 33, None)]
    assert presses(rows) == chosen
    assert [len(row) for row in rows] == [2, 1, 1]
    many = to_pick(PickSieve("subject"), [(n, "x", 1) for n in range(MOST_PICKED + 9)])
    assert len(presses(many)) == MOST_PICKED + 1


def test_the_largest_button_has_room() -> None:
    most = 10**9
    largest = ShowQueue(most, Sieve.UNCLAIMED, most, most)
    pick = PickSieve("subject", Sieve.UNCLAIMED, most, most)
    assert max(len(encode(one)) for one in (largest, pick)) <= MOST_BYTES
