"""What is looked for among tickets, and how a hit is shown."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.codes import decode, encode
from bot.domain.desk import finding
from bot.domain.listings import ShowFound
from bot.domain.tickets import Kind, Status
from bot.domain.words import Day, Linked, Words
from tests.domain.desk.ticketbook import NOW, NUMBER, ticket


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("Genel Kurul", "genel kurul"),
        ("DERNEĞİN tüzüğü", "dernegin tuzugu"),
        ("ve bir kira", "kira"),
        ("ve", "ve"),  # nothing else is there to be looked for
        ("#12", "12"),
        ("12", "12"),
        ("d-7k3qx", "d 7k3qx"),
        ("D-7K3QX", "d 7k3qx"),
        ("?!…", ""),
    ],
)
def test_words_are_looked_for_as_they_are_folded(said: str, asked: str) -> None:
    assert finding.asked(said) == asked


@settings(max_examples=40)
@given(st.text(max_size=300))
def test_whatever_is_looked_for_fits_a_button_and_comes_back_from_it(said: str) -> None:
    press = ShowFound(10**9, finding.asked(said))
    assert decode(encode(press)) == press


def test_a_number_and_a_code_are_told_from_words() -> None:
    assert (finding.number("12"), finding.number("12 kira")) == (12, None)
    assert (finding.code("d 7k3qx"), finding.code("kira"), finding.code("d 7k3q")) == (
        "D-7K3QX",
        None,
        None,
    )


LONG = "Merhaba, " + "çok uzun bir giriş cümlesi yazıyoruz " * 4 + "derneğimizin tüzüğü değişti mi?"


def test_an_excerpt_stands_around_what_was_found() -> None:
    shown = finding.excerpt(LONG, ("tuzuk", "tuzug"))
    assert "derneğimizin tüzüğü değişti mi?" in shown
    assert shown.startswith("…")
    assert not shown.endswith("…")
    assert len(shown) < 120


def test_without_the_word_an_excerpt_is_the_beginning() -> None:
    shown = finding.excerpt(LONG, ("yok",))
    assert shown.startswith("Merhaba")
    assert shown.endswith("…")
    assert finding.excerpt("kısa\n  söz", ("soz",)) == "kısa söz"


def test_a_hit_names_the_contact_as_the_desk_does() -> None:
    closed = ticket(
        Status.CLOSED, case="D-7K3QX", organisation="Umut", closed_at=NOW + timedelta(days=1)
    )
    line = finding.line(closed, "Finans", link="https://a.org/7", excerpt="…kira…")
    inner = line.values["line"]
    assert isinstance(inner, Words)
    assert (line.key, line.values["excerpt"]) == ("found.with", "…kira…")
    assert inner.values["number"] == Linked(f"#{NUMBER}", "https://a.org/7")
    assert inner.values["who"] == "D-7K3QX"
    state = inner.values["state"]
    assert isinstance(state, Words)
    assert (state.key, state.values["closed"]) == (
        "found.state-closed",
        Day(NOW + timedelta(days=1)),
    )
    assert finding.who(replace(closed, named=True)) == "Umut"


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        (Kind.QUESTION, "card.no-topic"),
        (Kind.CALL, "ticket-kind.call"),
        (Kind.MEETING, "ticket-kind.meeting"),
    ],
)
def test_a_hit_without_a_subject_is_called_by_what_it_is_for(kind: Kind, called: str) -> None:
    assert finding.line(ticket(kind=kind), None).values["topic"] == Words(called)


def test_the_title_says_when_there_are_more() -> None:
    assert finding.title(0, "x").key == "found.nothing"
    assert finding.title(1, "x").key == "found.title"
    assert finding.title(finding.MOST_FOUND, "x").key == "found.many"
