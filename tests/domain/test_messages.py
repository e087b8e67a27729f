"""Texts with styles add up, and every act is said to somebody or to nobody's chat."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import (
    OTHER,
    TEXT,
    Act,
    AnswerSearch,
    AnswerTap,
    AskMember,
    CloseThread,
    Copy,
    Delete,
    Describe,
    Edit,
    ListCommands,
    Message,
    NameThread,
    OfferCommands,
    OpenThread,
    Pin,
    React,
    Say,
    SayAlbum,
    SendFile,
    Span,
    Style,
    Text,
    address_of,
    as_text,
    bold,
    group_of,
    joined,
    styled,
)
from bot.domain.people import Address, Place, Spot

Look = tuple[str, tuple[tuple[Style, str], ...]]


@st.composite
def texts(draw: st.DrawFn) -> Text:
    """Words with styled ranges in the order of their start, the longer one first."""
    words = draw(st.text(max_size=12))
    places = st.integers(0, len(words))
    ranges = draw(st.lists(st.tuples(places, places), max_size=4))
    spans = [
        Span(min(ends), max(ends), draw(st.sampled_from(Style)), draw(st.sampled_from(["", "v"])))
        for ends in ranges
        if ends[0] != ends[1]
    ]
    return Text(words, tuple(sorted(spans, key=lambda span: (span.start, -span.end))))


def looks(text: Text) -> list[Look]:
    """Each character with its styles, the outer one first."""
    return [
        (
            letter,
            tuple((span.style, span.value) for span in text.spans if span.start <= n < span.end),
        )
        for n, letter in enumerate(text.text)
    ]


def inside(text: Text) -> bool:
    """Whether every span holds something, and nothing that is not there."""
    return all(0 <= span.start < span.end <= len(text.text) for span in text.spans)


@given(texts(), texts())
def test_both_look_one_after_the_other_as_they_did_alone(first: Text, second: Text) -> None:
    both = first + second
    assert both.text == first.text + second.text
    assert looks(both) == looks(first) + looks(second)
    assert inside(both)


@given(texts(), st.text(max_size=5))
def test_plain_words_are_added_without_a_style(text: Text, words: str) -> None:
    assert text + words == Text(text.text + words, text.spans)


@given(texts(), texts(), texts())
def test_how_one_adds_does_not_matter(one: Text, two: Text, three: Text) -> None:
    assert (one + two) + three == one + (two + three)


@given(texts())
def test_nothing_added_changes_nothing(text: Text) -> None:
    assert text + "" == text + Text() == Text() + text == text


@given(texts(), st.data())
def test_a_part_looks_as_it_did_in_the_whole(text: Text, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    assert text.part(start, end).text == text.text[start:end]
    assert looks(text.part(start, end)) == looks(text)[start:end]
    assert inside(text.part(start, end))
    assert text.part(start) == text.part(start, len(text.text))
    assert looks(text.part(0, start) + text.part(start)) == looks(text)


@given(texts())
def test_the_part_that_is_the_whole_is_the_same(text: Text) -> None:
    assert text.part(0) == text


def test_a_style_that_ends_where_a_part_begins_is_not_in_it() -> None:
    text = Text(
        "abcdef", (Span(0, 2, Style.BOLD), Span(2, 4, Style.LINK, "a"), Span(4, 6, Style.CODE))
    )
    assert text.part(2, 4) == Text("cd", (Span(0, 2, Style.LINK, "a"),))
    assert text.part(1, 5) == Text(
        "bcde", (Span(0, 1, Style.BOLD), Span(1, 3, Style.LINK, "a"), Span(3, 4, Style.CODE))
    )


@given(texts(), st.sampled_from(Style), st.sampled_from(["", "tr"]))
def test_a_style_goes_around_all_others(text: Text, style: Style, value: str) -> None:
    around = [(letter, ((style, value), *styles)) for letter, styles in looks(text)]
    assert looks(styled(text, style, value)) == around
    assert styled(text, style, value).text == text.text
    assert inside(styled(text, style, value))


def test_nothing_in_bold_is_nothing() -> None:
    assert bold("") == bold(Text()) == Text()
    assert bold("ab") == Text("ab", (Span(0, 2, Style.BOLD),))


@given(st.lists(texts() | st.text(max_size=5), max_size=5), st.sampled_from(["\n\n", "\n", ""]))
def test_the_parts_that_hold_something_are_joined(parts: list[Text | str], between: str) -> None:
    whole = joined(parts, between)
    kept = [as_text(part) for part in parts if part]
    assert whole.text == between.join(part.text for part in kept)
    assert looks(whole) == [
        look
        for n, part in enumerate(kept)
        for look in [*([(letter, ()) for letter in between] if n else []), *looks(part)]
    ]


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    assert joined(["a", "", Text(), bold("b")]) == Text("a\n\nb", (Span(3, 4, Style.BOLD),))
    assert joined([]) == Text()


def test_a_text_is_true_when_there_is_something_in_it() -> None:
    assert [bool(Text()), bool(Text("a")), bool(as_text(" "))] == [False, True, True]


@pytest.mark.parametrize(("kind", "is_file"), [(TEXT, False), ("photo", True), (OTHER, True)])
def test_a_message_with_more_than_its_words_is_a_file(kind: str, is_file: bool) -> None:
    assert Message(kind=kind).is_file is is_file


PERSON, GROUP = Address("telegram", "1001"), Address("telegram", "-100", group=True)
SAID_TO: list[tuple[Act, Address | None]] = [
    (Say(Place(PERSON), Message()), PERSON),
    (Say(Place(GROUP, "40"), Message()), GROUP),
    (SayAlbum(Place(PERSON), ()), PERSON),
    (Edit(Spot(PERSON, "5"), Message()), PERSON),
    (Copy(Place(GROUP, "40"), PERSON, ("5",)), GROUP),
    (Copy(Place(PERSON), GROUP, ("5",)), PERSON),
    (SendFile(Place(PERSON), "a.ics", ""), PERSON),
    (React(Spot(PERSON, "5"), "👍"), PERSON),
    (Pin(Spot(GROUP, "5")), GROUP),
    (Delete(PERSON, ("5", "6")), PERSON),
    (CloseThread(Place(GROUP, "9")), GROUP),
    (NameThread(Place(GROUP, "9"), "✓ #9"), GROUP),
    (OpenThread(GROUP, "D-0001"), GROUP),
    (AnswerTap("telegram", "9"), None),
    (AskMember(GROUP, "1001"), None),
    (AnswerSearch("telegram", "9", (), 60), None),
    (ListCommands("telegram", (), group=GROUP), None),
    (Describe("telegram", "", short=True), None),
    (OfferCommands("telegram"), None),
]


@pytest.mark.parametrize(("act", "address"), SAID_TO)
def test_an_act_takes_the_turn_of_the_chat_it_is_said_in(act: Act, address: Address | None) -> None:
    assert address_of(act) == address


def test_every_act_is_in_the_list_above() -> None:
    assert {type(act) for act, _ in SAID_TO} == set(get_args(Act))


AWAY = Address("telegram", "-200", group=True)
NEEDS: list[tuple[Act, Address | None]] = [
    (Copy(Place(GROUP), AWAY, ("5",)), GROUP),
    (Copy(Place(GROUP), PERSON, ("5",)), GROUP),
    (Copy(Place(PERSON), GROUP, ("5",)), GROUP),
    (Copy(Place(PERSON), PERSON, ("5",)), None),
    (AskMember(GROUP, "1001"), GROUP),
    (ListCommands("telegram", (), group=GROUP), GROUP),
    (ListCommands("telegram", ()), None),
    (Say(Place(GROUP, "40"), Message()), GROUP),
    (Say(Place(PERSON), Message()), None),
    (AnswerTap("telegram", "9"), None),
]


@pytest.mark.parametrize(("act", "group"), NEEDS)
def test_the_group_that_an_act_needs_is_where_it_is_said_or_where_it_comes_from(
    act: Act, group: Address | None
) -> None:
    assert group_of(act) == group
