"""Texts as Telegram reads them: markup, offsets in UTF-16 units, refusals in its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.playground import rules
from bot.playground.entities import find, parse_html, trim, units
from bot.playground.errors import ApiError


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        ("düz & sade", "düz & sade", []),
        ("&lt;b&gt; &#304; &#x131; &nbsp;", "<b> İ ı &nbsp;", []),
        ("🎉<b>a</b>", "🎉a", [("bold", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<b></b>a", "a", []),
        (
            '<a href="https://a.org/?x=1&amp;y=2"><u>a</u></a>',
            "a",
            [("text_link", 0, 1), ("underline", 0, 1)],
        ),
        ('<a href="javascript:alert(1)">a</a>', "a", []),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<STRONG>a</strong>", "a", [("bold", 0, 1)]),
    ],
)
def test_html(markup: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    got, marks = parse_html(markup)
    assert got == text
    assert [(e["type"], e["offset"], e["length"]) for e in marks] == entities


@pytest.mark.parametrize(
    ("markup", "says"),
    [
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("ğ</b>", "Unexpected end tag at byte offset 2"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b", 'Unclosed start tag "b" at byte offset 0'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
    ],
)
def test_bad_html(markup: str, says: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(markup)
    assert caught.value.description == f"Bad Request: can't parse entities: {says}"


@given(st.text(alphabet=st.sampled_from('<>&/b i"=a#;x1ş🎉'), max_size=40))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    try:
        text, marks = parse_html(markup)
    except ApiError:
        return
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= units(text) for e in marks)


def test_ends_are_trimmed_and_entities_move_along() -> None:
    marks = [
        {"type": "bold", "offset": 0, "length": 6},
        {"type": "italic", "offset": 4, "length": 2},
    ]
    assert trim("  ab  ", marks) == ("ab", [{"type": "bold", "offset": 0, "length": 2}])


def test_commands_and_links_are_found() -> None:
    found = find("/sss 9.2 için https://a.org/x. ve bilgi@a.org, @uzman_bir #hibe a/b")
    assert [(e["type"], e["offset"], e["length"]) for e in found] == [
        ("bot_command", 0, 4),
        ("url", 14, 15),
        ("email", 34, 11),
        ("mention", 47, 10),
        ("hashtag", 58, 5),
    ]


def test_at_most_a_hundred_entities_are_kept() -> None:
    _, marks = rules.formatted("<b>a</b> " * 150, "HTML", None)
    assert len(marks) == 100


@pytest.mark.parametrize("name", ["Yardim", "yardım", "a-b", "", "x" * 33])
def test_command_names_are_plain_ascii(name: str) -> None:
    with pytest.raises(ApiError, match="BOT_COMMAND_INVALID"):
        rules.commands([{"command": name, "description": "a"}])


@pytest.mark.parametrize(
    "rows",
    [
        [[{"text": "a", "callback_data": "a"}] * 9],
        [[{"text": "a", "callback_data": "a"}]] * 101,
        [[{"text": "a"}]],
        [[{"text": " ", "callback_data": "a"}]],
        [[{"text": "a", "url": "javascript:alert(1)"}]],
    ],
)
def test_keyboards_out_of_bounds(rows: list[list[dict[str, str]]]) -> None:
    with pytest.raises(ApiError):
        rules.keyboard({"inline_keyboard": rows})
