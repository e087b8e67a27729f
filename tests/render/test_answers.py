"""An answer as it is shown."""

from dataclasses import replace
from datetime import date

from bot.domain.buttons import (
    Helped,
    Home,
    MenuBelow,
    QuestionAfter,
    ReadOn,
    WriteToExpert,
)
from bot.domain.effects import ShowAnswer
from bot.domain.messages import Style, Text, units
from bot.render.screens import answer
from bot.render.screens.answers import SHORT, passport
from bot.render.styled import LONGEST
from intents.content.catalog import SourceFile, build
from tests.render.content import ENGLISH, labels, presses
from tests.render.html import html

LIABILITY = "<i>This is our opinion; the decision is your organisation's.</i>"
OVERDUE = (
    "This answer is due for a new check. Before you decide, look at the sources or write to an "
    "expert."
)
SOURCES = (
    '<b>Sources:</b> <a href="https://example.org/law?a=1&amp;b=2">Law 5253 m.\u00a05</a>'
    " · A book\n\n"
)
CHECKED = "Last checked: 2 May 2026"
WORDS = 1500
SHARE = "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fdesk_bot%3Fstart%3Dfaq_1-1&text=Founding"


def test_a_short_answer_with_all_that_belongs_to_it() -> None:
    """What was understood, the organisation's own words, the answer, and its passport."""
    shown = answer(ShowAnswer(1, "faq:1-1", found=True), ENGLISH)
    assert html(shown.text) == (
        "What we understood: <i>Founding</i>\n\n<b>“We found an association.”</b>\n\n"
        "Seven people &amp; a charter.\n\nWrite a <u>charter</u>.\n\n• Sign it.\n\n"
        f"<details>{SOURCES}{CHECKED}</details>\n\n{OVERDUE}\n{LIABILITY}"
    )
    assert presses(shown) == [
        Helped("faq:1-1", yes=True),
        Helped("faq:1-1", yes=False),
        SHARE,
        WriteToExpert("faq:1-1"),
        MenuBelow("faq", 1),
        Home(),
    ]
    assert labels(shown)[0] == ["👍 This helped", "👎 It didn't"]


def test_an_answer_says_what_it_was_checked_against() -> None:
    """A date alone would claim that all of it was compared with the law of that day."""
    choice = ENGLISH.catalog.choice("en", "faq:1-1")
    assert choice is not None
    against = replace(choice, checked_against="the law of 1 May 2026")
    text = passport(against, ENGLISH, room=LONGEST).text
    assert "Last checked: 2 May 2026, against: the law of 1 May 2026" in text


def test_an_answer_within_its_date_is_not_called_overdue() -> None:
    """From the next day on it is, and nobody has to unfold it."""
    for today, overdue in ((date(2026, 11, 1), ""), (date(2026, 11, 2), f"{OVERDUE}\n")):
        shown = answer(ShowAnswer(1, "faq:1-1"), replace(ENGLISH, today=today))
        assert html(shown.text).endswith(f"</details>\n\n{overdue}{LIABILITY}")


def test_a_passport_gives_up_its_sources_where_there_is_little_room() -> None:
    """The last ones first; who decides is always said."""
    choice = ENGLISH.catalog.choice("en", "faq:1-1")
    assert choice is not None
    whole = passport(choice, ENGLISH, room=LONGEST)
    short = passport(choice, ENGLISH, room=units(whole.text) - 1)
    assert html(whole) == f"{SOURCES}{CHECKED}"
    assert "A book" not in short.text
    assert "Law 5253" in short.text
    assert html(passport(choice, ENGLISH, room=0)) == CHECKED


def unfolded(text: Text) -> str:
    """What is seen at first."""
    (span,) = (span for span in text.spans if span.style is Style.FOLDED)
    return text.text[: span.start] + text.text[span.end :]


def test_an_answer_is_short_at_first_and_all_of_it_is_there() -> None:
    """The beginning stays in sight where there is room for it; what is folded goes on after it."""
    shown = answer(ShowAnswer(1, "faq:1-3", found=True), ENGLISH)
    seen = unfolded(shown.text)
    assert "Step 1." in seen
    assert "Step 2." in seen
    assert "Step 9." not in seen
    assert units(seen) < SHORT + len(LIABILITY) + 10
    assert [f"Step {n}." in shown.text.text for n in range(1, 10)] == [True] * 9
    assert "<blockquote>" not in html(shown.text)  # platforms nest no quotations
    assert "A warning." in shown.text.text


def test_an_articles_number_stays_on_its_line() -> None:
    """A line that ends in "art." and goes on with its number reads badly on a phone."""
    text = (
        "---\ntitle: Why?\nquestion_id: 1\nchoice_id: 1\n---\nSee art. 5 (5253, m. 7). So it is.\n"
    )
    catalog, _ = build([SourceFile("en/faq/a.md", text)])
    shown = answer(ShowAnswer(1, "faq:1-1"), replace(ENGLISH, catalog=catalog)).text.text
    assert "See art.\u00a05 (5253, m.\u00a07). So it is." in shown


def test_below_a_long_head_everything_is_folded() -> None:
    shown = answer(ShowAnswer(1, "faq:1-4"), ENGLISH)
    assert "Body." in shown.text.text
    assert "Body." not in unfolded(shown.text)


def test_where_nothing_can_be_unfolded_an_answer_is_read_on() -> None:
    flat = replace(ENGLISH, folds=False)
    first = answer(ShowAnswer(1, "faq:1-3"), flat)
    assert "details" not in html(first.text)
    assert presses(first) == [ReadOn("faq:1-3", 1)]
    last = answer(ShowAnswer(1, "faq:1-3", part=9), flat)
    assert html(last.text).endswith(f"<blockquote>A warning.</blockquote>\n\n{LIABILITY}")


def test_a_very_long_answer_is_read_on_piece_by_piece() -> None:
    """The last piece carries the passport; one that is gone shows the last."""
    first = answer(ShowAnswer(1, "faq:1-2"), ENGLISH)
    assert html(first.text).startswith("<b>“Long.”</b>\n\nword word")
    assert LIABILITY not in html(first.text)
    assert presses(first) == [ReadOn("faq:1-2", 1)]
    assert labels(first) == [["Read on (2 of 3)"]]
    last = answer(ShowAnswer(1, "faq:1-2", part=2), ENGLISH)
    assert last == answer(ShowAnswer(1, "faq:1-2", part=9), ENGLISH)
    assert html(last.text).endswith(f"word</details>\n\n{LIABILITY}")
    shown = [answer(ShowAnswer(1, "faq:1-2", part=part), ENGLISH).text for part in range(3)]
    assert sum(text.text.count("word") for text in shown) == WORDS
    assert max(units(unfolded(text)) for text in shown) < SHORT + len(LIABILITY) + 10
    assert max(units(text.text) for text in shown) <= LONGEST


def test_guidance_leads_on_to_the_next_question() -> None:
    """Not back to a menu, for a series has none."""
    shown = answer(ShowAnswer(1, "assessment:1-2"), ENGLISH)
    assert presses(shown)[-2:] == [QuestionAfter(1), Home()]


def test_a_lent_answer_follows_the_readers_own_names_and_a_word_about_it() -> None:
    """The gist is in the reader's language; the word stands where another one begins."""
    names = "title: {}\nquestion_id: 1\nchoice_id: 1\nsummary: {}"
    files = {
        "tr/faq/a.md": f"---\n{names.format('Kurmak.', 'Yedi kişi.')}\n---\nTüzük yazın.\n",
        "en/faq/a.md": f"---\n{names.format('Founding.', 'Seven people.')}\n---\n",
    }
    catalog, _ = build([SourceFile(path, text) for path, text in files.items()])
    shown = answer(ShowAnswer(1, "faq:1-1"), replace(ENGLISH, catalog=catalog)).text.text
    note = ENGLISH.phrases.text("content.other-language").text
    begin = f"“Founding.”\n\nSeven people.\n\n{note}\n\nTüzük yazın."
    assert shown.startswith(begin)
