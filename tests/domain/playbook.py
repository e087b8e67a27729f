"""Playbooks: what somebody does on the right of `>>`, what the rules want of it on that of `<<`.

Law: pure and in order; an effect that nothing expects fails, and so does what nothing meets.

    assert (
        Playbook(somebody())
        >> says("Kaç üye gerekir?")
        << KeepQuery("Kaç üye gerekir?", "handoff", None, 0.0)
        << tells("handoff.offer", buttons.WriteToExpert(), ...)
        << stands(expects=None)
    )

An act is a function from a state to the state after it and its effects. What is expected is an
effect as it shall be, `tells(…)`, or something about the state.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter
from pprint import pformat
from types import EllipsisType
from typing import Any, Generic, Self, TypeVar

from bot.domain.buttons import Press
from bot.domain.effects import Tell
from bot.domain.messages import Button
from bot.domain.words import Words

State = TypeVar("State")
Act = Callable[[State], tuple[State, Iterable[object]]]
Wanted = Press | Button | EllipsisType
unproven: list["Playbook[Any]"] = []  # that no `assert` has asked; see conftest.py


class Playbook(Generic[State]):
    """A state, and what was done to it so far; `state` may be looked at at any time."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._unread: list[object] = []
        unproven.append(self)

    def __rshift__(self, act: Act[State]) -> Self:
        """Somebody acts; what came of the act before must have been read to its end."""
        self._read_to_the_end()
        self.state, effects = act(self.state)
        self._unread = list(effects)
        return self

    def __lshift__(self, expected: object) -> Self:
        """The next effect is this, or the state is as it says."""
        if isinstance(expected, Stands):
            fault = expected.fault(self.state)
        elif not self._unread:
            fault = "There is nothing more."
        else:
            fault = _fault(expected, self._unread.pop(0))
        assert not fault, f"Expected {pformat(expected)}\n{fault}\nLeft: {pformat(self._unread)}"
        return self

    def __bool__(self) -> bool:
        """True; it fails when an effect is left that nothing expected."""
        self._read_to_the_end()
        unproven[:] = [one for one in unproven if one is not self]
        return True

    def _read_to_the_end(self) -> None:
        assert not self._unread, f"Nothing expected {pformat(self._unread)}"


def _fault(expected: object, there: object) -> str:
    if isinstance(expected, _Told):
        return expected.fault(there)
    return "" if there == expected else f"There is {pformat(there)}"


@dataclass(frozen=True)
class _Told:
    """See `tells`."""

    said: tuple[str | Words, ...]
    wanted: tuple[Wanted, ...]
    values: Mapping[str, object]
    fields: Mapping[str, object]

    def fault(self, there: object) -> str:
        """A `Tell` with these words, buttons, values and fields, and no others."""
        if not isinstance(there, Tell):
            return f"There is {pformat(there)}"
        said = tuple(
            words.key if isinstance(wanted, str) else words
            for words, wanted in zip(there.words, self.said, strict=False)
        )
        values = {name: there.words[0].values.get(name) for name in self.values}
        fields = {name: getattr(there, name) for name in self.fields}
        met = (
            len(there.words) == len(self.said)
            and (said, values, fields) == (self.said, self.values, self.fields)
            and self._buttons_met([button for row in there.buttons for button in row])
        )
        return "" if met else f"There is {pformat(there)}"

    def _buttons_met(self, there: list[Button]) -> bool:
        open_end = self.wanted[-1:] == (...,)
        wanted = self.wanted[:-1] if open_end else self.wanted
        if len(there) < len(wanted) or (len(there) > len(wanted) and not open_end):
            return False
        return all(
            button == one if isinstance(one, Button) else button.press == one
            for button, one in zip(there, wanted, strict=False)
        )


def tells(
    said: str | Words | tuple[str | Words, ...],
    *wanted: Wanted,
    edit: str | None = None,
    reply_to: str | None = None,
    ticket: int | None = None,
    **values: object,
) -> _Told:
    """One text, or several, by their names in the catalogs; then the buttons in their order.

    A button is told by what it says when pressed, or as a whole; `...` at the end stands for any
    others. `values` are those of the first text that matter.
    """
    words = said if isinstance(said, tuple) else (said,)
    fields = {"edit": edit, "reply_to": reply_to, "ticket": ticket}
    return _Told(words, wanted, values, fields)


@dataclass(frozen=True)
class Stands:
    """Some attributes of the state, or of what is found in it at `path` (such as `chat.intake`)."""

    fields: Mapping[str, object]
    path: str = ""

    def fault(self, state: object) -> str:
        """The first attribute that is another."""
        at = attrgetter(self.path)(state) if self.path else state
        for name, wanted in self.fields.items():
            if (there := getattr(at, name)) != wanted:
                return f"{name} is {pformat(there)}"
        return ""
