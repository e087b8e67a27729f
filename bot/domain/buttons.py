"""What a button says to us when it is pressed: a name and a few arguments, in at most 64 bytes.

Law: every button of the desk is made by `encode` and read by `decode`; nothing else knows the form.
Source of the limit: Telegram Bot API, InlineKeyboardButton.callback_data, 1-64 bytes.
"""

from dataclasses import dataclass

MOST_BYTES = 64
_SEPARATOR = "|"


@dataclass(frozen=True, slots=True)
class Press:
    """A decoded button: `name` is the action, `args` its words."""

    name: str
    args: tuple[str, ...] = ()

    def number(self, position: int) -> int | None:
        """The argument at `position` as a whole number, or None (a forged or foreign button)."""
        try:
            return int(self.args[position])
        except (IndexError, ValueError):
            return None

    def word(self, position: int) -> str:
        """The argument at `position`, or an empty string."""
        return self.args[position] if position < len(self.args) else ""


def encode(name: str, *args: str | int) -> str:
    """The button's data; raises ValueError past Telegram's 64 bytes, which is a programming
    error.
    """
    data = _SEPARATOR.join([name, *(str(arg) for arg in args)])
    if len(data.encode()) > MOST_BYTES:
        raise ValueError(f"Button data over 64 bytes: {data}")
    return data


def decode(data: str) -> Press:
    """What was pressed; anything a person can forge decodes to some Press, never to an error."""
    name, *args = data.split(_SEPARATOR)
    return Press(name, tuple(args))
