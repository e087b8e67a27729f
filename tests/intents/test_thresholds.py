"""The surer the index, the more is done with a message; an emergency comes before all of it."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from intents.content.catalog import SourceFile, build
from intents.index import Index
from intents.scope.scope import PEACE, Hit
from intents.search.confidence import Calibration, Evidence
from intents.search.index import Match
from intents.understand import (
    ALARMED,
    DOUBTED,
    RULED_OVER,
    TALKS_OVER,
    TORN,
    Outcome,
    understand,
)

FULL = Evidence(*[1.0] * 12)
MORE = [Outcome.HANDOFF, Outcome.SUGGEST, Outcome.ANSWER]
SHARES = st.floats(0, 1)
POLICY = "---\ncode: {}\nkind: {}\ntitle: T\nexamples: [x]\n---\nMetin.\n"
CATALOG, _ = build(
    [
        SourceFile("tr/policies/a.md", POLICY.format("alarm", "emergency")),
        SourceFile("tr/policies/r.md", POLICY.format("ruled", "refuse")),
    ]
)


class Said(Index):
    """An index that finds what it is told to."""

    def __init__(self, confidences: list[float], hit: Hit = PEACE) -> None:
        super().__init__(CATALOG, Calibration.packaged())
        self._confidences, self._hit = confidences, hit

    def search(self, query: str, *, limit: int = 10) -> tuple[Match, ...]:
        """Entries with these confidences."""
        found = [Match(f"faq:1-{n}", c, FULL) for n, c in enumerate(self._confidences, start=1)]
        return tuple(found)[:limit] if query else ()

    def scope(self, texts: Sequence[Sequence[str]]) -> list[Hit]:
        """Always the same."""
        return [self._hit if text else PEACE for text in texts]


def outcome(confidences: list[float], hit: Hit = PEACE) -> Outcome:
    return understand("hepsi aynı uzun bir soru", Said(confidences, hit)).outcome


@settings(deadline=None)  # the first of all loads what learns
@given(SHARES, SHARES)
def test_the_less_likely_an_entry_the_less_is_done_with_it(one: float, other: float) -> None:
    lower, higher = sorted((one, other))
    assert MORE.index(outcome([lower])) <= MORE.index(outcome([higher]))


@given(SHARES, SHARES)
def test_a_rival_never_makes_a_suggestion_an_answer(best: float, rival: float) -> None:
    found = outcome([best, min(best, rival)])
    assert MORE.index(found) <= MORE.index(outcome([best]))


@pytest.mark.parametrize("confidence", [0.0, 0.5, 1.0])
def test_an_emergency_speaks_however_likely_an_answer_is(confidence: float) -> None:
    assert outcome([confidence], Hit("alarm", ALARMED)) is Outcome.EMERGENCY
    assert outcome([confidence], Hit("alarm", ALARMED - 0.01)) is not Outcome.EMERGENCY
    assert outcome([confidence], Hit("alarm", 2.0, evident=False)) is not Outcome.EMERGENCY


def test_words_torn_out_of_a_message_need_more_to_alarm() -> None:
    story = "uzun bir hikaye " * 10  # no part of it is short enough to be heard whole
    for strength, alarmed in [(ALARMED + TORN - 0.01, False), (ALARMED + TORN, True)]:
        intent = understand(story, Said([0.0], Hit("alarm", strength)))
        assert (intent.outcome is Outcome.EMERGENCY) is alarmed


def test_a_refusal_that_is_unsure_of_itself_asks() -> None:
    assert outcome([1.0], Hit("ruled", DOUBTED - 0.01)) is Outcome.ANSWER
    assert outcome([1.0], Hit("ruled", DOUBTED)) is Outcome.SUGGEST
    assert outcome([1.0], Hit("ruled", RULED_OVER)) is Outcome.REFUSE
    assert outcome([1.0], Hit("ruled", RULED_OVER, evident=False)) is Outcome.ANSWER


@given(SHARES, SHARES, st.sampled_from([("ruled", RULED_OVER), ("thanks", TALKS_OVER)]))
def test_refusals_and_small_talk_give_way_to_a_likely_answer(
    confidence: float, strength: float, label: tuple[str, float]
) -> None:
    name, needed = label
    sure, idle = outcome([1.0], Hit(name, strength)), outcome([confidence], Hit(name, strength))
    asked = Outcome.SUGGEST if name == "ruled" and strength >= DOUBTED else Outcome.ANSWER
    assert (sure is asked) is (strength < needed)
    assert sure in (Outcome.ANSWER, Outcome.SUGGEST) or idle is sure
