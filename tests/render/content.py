"""A little content, and what a screen needs to know: enough to see each kind of screen."""

from datetime import date
from zoneinfo import ZoneInfo

from bot.domain.links import Links
from bot.domain.messages import Button, Message
from bot.render.context import RenderContext
from bot.render.phrases import Phrases
from intents.content.catalog import SourceFile, build

ISTANBUL = ZoneInfo("Europe/Istanbul")
LINKS = Links(
    "https://t.me/desk_bot?start={payload}", "https://t.me/share/url?url={link}&text={label}"
)
TODAY = date(2026, 11, 28)
MANY = 14  # choices of the second question, on two pages

RULES = "question_id: 0\nchoice_id: 1\ntitle: We need <rules>.\nlabel: Rules & law\nopens: 1"
FUNDS = "question_id: 0\nchoice_id: 2\ntitle: We need funds.\nlabel: Funds\nopens: 2"
FOUND = """question_id: 1
choice_id: 1
title: We found an association.
label: Founding
summary: Seven people & a charter.
reviewed: 2026-05-02
review_by: 2026-11-01
legal: true
sources:
  - title: Law 5253 m. 5
    url: https://example.org/law?a=1&b=2
  - title: A book"""
FILES = {
    "en/faq/a.md": (RULES, "Which **rules**?"),
    "en/faq/b.md": (FUNDS, ""),
    "en/faq/c.md": (FOUND, "Write a <u>charter</u>.\n\n- Sign it."),
    "en/faq/c3.md": (
        "question_id: 1\nchoice_id: 3\ntitle: Steps.\nlabel: Steps",
        "\n".join(f"{n}. Step {n}. {'word ' * 40}" for n in range(1, 10)) + "\n\n> A warning.",
    ),
    "en/faq/c4.md": (
        f"question_id: 1\nchoice_id: 4\ntitle: Head.\nlabel: Head\nsummary: {'word ' * 120}",
        "Body.",
    ),
    "en/faq/d.md": ("question_id: 1\nchoice_id: 2\ntitle: Long.\nlabel: Long", "word " * 1500),
    **{
        f"en/faq/e{n}.md": (f"question_id: 2\nchoice_id: {n}\ntitle: Fund {n}.\nlabel: F{n}", "Ok.")
        for n in range(1, MANY + 1)
    },
    "en/assessment/0.md": ("question_id: 0\nkind: series\ntitle: Look at yourselves", "Words."),
    "en/assessment/1.md": ("question_id: 1\ntitle: Do you plan?\nlabel: Planning", "Think."),
    **{
        f"en/assessment/1-{n}.md": (
            f"question_id: 1\nchoice_id: {n}\ntitle: Level {n}.\nlabel: L{n}\nsummary: Do {n}.",
            "Guidance.",
        )
        for n in (1, 2, 3, 4)
    },
    "en/policies/a.md": (
        "code: own-work\nkind: refuse\ntitle: Not your <work>\nexamples: [write it for us]",
        "We *don't*.",
    ),
    "en/policies/b.md": (
        "code: emergency-x\nkind: emergency\ntitle: Danger\nexamples: [help us now]",
        "Call **112**.",
    ),
}
CATALOG, PROBLEMS = build(
    [SourceFile(path, f"---\n{front}\n---\n{body}\n") for path, (front, body) in FILES.items()],
    default_language="en",
)
assert not [problem for problem in PROBLEMS if problem.severity == "error"], PROBLEMS

ENGLISH = RenderContext(CATALOG, Phrases.of("en", ISTANBUL), "en", LINKS, TODAY)
TURKISH = RenderContext(CATALOG, Phrases.of("tr", ISTANBUL), "tr", LINKS, TODAY)


def labels(message: Message) -> list[list[str]]:
    """The buttons' labels, row by row; fails on one that is not in words yet."""
    return [[_in_words(button) for button in row] for row in message.buttons]


def _in_words(button: Button) -> str:
    assert isinstance(button.label, str), button
    return button.label


def presses(message: Message) -> list[object]:
    """What the buttons say, one after the other; an address for one that opens it."""
    return [button.press or button.url for row in message.buttons for button in row]
