"""What was done, as a coordinator reads it: who, what, on which ticket, when."""

from datetime import UTC, datetime

import pytest

from bot.domain.desk.presses import TurnRecord
from bot.domain.desk.record import PAGE, Entry, asked_for, lines, ways
from bot.domain.words import Value, Words

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
EXPERT = Words("role.expert")
NAMES = {31: "Elif", 32: "Deniz"}


@pytest.mark.parametrize(
    ("words", "ticket"),
    [
        ("", 0),
        (" 12 ", 12),
        ("#12", 12),
        ("on iki", None),
        ("-1", None),
        ("12 13", None),
        ("٣", None),
        ("1234567890", None),
    ],
)
def test_a_ticket_is_asked_for_by_its_number(words: str, ticket: int | None) -> None:
    assert asked_for(words) == ticket


def line(entry: Entry, *, of: int = 0) -> Words:
    """The one line below the title."""
    title, shown = lines([entry], of, 0, names=NAMES)
    assert title.key == ("record.of" if of else "record.title")
    return shown


@pytest.mark.parametrize(("role", "who"), [("contact", "contact"), ("desk", "desk")])
def test_what_no_expert_did_is_not_called_an_experts(role: str, who: str) -> None:
    assert line(Entry(NOW, role, "close", "Elif", 12)).values["who"] == Words(f"record.by-{who}")


@pytest.mark.parametrize("role", ["expert", "coordinator", ""])
def test_who_did_it_is_named_as_long_as_anybody_knows(role: str) -> None:
    assert line(Entry(NOW, role, "close", "Elif", 12)).values["who"] == "Elif"
    assert line(Entry(NOW, role, "close", None, 12)).values["who"] == Words("record.somebody")


def test_the_tickets_number_stands_where_it_is_not_known_already() -> None:
    entry = Entry(NOW, "expert", "close", "Elif", 12)
    assert line(entry).key == "record.line-of"
    assert line(entry, of=12).key == "record.line"
    assert line(Entry(NOW, "expert", "roles", "Elif")).key == "record.line"
    assert (line(entry).values["number"], line(entry).values["at"]) == (12, NOW)


@pytest.mark.parametrize(
    ("deed", "about", "shown"),
    [
        ("hand-over", "32", "Deniz"),
        ("give-back", "99", "?"),
        ("hand-to-role", "on-duty", Words("role.on-duty")),
        ("hand-to-role", "3", Words("record.subject", {"number": 3})),
        ("hand-to-role", "gone", "?"),
        ("broadcast", "7 sending", Words("record.broadcast-sending", {"number": "7"})),
        (
            "roles",
            "31 coordinator 3",
            Words(
                "people.line",
                {
                    "name": "Elif",
                    "roles": (Words("role.coordinator"), Words("record.subject", {"number": 3})),
                },
            ),
        ),
        (
            "roles",
            "31 expert",
            Words("people.line", {"name": "Elif", "roles": (Words("role.expert"),)}),
        ),
        ("edit", "", ""),
    ],
)
def test_what_it_was_about_is_told(deed: str, about: str, shown: Value) -> None:
    entry = Entry(NOW, "expert", deed, "Elif", 12, about)
    assert line(entry).values["what"] == Words(f"deed.{deed}", {"about": shown})


def test_a_deed_of_an_earlier_desk_is_shown_by_its_name() -> None:
    assert line(Entry(NOW, "expert", "of-old", "Elif", 12)).values["what"] == "of-old"


def turns(count: int, page: int) -> list[object]:
    entries = [Entry(NOW, "expert", "close", "Elif", 12)] * count
    return [button.press for row in ways(entries, 12, page) for button in row]


def test_a_page_leads_to_the_newer_and_to_the_older_one() -> None:
    older, newer = TurnRecord(12, 3), TurnRecord(12, 1)
    assert turns(PAGE + 1, 2) == [newer, older]
    assert turns(PAGE, 2) == [newer]
    assert turns(PAGE + 1, 0) == [TurnRecord(12, 1)]
    assert turns(PAGE, 0) == turns(0, 0) == []
    assert len(lines([Entry(NOW, "", "close")] * (PAGE + 1), 12, 0, names={})) == PAGE + 1


def test_where_nothing_is_that_is_said() -> None:
    assert [one.key for one in lines([], 12, 0, names={})] == ["record.of", "record.nothing"]
    assert [one.key for one in lines([], 0, 4, names={})] == ["record.title", "record.over"]
