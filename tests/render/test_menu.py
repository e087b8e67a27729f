"""A question as it is shown."""

from bot.domain.buttons import Choose, Home, OpenMenu, TurnPage
from bot.domain.effects import ShowQuestion
from bot.domain.words import Words
from bot.render.screens import question
from tests.render.content import CATALOG, ENGLISH, TURKISH, labels, presses
from tests.render.html import html

HOW = "Press a button, type its number, or type your question in your own words."


def test_the_subjects() -> None:
    """Choices are numbered in the text and on the buttons, and a title is text, never markup."""
    shown = question(ShowQuestion(1, "faq:0"), ENGLISH)
    assert html(shown.text).startswith("Subjects\n\n")
    assert html(shown.text).endswith(
        f"<b>1.</b> We need &lt;rules&gt;.\n<b>2.</b> We need funds.\n\n{HOW}"
    )
    assert labels(shown) == [["1. Rules & law"], ["2. Funds"], ["🏠 Main menu"]]
    found = CATALOG.question("en", "faq:0")
    assert found is not None
    chosen = [Choose(choice.id, found.fingerprint) for choice in found.choices]
    assert presses(shown) == [*chosen, Home()]


def test_a_question_below_says_where_one_is_and_leads_back() -> None:
    """Its own words stand for the title, which the trail names."""
    shown = question(ShowQuestion(1, "faq:1", note=Words("menu.gone")), ENGLISH)
    note = ENGLISH.phrases.plain(Words("menu.gone"))
    assert html(shown.text) == (
        f"{note}\n\nSubjects › Rules &amp; law\n\nWhich <b>rules</b>?\n\n"
        "<b>1.</b> We found an association.\n<b>2.</b> Long.\n<b>3.</b> Steps.\n"
        f"<b>4.</b> Head.\n\n{HOW}"
    )
    assert presses(shown)[-2:] == [OpenMenu("faq", 0), Home()]
    assert labels(shown)[-1] == ["Back", "🏠 Main menu"]


def test_many_choices_have_pages() -> None:
    """With the numbers going on, and a way to turn in both directions."""
    first = question(ShowQuestion(1, "faq:2"), ENGLISH)
    assert "Page 1 of 2" in first.text.text
    assert labels(first)[-3:] == [["12. F12"], ["More choices ›"], ["Back", "🏠 Main menu"]]
    assert presses(first)[-3] == TurnPage("faq", 2, 1)
    for page in (1, 7):
        last = question(ShowQuestion(1, "faq:2", page), ENGLISH)
        assert labels(last)[:3] == [["13. F13"], ["14. F14"], ["‹ Earlier choices"]]
        assert presses(last)[2] == TurnPage("faq", 2, 0)


def test_content_in_another_language_says_so() -> None:
    """In the reader's language."""
    shown = question(ShowQuestion(1, "faq:1"), TURKISH)
    assert "<i>Bunun Türkçesi henüz yok; yazıldığı dilde gösteriyoruz.</i>" in html(shown.text)
