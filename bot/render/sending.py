"""How far a broadcast is, on its panel in the staff group, and the report when it is over."""

from bot.domain.broadcast_effects import ShowProgress
from bot.domain.broadcasts import Broadcast, Progress, Status
from bot.domain.composer_buttons import (
    CancelBroadcast,
    PauseBroadcast,
    RefreshReport,
    ResumeBroadcast,
)
from bot.domain.messages import Button, Message, Rows, Text, joined
from bot.domain.words import Words
from bot.render.context import RenderContext
from bot.render.labels import labelled
from bot.render.phrases import Phrases

_DONE, _TO_DO = "▰", "▱"
_BAR = 10  # signs of the bar
_REASONS = ("message", "group", "call", "desk")  # what a failure can be about, as it is kept


def progress(effect: ShowProgress, context: RenderContext) -> Message:
    """The live line while it is sent, and the report at the end."""
    broadcast, phrases = effect.broadcast, context.phrases
    buttons = labelled(_buttons(broadcast), phrases)
    if broadcast.status is Status.SCHEDULED:
        waits = {"at": broadcast.at, "n": broadcast.recipients, "number": broadcast.id}
        return Message(phrases.text("broadcast.waits", waits), buttons)
    values = _values(broadcast, effect.progress)
    if broadcast.ended_at is None:
        key = "paused-at" if broadcast.status is Status.PAUSED else "progress"
        return Message(phrases.text(f"broadcast.{key}", values), buttons)
    return Message(_report(broadcast, effect.progress, phrases), buttons)


def _values(broadcast: Broadcast, state: Progress) -> dict[str, object]:
    return {
        "number": broadcast.of,
        "bar": _bar(broadcast, state),
        "ended": state.ended,
        "total": max(broadcast.recipients, state.ended),
        "sent": state.sent,
    }


def _buttons(broadcast: Broadcast) -> Rows:
    number = broadcast.id
    off = Button(Words("broadcast.call-off"), CancelBroadcast(number))
    match broadcast.status:
        case Status.SCHEDULED:
            return ((off,),)
        case Status.SENDING:
            return ((Button(Words("broadcast.pause"), PauseBroadcast(number)),),)
        case Status.PAUSED:
            return ((Button(Words("broadcast.resume"), ResumeBroadcast(number)),), (off,))
    return ((Button(Words("broadcast.refresh"), RefreshReport(number)),),)


def _report(broadcast: Broadcast, state: Progress, phrases: Phrases) -> Text:
    key = "called-off-at" if broadcast.status is Status.CANCELLED else "report"
    key = key if broadcast.corrects is None else f"correction-{key}"
    troubles = {
        "blocked": state.blocked,
        "withdrawn": state.withdrawn,
        **{f"failed-{one}": state.reasons.get(one, 0) for one in _REASONS},
        "failed": state.failed - sum(state.reasons.get(one, 0) for one in _REASONS),
        "uncertain": state.uncertain,
        "stopped": broadcast.stops,
        "joined": state.joined,
    }
    lines = (
        phrases.text(f"broadcast.report-{name}", {"n": n}) for name, n in troubles.items() if n > 0
    )
    how = _how_to_correct(broadcast, phrases)
    return joined((phrases.text(f"broadcast.{key}", _values(broadcast, state)), *lines, how), "\n")


def _how_to_correct(broadcast: Broadcast, phrases: Phrases) -> Text:
    if broadcast.corrects is not None or not broadcast.versions:
        return Text()
    return phrases.text("broadcast.how-to-correct", {"number": broadcast.id})


def _bar(broadcast: Broadcast, state: Progress) -> str:
    total = max(broadcast.recipients, state.ended, 1)
    done = round(_BAR * state.ended / total)
    return _DONE * done + _TO_DO * (_BAR - done)
