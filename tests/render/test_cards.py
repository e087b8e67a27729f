"""What the experts see of tickets."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.domain.buttons import OnTicket
from bot.domain.card_buttons import Face, LookAtRule, Page, RefuseBy, Sure, TurnCard
from bot.domain.desk.background import Background
from bot.domain.desk.presses import OfferHandOver
from bot.domain.listings import ShowEarlier
from bot.domain.tickets import Priority, Status, Step, Ticket
from bot.domain.words import Linked, Value, Words
from bot.render.cards import card, thread_name
from bot.render.queue import listed
from tests.render.content import ENGLISH, labels, presses
from tests.render.html import html

NOW = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
TICKET = Ticket(17, 1, Status.NEW, "May <we>?", "en", NOW, NOW, case="D-7K3QX")
FULL = replace(
    TICKET,
    status=Status.OPEN,
    subject=1,
    organisation="Org & Co",
    named=True,
    province="Ankara",
    rights_based=True,
    answer_id="faq:1-1",
    policy="own-work",
    research=True,
    expert_name="Ada",
    rating=4,
    rating_words="Good <3",
)
MORE = TurnCard(17, Page.MORE)
HOW = (
    "\n<i>A reply to this card or to a message of the contact goes to the contact. Everything else "
    "stays inside.</i>"
)


def test_a_new_ticket_shows_what_is_known() -> None:
    """By its code, while the organisation has not agreed to be named."""
    shown = card(replace(TICKET, organisation="Org"), ENGLISH, due=None)
    assert html(shown.text) == (
        "<b>Ticket 17</b> · D-7K3QX\n<b>Status:</b> new, nobody on it\n<b>Subject:</b> not given\n"
        f"\n<blockquote>May &lt;we&gt;?</blockquote>\n{HOW}"
    )
    steps = (Step.CLAIM, Step.ON_IT, Step.ASK, Step.RESEARCH, Step.LEGAL, Step.CLOSE)
    assert presses(shown) == [*(OnTicket(17, step) for step in steps), MORE]


def test_a_card_with_everything() -> None:
    """Line by line, the dates in words; research is asked for once."""
    shown = card(FULL, ENGLISH, due=Words("card.due", {"due": NOW}))
    assert html(shown.text) == (
        "<b>Ticket 17</b> · Org &amp; Co\n"
        "<b>Status:</b> open, our turn · Ada\n"
        "<b>Answer by:</b> Wednesday, 25 November, 18:00\n"
        "<b>Subject:</b> Rules &amp; law · <b>Province:</b> Ankara\n"
        "<b>Approach:</b> Rights-based\n"
        "<b>Answer read before:</b> Founding (1.1)\n"
        "<b>The bot showed this rule:</b> own-work. The contact asked for a person to look.\n"
        "<b>Needs research;</b> the contact was told the new date.\n"
        "<b>Rating:</b> 4/5\n"
        "<blockquote>Good &lt;3</blockquote>\n"
        f"\n<blockquote>May &lt;we&gt;?</blockquote>\n{HOW}"
    )
    steps = (Step.CLAIM, Step.ON_IT, Step.ASK, Step.LEGAL, Step.CLOSE)
    assert presses(shown) == [*(OnTicket(17, step) for step in steps), MORE]


@pytest.mark.parametrize(
    ("ticket", "rows"),
    [
        (
            replace(FULL, research=False, on_it=True),
            [["Claim"], ["Ask the contact", "Needs research"], ["Legal", "Close", "More…"]],
        ),
        (
            replace(FULL, asks=True, legal=True),
            [["Claim", "I'm on it"], ["Don't ask after all"], ["Close", "More…"]],
        ),
        (
            replace(FULL, status=Status.PENDING),
            [["Not the answer yet", "It was a question"], ["Claim", "Close", "More…"]],
        ),
        (
            replace(FULL, status=Status.PENDING, asks=True),
            [["Not the answer yet"], ["Claim", "Close", "More…"]],
        ),
    ],
)
def test_a_card_offers_what_can_be_done(ticket: Ticket, rows: list[list[str]]) -> None:
    """What has been said already is not offered again."""
    assert labels(card(ticket, ENGLISH, due=None)) == rows


@pytest.mark.parametrize(
    ("ticket", "given"),
    [
        (replace(FULL, expert_id=1, handed_by=2), True),
        (replace(FULL, expert_id=1, handed_by=2, status=Status.PENDING), True),
        (replace(FULL, expert_id=1), False),
        (replace(TICKET, handed_by=2, handed_to="on-duty"), False),
    ],
)
def test_whoever_got_a_ticket_may_give_it_back(ticket: Ticket, given: bool) -> None:
    assert (labels(card(ticket, ENGLISH, due=None))[-1] == ["Give back"]) is given
    more = presses(card(ticket, ENGLISH, due=None, face=Face(Page.MORE)))
    assert OfferHandOver(17) in more
    assert (OnTicket(17, Step.RELEASE) in more) is (ticket.expert_id is not None)


@pytest.mark.parametrize(
    ("handed_to", "shown"), [("on-duty", "on duty"), ("1", "Rules & law"), ("77", "77")]
)
def test_a_card_says_for_whom_it_waits(handed_to: str, shown: str) -> None:
    ticket = replace(TICKET, handed_by=2, handed_to=handed_to)
    assert f"Handed over to: {shown}\n" in card(ticket, ENGLISH, due=None).text.text


@pytest.mark.parametrize(
    ("ticket", "key", "seen"),
    [
        (replace(FULL, lapsed_at=NOW), "card.lapsed", True),
        (replace(FULL, lapsed_at=NOW, status=Status.PENDING), "card.lapsed", False),
        (FULL, "card.lapsed", False),
        (replace(FULL, asks=True), "card.asks", True),
        (replace(FULL, asks=True, status=Status.PENDING), "card.asks", False),
        (replace(FULL, asks=True, status=Status.PENDING), "card.status-asked", True),
        (replace(FULL, asks=True), "card.status-asked", False),
        (replace(FULL, legal=True), "card.legal", True),
        (replace(FULL, legal=True, status=Status.PENDING), "card.legal", False),
        (replace(FULL, reason="busy"), "reason.busy", True),
        (replace(FULL, reason="busy", status=Status.PENDING), "reason.busy", False),
    ],
)
def test_a_card_says_how_it_stands(ticket: Ticket, key: str, seen: bool) -> None:
    """A lapsed date and a question, while they matter."""
    words = ENGLISH.phrases.plain(Words(key, {"expert": "Ada"}))
    assert (words in card(ticket, ENGLISH, due=None).text.text) == seen


@pytest.mark.parametrize(
    ("page", "step"),
    [
        (Page.CLOSE, Step.CLOSE),
        (Page.RESEARCH, Step.RESEARCH),
        (Page.LEGAL, Step.LEGAL),
        (Page.URGENT, Step.ALARM),
        (Page.CALM, Step.CALM),
    ],
)
def test_what_the_contact_hears_of_at_once_is_asked_back(page: Page, step: Step) -> None:
    shown = card(FULL, ENGLISH, due=None, face=Face(page))
    assert presses(shown) == [Sure(17, step), TurnCard(17, Page.MAIN)]
    assert "❓" in shown.text.text.splitlines()[-1]


def test_the_rules_that_an_expert_can_refuse_by_and_one_of_them_in_full() -> None:
    listed = card(FULL, ENGLISH, due=None, face=Face(Page.REFUSE))
    assert presses(listed)[:-1] == [LookAtRule(17, "own-work")]  # an emergency is no refusal
    one = card(FULL, ENGLISH, due=None, face=Face(Page.REFUSAL, "own-work"))
    assert presses(one) == [RefuseBy(17, "own-work"), TurnCard(17, Page.MAIN)]
    rule = ENGLISH.catalog.policy("en", "own-work")
    assert rule is not None
    assert rule.title in one.text.text
    assert rule.body.split()[0] in one.text.text


@pytest.mark.parametrize("page", list(Page))
def test_there_is_a_way_back_from_every_page(page: Page) -> None:
    shown = card(FULL, ENGLISH, due=None, face=Face(page, "own-work"))
    assert (presses(shown)[-1] == TurnCard(17, Page.MAIN)) is (page is not Page.MAIN)


@pytest.mark.parametrize(
    ("ticket", "seen"),
    [
        (FULL, ""),
        (replace(FULL, priority=Priority.HIGH), "Priority: high"),
        (replace(FULL, status=Status.CLOSED, refused="own-work"), "Refused: Not your <work>"),
        (replace(FULL, refused="own-work", appealed=True), "Appeal:"),
    ],
)
def test_priority_and_refusal_are_on_the_card(ticket: Ticket, seen: str) -> None:
    shown = card(ticket, ENGLISH, due=None).text.text
    assert seen in shown
    assert seen or not any(word in shown for word in ("Priority", "Refused", "Appeal"))


def test_an_emergency_is_on_the_card() -> None:
    """And is no rule that was shown."""
    shown = card(replace(TICKET, policy="emergency-x"), ENGLISH, due=None)
    assert ENGLISH.phrases.plain(Words("card.urgent")) in shown.text.text
    assert "emergency-x" not in shown.text.text


@pytest.mark.parametrize("status", [Status.PENDING, Status.CLOSED])
def test_an_emergency_that_was_answered_calls_nobody_any_more(status: Status) -> None:
    shown = card(replace(TICKET, policy="emergency-x", status=status), ENGLISH, due=None)
    assert "at once" not in shown.text.text
    assert "came as an emergency" in shown.text.text


def test_who_is_not_on_a_ticket_takes_it_over() -> None:
    """Nobody's is claimed; the button does the same."""
    (first, *_), *_ = labels(card(replace(FULL, expert_id=1), ENGLISH, due=None))
    assert first == "Take over"
    assert labels(card(TICKET, ENGLISH, due=None))[0][0] == "Claim"


@pytest.mark.parametrize(("careful", "said"), [(True, "second expert"), (False, "stays inside")])
def test_a_card_says_beforehand_that_a_reply_waits_for_an_ok(careful: bool, said: str) -> None:
    assert said in card(TICKET, ENGLISH, due=None, careful=careful).text.text.splitlines()[-1]


@pytest.mark.parametrize(
    ("status", "warned"),
    [(Status.NEW, True), (Status.OPEN, True), (Status.PENDING, False)],
)
def test_nobody_closes_unawares_what_was_not_answered(status: Status, warned: bool) -> None:
    shown = card(replace(FULL, status=status), ENGLISH, due=None, face=Face(Page.CLOSE))
    assert ("without an answer" in shown.text.text) is warned


def test_a_page_that_asks_nothing_is_left_by_back() -> None:
    assert labels(card(FULL, ENGLISH, due=None, face=Face(Page.MORE)))[-1] == ["Back"]
    assert labels(card(FULL, ENGLISH, due=None, face=Face(Page.CLOSE)))[-1] == ["Cancel"]


def test_a_closed_ticket_can_be_reopened() -> None:
    """And nothing else."""
    shown = card(replace(FULL, status=Status.CLOSED), ENGLISH, due=None)
    assert presses(shown) == [OnTicket(17, Step.REOPEN)]
    assert labels(shown) == [["Reopen"]]
    assert HOW not in html(shown.text)
    assert "research" not in shown.text.text


@pytest.mark.parametrize(
    ("ticket", "name"),
    [
        (TICKET, "#17 · no subject · D-7K3QX"),
        (FULL, "#17 · Rules & law · Org & Co"),
        (replace(FULL, status=Status.CLOSED), "✓ #17 · Rules & law · Org & Co"),
        (replace(TICKET, policy="emergency-x"), "🚨 #17 · no subject · D-7K3QX"),
    ],
)
def test_the_name_of_a_thread(ticket: Ticket, name: str) -> None:
    """Number, subject and who asks."""
    assert thread_name(ticket, ENGLISH, longest=128) == name


def test_the_name_of_a_thread_is_not_too_long() -> None:
    """However long the organisation's is."""
    name = thread_name(replace(FULL, organisation="Org " * 99), ENGLISH, longest=60)
    assert len(name) <= 60
    assert name.endswith("Org…")


def test_a_list_holds_what_heads_it_and_numbers_that_lead_to_threads() -> None:
    values: dict[str, Value] = {"topic": "<A>", "due": NOW}
    link = "https://a.org/c/9/7"
    lines = [
        Words("queue.line-new", values | {"number": Linked("#7", link)}),
        Words("queue.line-new", values | {"number": Linked("#8")}),
    ]
    shown = listed(ENGLISH.phrases, lines, above=[Words("queue.title", plural=35)])
    title, first, second = html(shown.text).split("\n")
    assert title == "<b>35 open tickets</b>, by date"
    end = " · &lt;A&gt; · new · by Wednesday, 25 November, 18:00"
    assert first == f'<b><a href="{link}">#7</a></b>{end}'
    assert second == f"<b>#8</b>{end}"


def test_a_card_shows_what_is_known_besides_and_stays_calm() -> None:
    """Who speaks another language, what was missing, the self-assessment; twelve lines at most."""
    much = replace(
        FULL,
        language="tr",
        answer_id="faq:1-1",
        lapsed_at=NOW,
        legal=True,
        reason="busy",
        rating=None,
        rating_words=None,
        question="One\n\ntwo\n" + 90 * "three ",
    )
    known = Background(others=2, lacked="too-short", levels={1: 4, 2: 1})
    shown = card(much, ENGLISH, due=Words("card.due-legal", {"due": NOW}), known=known)
    lines = html(shown.text).split("\n")
    assert len([line for line in lines if line]) <= 12
    assert lines[3].endswith(" · <b>Language:</b> Turkish")
    assert lines[5].startswith("<b>Self-assessment:</b> 2 answers · most to gain: ")
    assert lines[6].endswith(" · <b>missed in it:</b> Not enough detail")
    assert labels(shown)[-1] == ["Other tickets (2)"]
    assert presses(shown)[-1] == ShowEarlier(17)


def test_what_was_missing_is_told_in_own_words_too() -> None:
    shown = card(FULL, ENGLISH, due=None, known=Background(lacked="no <form>"))
    assert "<b>missed in it:</b> no &lt;form&gt;" in html(shown.text)
    assert "Other tickets" not in str(labels(shown))
