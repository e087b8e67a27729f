"""Markdown as the content files hold it, as text with its styles (written here as HTML)."""

from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.messages import Style, Text, bold, units
from bot.render.markdown import pieces, read
from bot.render.pieces import cut
from bot.render.styled import fitted, shorten
from tests.render.html import html

CONTENT = Path(__file__).parents[2] / "faq_data"
TELEGRAM, MOST_SPANS = 4096, 100
FEW, MORE, SLACK = 400, 16, 1.8  # of a run of marks; the square would be 16 times as slow
FILES = 100  # at least, in the content

SAMPLE = """\
Bir ağa katılmak, tek başına yetişemediğiniz işlere *yetişmenizi* sağlar. Karar vermeden önce
**üç şeye** bakın; ağın "amacına" & üyelerine özellikle.

Ağ ararken şuralara uğrayın;

- Dernekler için [<u>İLLERE GÖRE LİSTEYE</u>](https://ornek.org/liste?il=06&tur=dernek),

- Vakıflar için "[<u>vakıf arama sayfasına</u>](https://ornek.org/vakif)" bakın.

1. Üç ağ seçin.
2. Her birine yazın:
   - kim olduğunuzu,
   - ne istediğinizi.
"""


def test_the_sample_of_an_editor_reads_the_same_in_telegram() -> None:
    """Links keep their underline, lists are tight, capitals stay as they are written."""
    assert html(read(SAMPLE).text) == (
        "Bir ağa katılmak, tek başına yetişemediğiniz işlere <i>yetişmenizi</i> sağlar. "
        "Karar vermeden önce "
        "<b>üç şeye</b> bakın; ağın &quot;amacına&quot; &amp; üyelerine özellikle.\n\n"
        "Ağ ararken şuralara uğrayın;\n\n"
        '• Dernekler için <a href="https://ornek.org/liste?il=06&amp;tur=dernek">'
        "<u>İLLERE GÖRE LİSTEYE</u></a>,\n"
        '• Vakıflar için &quot;<a href="https://ornek.org/vakif">'
        "<u>vakıf arama sayfasına</u></a>&quot; bakın.\n\n"
        "1. Üç ağ seçin.\n"
        "2. Her birine yazın:\n"
        "   • kim olduğunuzu,\n"
        "   • ne istediğinizi."
    )


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("# Işık İÇİN", "<b>Işık İÇİN</b>"),
        ("# **Kalın** başlık\nmetin", "<b>Kalın başlık</b>\n\nmetin"),
        ("bir  \niki\nüç", "bir\niki üç"),
        ("bir<br>iki", "bir\niki"),
        ("- bir  \n  iki", "• bir\n   iki"),
        ("3. üç\n4. dört", "3. üç\n4. dört"),
        ("- bir\n\n  devam\n- iki", "• bir\n   devam\n• iki"),
        ("> söz\n> söz\n>\n> > içte\n\nson", "<blockquote>söz söz\n\niçte</blockquote>\n\nson"),
        ("`a < b` ve ~~eski~~", "<code>a &lt; b</code> ve <s>eski</s>"),
        ("```\na\n\n  b\n```", "<pre>a\n\n  b</pre>"),
        ("***iki***", "<i><b>iki</b></i>"),
        ("bir\n\n---\n\niki", "bir\n\niki"),
        ("**__iki kez__ kalın**", "<b>iki kez kalın</b>"),
        ("&lt;b&gt; &amp; 1\\. a", "&lt;b&gt; &amp; 1. a"),
        ("", ""),
    ],
)
def test_each_construct(markdown: str, seen: str) -> None:
    """One line for each thing an editor can write."""
    assert html(read(markdown).text) == seen


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("<u>altı</u> <EM>eğik</EM>", "<u>altı</u> <i>eğik</i>"),
        ("<u>açık kaldı\n\nsonra", "<u>açık kaldı</u>\n\nsonra"),
        ("kapandı</u> ama", "kapandı ama"),
        ("<u>**çapraz</u>** son", "<u><b>çapraz</b> son</u>"),
        ("**<u>çapraz**</u> son", "<b><u>çapraz</u></b> son"),
        ("<b><i>ters</b></i> son", "<b><i>ters</i></b> son"),
        ("<div>\nkutu\n</div>", "&lt;div&gt; kutu &lt;/div&gt;"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('<a href="https://a.org">a</a>', "&lt;a href=&quot;https://a.org&quot;&gt;a&lt;/a&gt;"),
    ],
)
def test_tags_in_the_text(markdown: str, seen: str) -> None:
    """A few styles are taken, and always closed; all else is shown as it was typed."""
    assert html(read(markdown).text) == seen


@pytest.mark.parametrize(
    ("markdown", "seen"),
    [
        ("[a](tg://resolve?domain=x)", '<a href="tg://resolve?domain=x">a</a>'),
        ("<https://a.org/b>", '<a href="https://a.org/b">https://a.org/b</a>'),
        ("[a](javascript:alert(1)) [b](file:///etc) [c](../c.md) [d](#d)", "a b c d"),
        ("[yazın](mailto:biz@ornek.org?subject=a)", "yazın (biz@ornek.org)"),
        ("[biz@ornek.org](mailto:biz@ornek.org)", "biz@ornek.org"),
        ("[a](mailto:b@c.org) [d](mailto:b@c.org)", "a (b@c.org) d (b@c.org)"),
        ('[a](https://a.org/"b<c>)', '<a href="https://a.org/%22b%3Cc%3E">a</a>'),
        ("![resim](https://a.org/b.png)", '<a href="https://a.org/b.png">resim</a>'),
        ("[![resim](https://a.org/b.png)](https://a.org)", '<a href="https://a.org">resim</a>'),
        (f"[uzun](https://a.org/{'x' * 2050})", "uzun"),
    ],
)
def test_links(markdown: str, seen: str) -> None:
    """Only addresses that Telegram opens are links; the words of all others stay."""
    assert html(read(markdown).text) == seen


@pytest.mark.parametrize(("text", "length"), [("", 0), ("ağ", 2), ("ğ🙂", 3), ("🇹🇷", 4)])
def test_length_is_counted_in_utf_16(text: str, length: int) -> None:
    """As platforms count it, while positions in a text are Python's."""
    assert units(text) == length == len(text.encode("utf-16-le")) // 2
    assert bold(text).spans[:1] == read(f"**{text}**").text.spans


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("kısa", 4, "kısa"),
        ("Fon ve kaynak geliştirme", 14, "Fon ve kaynak…"),
        ("Fon ve kaynak geliştirme", 13, "Fon ve…"),
        ("Muvaffakiyetsizleştiricileştirme", 8, "Muvaffa…"),
        ("🙂🙂🙂🙂", 6, "🙂🙂…"),
        ("Fon", 0, ""),
    ],
)
def test_shorten(text: str, limit: int, short: str) -> None:
    """Whole words where there are any, and the ellipsis counts."""
    assert shorten(text, limit) == short


@given(st.text(), st.integers(0, 40))
def test_shorten_keeps_to_its_limit(text: str, limit: int) -> None:
    """Whatever the text is."""
    assert units(shorten(text, limit)) <= limit


def test_what_is_longer_than_a_message_ends_with_its_last_whole_line() -> None:
    """And with an ellipsis that fits too; a style that reaches further is cut with it."""
    assert fitted(bold("bir\n🙂i"), 7) == bold("bir\n🙂i")
    assert html(fitted(bold("bir\niki\nüç") + "\ndört", 9)) == "<b>bir\niki</b>\n…"
    assert html(fitted(Text("bir\n") + bold("🙂🙂🙂"), 9)) == "bir\n…"
    assert fitted(Text("uzun bir satır"), 9) == Text("…")


@given(st.text("ab🙂\n"), st.integers(2, 12))
def test_what_is_fitted_fits(text: str, limit: int) -> None:
    """Nothing is left out of what fits, and nothing is too long."""
    found = fitted(bold(text), limit)
    assert units(found.text) <= limit
    assert units(text) > limit or found.text == text


def test_styles_nest_and_come_in_order() -> None:
    """The outer one first, each with what it leads to."""
    spans = read("> **[a](https://a.org) b**").text.spans
    assert [(span.start, span.end, span.style) for span in spans] == [
        (0, 3, Style.QUOTE),
        (0, 3, Style.BOLD),
        (0, 1, Style.LINK),
    ]
    assert spans[-1].value == "https://a.org"


def test_every_content_file_fits_telegram() -> None:
    """Each answer of the desk is accepted, in pieces that can be sent."""
    files = sorted(CONTENT.rglob("*.md"))
    assert len(files) > FILES
    for path in files:
        body = path.read_text("utf-8-sig").split("\n---\n", 1)[-1]
        for piece in pieces(body, limit=TELEGRAM):
            assert 0 < units(piece.text) <= TELEGRAM, path
            assert len(piece.spans) <= MOST_SPANS, path


@given(st.lists(st.text("abçğıİŞşI", min_size=1), min_size=1), st.sampled_from(["", "- ", "# "]))
def test_words_stay_as_they_are_written(words: list[str], before: str) -> None:
    """Their case and their order too, whatever they stand in."""
    seen = read(before + " ".join(words)).text.text
    assert seen.removeprefix("• ").split() == words


@pytest.mark.parametrize("run", ["<u>a", "<u>a</u>", "[a](mailto:b@c.org)"])
def test_a_file_of_nothing_but_marks_takes_time_by_its_length_only(run: str) -> None:
    """Not by the square of it: nobody's file may stop the desk."""
    short, long = _seconds(run * FEW), _seconds(run * FEW * MORE)
    assert long < short * MORE * SLACK, (short, long)


def _seconds(markdown: str) -> float:
    """The best of three, since others work here too."""
    found = []
    for _ in range(3):
        began = process_time()
        cut(read(markdown), TELEGRAM, TELEGRAM)
        found.append(process_time() - began)
    return min(found)


def test_items_of_several_lines_are_set_apart() -> None:
    long = "Tüzüğünüzde yazan yolu izleyin. " * 5
    assert html(read(f"- {long}\n- Kısa.\n\nSon.").text) == f"• {long.strip()}\n\n• Kısa.\n\nSon."
    assert html(read("- Kısa.\n- Bu da.").text) == "• Kısa.\n• Bu da."
    nested = html(read(f"- {long}\n  - Alt bir.\n  - Alt iki.\n- Kısa.").text)
    assert nested.endswith("\n   • Alt bir.\n   • Alt iki.\n\n• Kısa.")
