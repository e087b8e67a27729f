"""How a button is written below a message: one table of codes, read in both directions.

Law: `CODES` lists every button; `encode` and `decode` are the only ones that know the form of a
code. A code that was ever sent keeps its meaning, so lines are added here and never reused.
Source of the limit: Telegram Bot API, InlineKeyboardButton.callback_data, 1-64 bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from functools import cache, lru_cache
from typing import Any, Literal, get_args, get_origin

from bot.domain import booking_buttons as booking
from bot.domain import buttons, card_buttons, listings, ok_buttons, prepared_buttons
from bot.domain import composer_buttons as composer
from bot.domain.buttons import Press
from bot.domain.desk import presses

MOST_BYTES = 64
MOST = 10**9  # a larger number, which only a modified app sends, counts as this one
NO_NUMBER = -1  # what is no number counts as this one, which nothing has
_SEPARATOR = "|"
_REMEMBERED = 4096  # codes, of which a desk has a few thousand

CODES: tuple[tuple[str, type[Press]], ...] = (
    ("", buttons.Unknown),
    ("h", buttons.Home),
    ("q|{collection}|{question}|{page}", buttons.TurnPage),
    ("q|{collection}|{question}", buttons.OpenMenu),
    ("o|{collection}|{question}", buttons.MenuBelow),
    ("c|{choice}|{fingerprint}", buttons.Choose),
    ("s|{target}", buttons.OpenAnswer),
    ("g|{choice}", buttons.Guidance),
    ("m|{choice}|{part}", buttons.ReadOn),
    ("v|{answer}|{yes}", buttons.Helped),
    ("w|{answer}|{reason}", buttons.Lacked),
    ("r|{answer}", buttons.Related),
    ("y|{answers}", buttons.Nearest),
    ("k", buttons.Ask),
    ("a", buttons.AskAfterAll),
    ("x|{answer}", buttons.WriteToExpert),
    ("p|{policy}", buttons.Appeal),
    ("n", buttons.NewTicket),
    ("l|{language}", buttons.Speak),
    ("i|topic|{subject}", buttons.PickSubject),
    ("i|rights|{word}", buttons.SayRights),
    ("i|named|{word}", buttons.SayNamed),
    ("i|fix|{step}", buttons.Fix),
    ("i|{exit}", buttons.InIntake),
    ("z|start", buttons.StartAssessment),
    ("z|q|{question}", buttons.AssessmentQuestion),
    ("z|c|{question}|{level}", buttons.AssessmentLevel),
    ("z|next|{question}", buttons.SkipQuestion),
    ("z|on|{question}", buttons.QuestionAfter),
    ("z|back|{question}", buttons.QuestionBefore),
    ("z|stop", buttons.StopAssessment),
    ("z|profile", buttons.ShowProfile),
    ("z|again", buttons.AssessAgain),
    ("z|forget", buttons.ForgetAssessment),
    ("z|forgotten", buttons.ForgetForSure),
    ("t|list", buttons.ListTickets),
    ("t|show|{ticket}", buttons.ShowTicket),
    ("t|add|{ticket}", buttons.AddToTicket),
    ("t|put|{ticket}|{message}", buttons.PutOn),
    ("t|not|{ticket}|{message}", buttons.NotForTicket),
    ("t|drop", buttons.DropWaiting),
    ("t|close|{ticket}", buttons.CloseTicket),
    ("t|reopen|{ticket}", buttons.ReopenTicket),
    ("t|rate|{ticket}|{stars}", buttons.RateTicket),
    ("t|no-word|{ticket}", buttons.NoWord),
    ("u|list", buttons.ListSubscriptions),
    ("u|toggle|{subject}", buttons.ToggleSubject),
    ("u|all", buttons.EverySubject),
    ("u|nothing", buttons.NoSubject),
    ("b|stop|{broadcast}", buttons.StopBroadcasts),
    ("b|undo|{broadcast}|{subjects}", buttons.UndoStop),
    ("b|why|{broadcast}", buttons.WhyBroadcast),
    ("T|{ticket}|why|{reason}", buttons.GiveReason),
    ("T|{ticket}|card|{page}", card_buttons.TurnCard),
    ("T|{ticket}|sure|{step}", card_buttons.Sure),
    ("T|{ticket}|rule|{policy}", card_buttons.LookAtRule),
    ("T|{ticket}|refuse-by|{policy}", card_buttons.RefuseBy),
    ("T|{ticket}|topic|{subject}", card_buttons.SetSubject),
    ("T|{ticket}|rank|{priority}", card_buttons.SetPriority),
    ("T|{ticket}|language|{language}", card_buttons.SetLanguage),
    ("T|{ticket}|note-how", card_buttons.HowToNote),
    ("T|{ticket}|{step}", buttons.OnTicket),
    ("A|{ticket}|yes|{message}", ok_buttons.Approve),
    ("A|{ticket}|no|{message}", ok_buttons.Retract),
    ("Q|pick|{what}|{sieve}|{subject}|{expert}", listings.PickSieve),
    ("Q|earlier|{ticket}", listings.ShowEarlier),
    ("Q|{page}|{sieve}|{subject}|{expert}", listings.ShowQueue),
    ("F|{page}|{asked}", listings.ShowFound),
    ("d|phone", booking.ShowPhone),
    ("d|call", booking.AskCall),
    ("d|meeting", booking.AskMeeting),
    ("d|based|{word}", booking.SayBased),
    ("d|kind|{kind}", booking.PickKind),
    ("d|agree", booking.AgreeToBring),
    ("d|slot|{slot}", booking.PickSlot),
    ("d|other|{page}", booking.OtherSlots),
    ("d|fix|{step}", booking.FixBooking),
    ("d|list", booking.ListAppointments),
    ("d|move|{appointment}", booking.MoveAppointment),
    ("d|off|{appointment}", booking.CancelAppointment),
    ("d|how|{appointment}|{word}", booking.SayOutcome),
    ("d|{exit}", booking.InBooking),
    ("R|{appointment}|to|{slot}", booking.MoveTo),
    ("R|{appointment}|{act}", booking.OnAppointment),
    ("K|{ticket}|{page}", presses.TurnRecord),
    ("O|list", presses.ListClosures),
    ("O|{closure}|sure", presses.OpenDesk),
    ("O|{closure}", presses.LookAtClosure),
    ("D|{ticket}|to|{expert}", presses.HandToExpert),
    ("D|{ticket}|for|{bearing}", presses.HandToRole),
    ("D|{ticket}|keep", presses.KeepTicket),
    ("D|{ticket}", presses.OfferHandOver),
    ("P|{ticket}|list", prepared_buttons.ListPrepared),
    ("P|{ticket}|look|{kind}|{name}", prepared_buttons.LookAt),
    ("P|{ticket}|send|{kind}|{name}", prepared_buttons.SendPrepared),
    ("P|{ticket}|drop", prepared_buttons.DropPrepared),
    ("B|{broadcast}|topic|{subject}", composer.ChooseSubject),
    ("B|{broadcast}|compose", composer.Compose),
    ("B|{broadcast}|preview", composer.Preview),
    ("B|{broadcast}|send|{edition}", composer.SendBroadcast),
    ("B|{broadcast}|cancel", composer.CancelBroadcast),
    ("B|{broadcast}|when", composer.ChooseTime),
    ("B|{broadcast}|at|{minute}", composer.SetTime),
    ("B|{broadcast}|pause", composer.PauseBroadcast),
    ("B|{broadcast}|resume", composer.ResumeBroadcast),
    ("B|{broadcast}|report", composer.RefreshReport),
)


def encode(press: Press) -> str:
    """The code of a button; ValueError past Telegram's 64 bytes, which `check` rules out."""
    return _encoded(press)


@lru_cache(_REMEMBERED)
def _encoded(press: Press) -> str:
    values = {field.name: _written(getattr(press, field.name)) for field in fields(press)}
    code = _patterns()[type(press)].format_map(values)
    if len(code.encode()) > MOST_BYTES:
        raise ValueError(f"A button's code over {MOST_BYTES} bytes: {code}")
    return code


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(int(value))
    return "" if value is None else str(value)


@cache
def _patterns() -> Mapping[type[Press], str]:
    """Each button's own code; one that only old messages bear stands after it in the table."""
    return {made: pattern for pattern, made in reversed(CODES)}


def decode(code: str) -> Press:
    """What was pressed; anything a person can forge is some button, at worst `Unknown`."""
    return _decoded(code)


@lru_cache(_REMEMBERED)
def _decoded(code: str) -> Press:
    parts = code.replace("\0", "").split(_SEPARATOR)  # which PostgreSQL takes in no text
    for pattern, made in _candidates().get(parts[0], ()):
        press = _read(pattern, made, parts)
        if press is not None:
            return press
    return buttons.Unknown()


@cache
def _candidates() -> Mapping[str, tuple[tuple[tuple[str, ...], type[Press]], ...]]:
    found: dict[str, tuple[tuple[tuple[str, ...], type[Press]], ...]] = {}
    for pattern, made in CODES:
        split = tuple(pattern.split(_SEPARATOR))
        found[split[0]] = (*found.get(split[0], ()), (split, made))
    return found


def _read(pattern: tuple[str, ...], made: type[Press], parts: list[str]) -> Press | None:
    """The button, or None when the code is not of this pattern."""
    given: dict[str, str] = {}
    for n, expected in enumerate(pattern):
        part = parts[n] if n < len(parts) else None
        if expected.startswith("{"):
            given |= {} if part is None else {expected[1:-1]: part}
        elif part != expected:
            return None
    values: dict[str, Any] = {}
    for field in fields(made):
        part = given.get(field.name)
        try:
            values[field.name] = field.default if part is None else _reader(field.type)(part)
        except ValueError:
            return None
        if values[field.name] is MISSING:
            return None
    return made(**values)


def _reader(kind: Any) -> Callable[[str], Any]:
    """How a part of a code becomes a field of this type; ValueError where it can't."""
    if kind is int:
        return _number
    if kind is bool:
        return lambda part: part == "1"
    if kind == int | None:
        return lambda part: _number(part) if part else None
    if get_origin(kind) is Literal:
        return lambda part: get_args(kind)[get_args(kind).index(part)]
    return kind if isinstance(kind, type) else str


def _number(part: str) -> int:
    try:
        return max(-MOST, min(MOST, int(part)))
    except ValueError:
        return NO_NUMBER
