"""The desk's words: catalogs as files, values as text, moments as people say them."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.domain.effects import Words
from bot.i18n import MissingWords, Speech

ISTANBUL = ZoneInfo("Europe/Istanbul")
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
def turkish(folder: Path) -> Speech:
    """The desk speaking Turkish."""
    return Speech.of("tr", ISTANBUL, folder)


def test_values_are_text_and_never_markup(turkish: Speech) -> None:
    """A name with an angle bracket can't break a message."""
    said = turkish.text("home.greeting", {"name": '<A> & "B" {n}', "n": 3})
    assert said == "Merhaba <b>&lt;A&gt; &amp; &quot;B&quot; {n}</b>, sıra: 3"


def test_words_in_words_and_moments_are_told(turkish: Speech) -> None:
    """Nested texts keep their own markup; None is nothing; moments are in the desk's zone."""
    due = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
    words = Words("ticket.line", {"state": Words("ticket.open", {"by": "<Uzman>"}), "due": due})
    assert (
        turkish.words(words) == "<i>Açık</i> (&lt;Uzman&gt;), en geç 25 Kasım Çarşamba, saat 18.00"
    )
    assert turkish.plain(words) == "Açık (<Uzman>), en geç 25 Kasım Çarşamba, saat 18.00"
    assert (
        turkish.text("ticket.line", {"state": None, "due": date(2027, 1, 2)})
        == ", en geç 2 Ocak 2027"
    )


@pytest.mark.parametrize(
    ("n", "said"), [(1, "bir dosya"), (0, "0 dosya, 9 bayt"), (5, "5 dosya, 9 bayt")]
)
def test_the_number_picks_the_form(turkish: Speech, n: int, said: str) -> None:
    """By the rule in the catalog's header, not by Babel's rule for the language."""
    assert turkish.text("files", {"total": 9}, plural=n) == said


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
    """Regions share a catalog; who has none gets Turkish."""
    assert Speech.of(asked, ISTANBUL, folder).text("home.greeting", {"name": "x", "n": 1}) == said


def test_english_is_the_second_fallback(folder: Path) -> None:
    """For a desk that does not speak Turkish; without any catalog there is nothing to say."""
    (folder / "tr" / "desk.po").unlink()
    assert Speech.languages(folder) == ("en",)
    assert Speech.of("de", ISTANBUL, folder).language == "en"
    with pytest.raises(MissingWords):
        Speech.of("tr", ISTANBUL, folder / "nowhere")


@pytest.mark.parametrize("key", ["no.such", "unsure", "empty", "files", "home.greeting"])
def test_what_is_missing_is_named(turkish: Speech, key: str) -> None:
    """An unknown, doubtful or empty text, a plural without number, a text without its values."""
    with pytest.raises(MissingWords, match=key):
        turkish.text(key)


def test_moments_and_dates_by_language(folder: Path) -> None:
    """As people say them, with the weekday; dates with the year."""
    moment = datetime(2026, 11, 25, 22, 30, tzinfo=UTC)
    english, turkish = (Speech.of(language, ISTANBUL, folder) for language in ("en", "tr"))
    assert turkish.day(moment) == "26 Kasım Perşembe, saat 01.30"
    assert english.day(moment) == "Thursday, 26 November, 01:30"
    assert (turkish.date(date(2027, 5, 2)), english.date(date(2027, 5, 2))) == (
        "2 Mayıs 2027",
        "2 May 2027",
    )


def test_a_catalog_is_read_once(folder: Path) -> None:
    """The same words for everyone who asks again."""
    assert Speech.of("tr", ISTANBUL, folder) is Speech.of("tr-TR", ISTANBUL, folder)
    assert Speech.languages(folder) == ("en", "tr")
