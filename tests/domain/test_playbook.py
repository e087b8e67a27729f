"""The playbook itself: what nobody expected fails, and so does what does not come."""

from dataclasses import dataclass

import pytest

from bot.domain import buttons
from bot.domain.effects import Answer, Effect, Tell
from bot.domain.messages import Button
from bot.domain.words import Words
from tests.domain import playbook
from tests.domain.playbook import Act, Playbook, Stands, tells

HOME = Button(Words("button.home"), buttons.Home())
TOLD = Tell(7, (Words("a", {"n": 1}), Words("b")), ((HOME,), (HOME,)), edit="5")


@dataclass(frozen=True)
class Count:
    acts: int = 0


def acts(*effects: Effect) -> Act[Count]:
    return lambda state: (Count(state.acts + 1), effects)


def test_acts_and_effects_in_their_order_are_a_proof() -> None:
    book = Playbook(Count()) >> acts(TOLD, Answer()) << tells(("a", "b"), ..., n=1, edit="5")
    assert book << Answer() >> acts() << Stands({"acts": 2}) << Stands({"numerator": 2}, "acts")


@pytest.mark.parametrize(
    "wrong",
    [
        Answer(),
        tells("a", ..., edit="5"),
        tells(("a", "c"), ..., edit="5"),
        tells(("a", "b", "c"), ..., edit="5"),
        tells((Words("a"), "b"), ..., edit="5"),
        tells(("a", "b"), ...),
        tells(("a", "b"), ..., edit="5", reply_to="6"),
        tells(("a", "b"), ..., edit="5", ticket=6),
        tells(("a", "b"), ..., edit="5", n=2),
        tells(("a", "b"), edit="5"),
        tells(("a", "b"), buttons.Home(), edit="5"),
        tells(("a", "b"), buttons.Home(), buttons.Ask(), edit="5"),
        tells(("a", "b"), Button("Home", buttons.Home()), ..., edit="5"),
        tells(("a", "b"), HOME, HOME, HOME, ..., edit="5"),
        Stands({"acts": 2}),
    ],
)
def test_what_is_not_so_fails(wrong: object) -> None:
    book = Playbook(Count()) >> acts(TOLD)
    with pytest.raises(AssertionError, match="Expected"):
        book << wrong
    playbook.unproven.clear()


def test_what_was_not_expected_fails_at_the_next_act_and_at_the_end() -> None:
    book = Playbook(Count()) >> acts(Answer())
    with pytest.raises(AssertionError, match="Nothing expected"):
        book >> acts()
    with pytest.raises(AssertionError, match="Nothing expected"):
        bool(book)
    with pytest.raises(AssertionError, match="nothing more"):
        book << Answer() << Answer()
    assert book
