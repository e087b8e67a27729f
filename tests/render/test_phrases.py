"""The desk's words: catalogs as files, values as text, moments as people say them."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.messages import Text, bold
from bot.domain.words import Words
from bot.render.phrases import MissingWords, Phrases
from bot.render.template import BadMarkup, parse
from tests.render.html import html

ISTANBUL = ZoneInfo("Europe/Istanbul")
BY = {"by": "Ada"}
HEADER = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"""
TURKISH = """
msgid "home.greeting"
msgstr "Merhaba <b>{name}</b>, sıra: {n}"

msgid "ticket.line"
msgstr "{state}, en geç {due}"

msgid "ticket.open"
msgstr "<i>Açık</i> ({by})"

msgid "files"
msgid_plural "files"
msgstr[0] "bir dosya"
msgstr[1] "{n} dosya, {total} bayt"

#, fuzzy
msgid "unsure"
msgstr "belki"

msgid "empty"
msgstr ""
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A full Turkish catalog and an English one with a single text."""
    for language, entries in (("tr", TURKISH), ("en", 'msgid "home.greeting"\nmsgstr "Hello"\n')):
        (tmp_path / language).mkdir()
        (tmp_path / language / "desk.po").write_text(HEADER + entries, encoding="utf-8")
    return tmp_path


@pytest.fixture
def turkish(folder: Path) -> Phrases:
    """The desk speaking Turkish."""
    return Phrases.of("tr", ISTANBUL, folder=folder)


def test_values_are_text_and_never_markup(turkish: Phrases) -> None:
    """A name with an angle bracket can't break a message."""
    said = turkish.text("home.greeting", {"name": '<A> & "B" {n}', "n": 3})
    assert said == Text("Merhaba ") + bold('<A> & "B" {n}') + ", sıra: 3"


def test_words_in_words_and_moments_are_told(turkish: Phrases) -> None:
    """Nested texts keep their own styles; None is nothing; moments are in the desk's zone."""
    due = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
    words = Words("ticket.line", {"state": Words("ticket.open", {"by": "<Uzman>"}), "due": due})
    assert (
        html(turkish.words(words))
        == "<i>Açık</i> (&lt;Uzman&gt;), en geç 25 Kasım Çarşamba, saat 18.00"
    )
    assert turkish.plain(words) == "Açık (<Uzman>), en geç 25 Kasım Çarşamba, saat 18.00"
    assert (
        turkish.text("ticket.line", {"state": None, "due": date(2027, 1, 2)}).text
        == ", en geç 2 Ocak 2027"
    )


@pytest.mark.parametrize(
    ("n", "said"), [(1, "bir dosya"), (0, "0 dosya, 9 bayt"), (5, "5 dosya, 9 bayt")]
)
def test_the_number_picks_the_form(turkish: Phrases, n: int, said: str) -> None:
    """By the rule in the catalog's header, not by Babel's rule for the language."""
    assert turkish.text("files", {"total": 9}, plural=n) == Text(said)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("en", "Hello"),
        ("en-GB", "Hello"),
        ("EN_us", "Hello"),
        ("de", "Merhaba <b>x</b>, sıra: 1"),
        ("", "Merhaba <b>x</b>, sıra: 1"),
    ],
)
def test_an_unknown_language_falls_back(folder: Path, asked: str, said: str) -> None:
    """Regions share a catalog; who has none gets the desk's language."""
    found = Phrases.of(asked, ISTANBUL, folder=folder).text("home.greeting", {"name": "x", "n": 1})
    assert html(found) == said


def test_the_desk_s_language_is_the_first_fallback(folder: Path) -> None:
    """Then any that there is; without any catalog there is nothing to say."""
    assert Phrases.of("de", ISTANBUL, "en", folder=folder).language == "en"
    assert Phrases.of("de", ISTANBUL, "ku", folder=folder).language == "en"
    (folder / "tr" / "desk.po").unlink()
    with pytest.raises(MissingWords):
        Phrases.of("tr", ISTANBUL, folder=folder / "nowhere")


def test_a_text_that_a_catalog_lacks_is_said_in_the_desk_s_language(folder: Path) -> None:
    """With the plural rule of the catalog that has it; what only a third has comes from there."""
    english = Phrases.of("en", ISTANBUL, "tr", folder=folder)
    assert english.text("home.greeting") == Text("Hello")
    assert html(english.text("ticket.open", {"by": "Ada"})) == "<i>Açık</i> (Ada)"
    assert english.text("files", {"total": 9}, plural=5).text == "5 dosya, 9 bayt"
    assert english.has("files")
    assert not english.has("no.such")


def test_each_text_comes_from_the_first_catalog_that_has_it(tmp_path: Path) -> None:
    """The reader's language, the desk's, any other."""
    for language, keys in (("de", "abc"), ("en", "ab"), ("tr", "a")):
        entries = "".join(f'\nmsgid "{key}"\nmsgstr "{language}"\n' for key in keys)
        (tmp_path / language).mkdir()
        (tmp_path / language / "desk.po").write_text(HEADER + entries, encoding="utf-8")
    phrases = Phrases.of("tr", ISTANBUL, "en", folder=tmp_path)
    assert [phrases.text(key).text for key in "abc"] == ["tr", "en", "de"]


def test_texts_with_styles_keep_them_as_values(turkish: Phrases) -> None:
    """Inside the styles of the text that they fill."""
    said = turkish.text("ticket.line", {"state": bold("A") + "b", "due": Words("ticket.open", BY)})
    assert html(said) == "<b>A</b>b, en geç <i>Açık</i> (Ada)"
    assert html(turkish.text("home.greeting", {"name": bold("x"), "n": 1})) == (
        "Merhaba <b><b>x</b></b>, sıra: 1"
    )
    assert html(turkish.text("home.greeting", {"name": None, "n": 1})) == "Merhaba , sıra: 1"


def test_labels_are_plain(turkish: Phrases) -> None:
    """Whether they are looked up or given."""
    assert turkish.label("<b>Evet</b>") == "<b>Evet</b>"
    assert turkish.label(Words("ticket.open", BY)) == "Açık (Ada)"


@pytest.mark.parametrize(
    ("wording", "said"),
    [
        ("a &lt;b&gt; &amp; &quot;c&quot; & > {{d}}", 'a <b> & "c" & > {d}'),
        ("", ""),
        ("{x}{x}", "11"),
    ],
)
def test_a_wording_without_styles(wording: str, said: str) -> None:
    """References and doubled braces stand for signs."""
    assert parse(wording).fill({"x": Text("1")}) == Text(said)


@pytest.mark.parametrize(
    "wording",
    ["<b>a", "a</b>", "<b><i>a</b></i>", "a < b", "<a href='x'>y</a>", "{", "}", "{0}", "{a!r}"],
)
def test_markup_that_is_not_well_formed_is_refused_when_it_is_read(
    tmp_path: Path, wording: str
) -> None:
    """With the name of the text; a desk that starts can say all it knows."""
    with pytest.raises(BadMarkup):
        parse(wording)
    (tmp_path / "tr").mkdir()
    entry = f'\nmsgid "some.key"\nmsgstr "{wording}"\n'
    (tmp_path / "tr" / "desk.po").write_text(HEADER + entry, encoding="utf-8")
    with pytest.raises(BadMarkup, match=r"some\.key"):
        Phrases.of("tr", ISTANBUL, folder=tmp_path)


@pytest.mark.parametrize("key", ["no.such", "unsure", "empty", "files", "home.greeting"])
def test_what_is_missing_is_named(turkish: Phrases, key: str) -> None:
    """An unknown, doubtful or empty text, a plural without number, a text without its values."""
    with pytest.raises(MissingWords, match=key):
        turkish.text(key)


def test_moments_and_dates_by_language(folder: Path) -> None:
    """As people say them, with the weekday; dates with the year."""
    moment = datetime(2026, 11, 25, 22, 30, tzinfo=UTC)
    english = Phrases.of("en", ISTANBUL, folder=folder)
    turkish = Phrases.of("tr", ISTANBUL, folder=folder)
    assert turkish.day(moment) == "26 Kasım Perşembe, saat 01.30"
    assert english.day(moment) == "Thursday, 26 November, 01:30"
    assert (turkish.date(date(2027, 5, 2)), english.date(date(2027, 5, 2))) == (
        "2 Mayıs 2027",
        "2 May 2027",
    )


def test_a_catalog_is_read_once(folder: Path) -> None:
    """The same words for everyone who asks again."""
    once, again = (Phrases.of(code, ISTANBUL, folder=folder) for code in ("tr", "tr-TR"))
    assert once is again
    assert Phrases.languages(folder) == ("en", "tr")
