"""A broadcast on its panel in the staff group, and the buttons below it in the contacts' chats."""

from bot.domain.broadcasts import Broadcast, Progress
from bot.domain.buttons import (
    CancelBroadcast,
    ChooseSubject,
    Compose,
    Preview,
    SendBroadcast,
    StopBroadcasts,
    WhyBroadcast,
)
from bot.domain.contact.view import subject_areas
from bot.domain.effects import ShowComposer, ShowPreview, ShowProgress
from bot.domain.messages import Button, Message, Rows, joined
from bot.domain.words import Words
from bot.render.context import RenderContext
from bot.render.labels import labelled
from bot.render.phrases import Phrases

_DONE, _TO_DO = "▰", "▱"
_BAR = 10  # signs of the bar


def panel(effect: ShowComposer, context: RenderContext) -> Message:
    """The composer of a broadcast: subjects to choose, how many it reaches, and the way on."""
    broadcast, reach = effect.broadcast, effect.reach
    go = Button(Words("broadcast.preview", {"n": reach}), Preview(broadcast.id))
    rows: Rows = (
        *_subjects(broadcast, context),
        (go,) if reach else (),
        (Button(Words("button.cancel"), CancelBroadcast(broadcast.id)),),
    )
    text = context.phrases.text("broadcast.compose", {"n": reach}, plural=reach)
    return Message(text, labelled(rows, context.phrases))


def _subjects(broadcast: Broadcast, context: RenderContext) -> Rows:
    areas = subject_areas(context.catalog, context.language)
    return tuple(
        (
            Button(
                Words(
                    "subscriptions.on" if subject in broadcast.subjects else "subscriptions.off",
                    {"n": n, "label": label},
                ),
                ChooseSubject(broadcast.id, subject),
            ),
        )
        for n, (subject, label) in enumerate(areas.items(), start=1)
    )


def confirm(effect: ShowPreview, context: RenderContext) -> Message:
    """After the preview: whom it reaches, and the last question."""
    broadcast, reach = effect.broadcast, effect.reach
    rows: Rows = (
        (Button(Words("broadcast.send", {"n": reach}), SendBroadcast(broadcast.id)),),
        (
            Button(Words("button.back"), Compose(broadcast.id)),
            Button(Words("button.cancel"), CancelBroadcast(broadcast.id)),
        ),
    )
    areas = subject_areas(context.catalog, context.language)
    names = ", ".join(label for subject, label in areas.items() if subject in broadcast.subjects)
    text = context.phrases.text("broadcast.confirm", {"n": reach, "topics": names}, plural=reach)
    return Message(text, labelled(rows, context.phrases))


def progress(effect: ShowProgress, context: RenderContext) -> Message:
    """The live line while it is sent, and the report at the end."""
    broadcast, state, phrases = effect.broadcast, effect.progress, context.phrases
    values = {
        "bar": _bar(broadcast, state),
        "ended": state.ended,
        "total": broadcast.recipients,
        "sent": state.sent,
    }
    if not broadcast.ended_at:
        return Message(phrases.text("broadcast.progress", values))
    troubles = {
        "blocked": state.blocked,
        "withdrawn": state.withdrawn,
        "failed": state.failed,
        "uncertain": state.uncertain,
    }
    lines = (
        phrases.text(f"broadcast.report-{name}", {"n": n}) for name, n in troubles.items() if n
    )
    return Message(joined((phrases.text("broadcast.report", values), *lines), "\n"))


def _bar(broadcast: Broadcast, state: Progress) -> str:
    total = max(broadcast.recipients, state.ended, 1)
    done = round(_BAR * state.ended / total)
    return _DONE * done + _TO_DO * (_BAR - done)


def cancelled(context: RenderContext) -> Message:
    """The broadcast is not sent."""
    return Message(context.phrases.text("broadcast.cancelled"))


def broadcast_buttons(broadcast_id: int, phrases: Phrases) -> Rows:
    """Below a broadcast: no more of it, and why it came; each in a row of its own."""
    rows: Rows = (
        (Button(Words("broadcast.stop"), StopBroadcasts(broadcast_id)),),
        (Button(Words("broadcast.why"), WhyBroadcast(broadcast_id)),),
    )
    return labelled(rows, phrases)
