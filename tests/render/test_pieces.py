"""Long answers are cut where a reader would turn the page."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.messages import Text, units
from bot.render import markdown
from bot.render.markdown import read
from bot.render.pieces import MAX_SPANS
from tests.render.html import html

FAR_TOO_LONG = 20_000  # characters, with the markup
FAMILY = "👩‍👩‍👧‍👦"
WORDS = st.text('aığİ🙂&<>"_*`[]()#-!\\:. \n\t1🇹🇷\u0301\u200d', max_size=40)
MARKS = ["**", "*", "`", "~~", "[", "](https://a.org/?b&c) ", "<u>", "</u>", "<b>", "</i>", "<div>"]
BLOCKS = ["\n\n", "\n- ", "\n1. ", "\n   - ", "\n> ", "\n# ", "\n```\n", "  \n"]
ODDITIES = ["&nbsp;", "&#0;", "](mailto:a@b.c)", "Bitti. Sonra ", "uzun" * 9]
BITS = st.sampled_from([*MARKS, *BLOCKS, *ODDITIES])
MARKDOWN = st.lists(st.one_of(BITS, WORDS, st.text(max_size=20)), max_size=40).map("".join)


def pieces(text: str, *, limit: int, first: int | None = None) -> tuple[str, ...]:
    """The pieces, with their styles as HTML."""
    return tuple(html(piece) for piece in markdown.pieces(text, limit=limit, first=first))


def seen(text: str) -> str:
    """What a reader sees of a text, without white space and invisible characters."""
    return "".join(
        c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cc", "Cf")
    )


@settings(max_examples=200, deadline=None)
@given(MARKDOWN, st.integers(16, 120), st.integers(16, 120))
@example("[" + "bağ " * 40 + "](https://a.org)", 16, 16)
def test_any_text_is_cut_within_the_limit_and_nothing_is_lost(
    text: str, limit: int, first: int
) -> None:
    """Every piece is short enough, not empty and well styled; together they say the whole."""
    whole = read(text).text
    texts = []
    for number, piece in enumerate(markdown.pieces(text, limit=limit, first=first)):
        assert 0 < units(piece.text) <= (limit if number else first)
        assert seen(piece.text)
        assert piece.text == piece.text.strip()
        assert len(piece.spans) <= MAX_SPANS
        assert well_styled(piece)
        texts.append(piece.text)
    assert seen("".join(texts)) == seen(whole.text)
    assert well_styled(whole)


def well_styled(text: Text) -> bool:
    """Whether all styles lie inside the text, hold something, come in order, and nest."""
    starts = [span.start for span in text.spans]
    inside = all(0 <= span.start < span.end <= len(text.text) for span in text.spans)
    return inside and starts == sorted(starts) and bool(html(text) or not text)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text("abcçğıİ", min_size=1, max_size=16), max_size=60), st.integers(16, 80))
def test_no_word_that_fits_is_cut(words: list[str], limit: int) -> None:
    """The words of all pieces are the words of the text."""
    assert " ".join(pieces(" ".join(words), limit=limit)).split() == words


def test_a_text_that_fits_is_one_piece() -> None:
    """And a text with nothing to see is none."""
    assert pieces("bir\n\niki", limit=4096) == ("bir\n\niki",)
    assert pieces("a" * 4096, limit=4096) == ("a" * 4096,)
    assert pieces(" \n\u200b\n<u></u>", limit=4096) == ()


def test_the_cut_is_made_between_paragraphs() -> None:
    """Not at the sentence that would fill the piece better."""
    text = f"{'a' * 30}\n\nBir cümle burada. {'b' * 30}."
    assert pieces(text, limit=60) == ("a" * 30, f"Bir cümle burada. {'b' * 30}.")


def test_the_cut_is_made_between_list_items() -> None:
    """An item is not torn, and its bullet goes with it."""
    assert pieces("- bir iki üç\n- dört beş altı\n- yedi", limit=30) == (
        "• bir iki üç\n• dört beş altı",
        "• yedi",
    )


def test_a_heading_stays_with_its_text_and_a_list_with_its_first_words() -> None:
    """A piece does not end on a promise of what follows."""
    text = f"{'a' * 20} {'b' * 20}\n\n# Başlık\n\n{'c' * 30}"
    assert pieces(text, limit=60) == (f"{'a' * 20} {'b' * 20}", f"<b>Başlık</b>\n\n{'c' * 30}")
    text = f"{'a' * 20} {'b' * 20}\n\nŞunlar:\n\n- {'c' * 30}"
    assert pieces(text, limit=60) == (f"{'a' * 20} {'b' * 20}", f"Şunlar:\n\n• {'c' * 30}")


def test_a_bold_lead_stays_with_its_list_too() -> None:
    """A reader who sees "You need:" sees what is needed, not where the rest is folded away."""
    text = f"{'a' * 60}\n\n**You need:**\n\n- **Bread and butter**\n- Salt"
    assert pieces(text, limit=80)[0] == "a" * 60


def test_a_long_paragraph_is_cut_after_a_sentence() -> None:
    """But not after a numeral or a short abbreviation, which end no sentence."""
    text = "Bu ilk cümledir. Bu da 5253 s. K. m. 5 ve 12. Madde hakkındadır! Son cümle kısa."
    assert pieces(text, limit=60) == (
        "Bu ilk cümledir.",
        "Bu da 5253 s. K. m. 5 ve 12. Madde hakkındadır!",
        "Son cümle kısa.",
    )


def test_a_style_goes_on_after_a_cut() -> None:
    """Where a styled text is longer than a piece."""
    found = pieces(f"> **{'a' * 12} {'b' * 12} {'c' * 12}**", limit=20)
    assert found == tuple(f"<blockquote><b>{letter * 12}</b></blockquote>" for letter in "abc")


def test_a_link_that_fits_is_not_cut() -> None:
    """The cut goes before it, even if much room is left."""
    text = "Önce şuraya bakın: [bu bağlantı bölünmez](https://a.org) sonra da oraya."
    assert pieces(text, limit=30) == (
        "Önce şuraya bakın:",
        '<a href="https://a.org">bu bağlantı bölünmez</a> sonra da',
        "oraya.",
    )


@pytest.mark.parametrize(("unit", "limit"), [("🙂", 17), (FAMILY, 25), ("🇹🇷", 18), ("g\u0306", 17)])
def test_a_word_without_end_is_cut_between_characters(unit: str, limit: int) -> None:
    """Never inside what is drawn as one."""
    found = pieces(unit * 40, limit=limit)
    assert "".join(found) == unit * 40
    assert all(piece.replace(unit, "") == "" for piece in found)


def test_the_first_piece_can_be_shorter() -> None:
    """There is something above it in the same message."""
    assert pieces("Bir cümle burada. Bir cümle de şurada.", limit=100, first=20) == (
        "Bir cümle burada.",
        "Bir cümle de şurada.",
    )


def test_a_piece_holds_no_more_styles_than_a_platform_keeps() -> None:
    """100, and no more markup than a server reads."""
    many = pieces(" ".join(f"**a{n}**" for n in range(250)), limit=4096)
    assert [piece.count("<b>") for piece in many] == [100, 100, 50]
    addresses = [f"https://a.org/{'b' * 1000}{n}" for n in range(60)]
    links = pieces(" ".join(f"[a]({address})" for address in addresses), limit=4096)
    assert sum(piece.count("<a ") for piece in links) == len(addresses)
    assert max(len(piece) for piece in links) < FAR_TOO_LONG


def test_a_limit_that_holds_nothing_is_refused() -> None:
    """Rather than cutting for ever."""
    with pytest.raises(ValueError, match="at least 16"):
        pieces("bir", limit=15)
