"""A broadcast as contacts get it, and its panel in the staff group while it is composed."""

from datetime import UTC, datetime

from bot.domain.broadcast_effects import ShowComposer, ShowPreview, ShowTimes
from bot.domain.broadcasts import (
    Broadcast,
    Look,
    Reach,
    language_for,
    with_buttons,
)
from bot.domain.buttons import StopBroadcasts, WhyBroadcast
from bot.domain.composer_buttons import (
    CancelBroadcast,
    ChooseSubject,
    ChooseTime,
    Compose,
    Preview,
    SendBroadcast,
    SetTime,
)
from bot.domain.contact.view import subject_areas
from bot.domain.messages import Button, Message, Rows, Text, joined
from bot.domain.words import Words
from bot.render.context import RenderContext
from bot.render.labels import labelled
from bot.render.phrases import Phrases

_MINUTE = 60  # seconds


def look(broadcast: Broadcast, context: RenderContext, default: str) -> Look:
    """How somebody of the context's language gets it: their version, the buttons in their words."""
    buttons = broadcast_buttons(broadcast.of, context.phrases)
    version = broadcast.versions.get(language_for(broadcast, context.language, default))
    below = Message(context.phrases.text("broadcast.below-album"))
    return with_buttons(version or (Message(),), buttons, below)


def broadcast_buttons(broadcast_id: int, phrases: Phrases) -> Rows:
    """Below a broadcast: no more of it, and why it came; each in a row of its own."""
    rows: Rows = (
        (Button(Words("broadcast.stop"), StopBroadcasts(broadcast_id)),),
        (Button(Words("broadcast.why"), WhyBroadcast(broadcast_id)),),
    )
    return labelled(rows, phrases)


def panel(effect: ShowComposer, context: RenderContext) -> Message:
    """The composer: subjects to choose, whom it reaches, when it goes out, and the way on."""
    broadcast, reach, phrases = effect.broadcast, effect.reach, context.phrases
    go = Button(Words("broadcast.preview", {"n": reach.all}), Preview(broadcast.id))
    cancel = Button(Words("button.cancel"), CancelBroadcast(broadcast.id))
    subjects = () if broadcast.corrects is not None else _subjects(broadcast, context)
    when: Rows = () if broadcast.corrects is not None else ((_when(broadcast),),)
    rows: Rows = (*subjects, *when, (go,) if reach.all else (), (cancel,))
    parts = (_title(broadcast, reach, context), *_versions(broadcast, phrases))
    text = joined((*parts, *(phrases.words(one) for one in effect.remarks)), "\n")
    return Message(text, labelled(rows, phrases))


def _title(broadcast: Broadcast, reach: Reach, context: RenderContext) -> Text:
    if broadcast.corrects is not None:
        values = {"number": broadcast.corrects, "n": reach.all}
        return context.phrases.text("broadcast.correcting", values, plural=reach.all)
    return context.phrases.text("broadcast.compose", {"n": reach.all}, plural=reach.all)


def _when(broadcast: Broadcast) -> Button:
    words = Words("broadcast.when-now")
    if broadcast.at is not None:
        words = Words("broadcast.when", {"at": broadcast.at})
    return Button(words, ChooseTime(broadcast.id))


def _versions(broadcast: Broadcast, phrases: Phrases) -> tuple[Text, ...]:
    """Which languages it is written in."""
    if not broadcast.versions:
        return ()
    names = tuple(Words(f"broadcast.language-{one}") for one in sorted(broadcast.versions))
    return (phrases.text("broadcast.versions", {"languages": _list(names, phrases)}),)


def _list(names: tuple[Words, ...], phrases: Phrases) -> str:
    return ", ".join(phrases.plain(one) for one in names)


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


def times(effect: ShowTimes, context: RenderContext) -> Message:
    """When it could go out, and how another time is said."""
    number = effect.broadcast.id
    offered = tuple(
        (Button(Words("broadcast.at", {"at": one}), SetTime(number, _minute(one))),)
        for one in effect.times
    )
    now = (Button(Words("broadcast.at-once"), SetTime(number, 0)),)
    back = (Button(Words("button.back"), Compose(number)),)
    return Message(
        context.phrases.text("broadcast.times"),
        labelled((now, *offered, back), context.phrases),
    )


def _minute(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp()) // _MINUTE


def confirm(effect: ShowPreview, context: RenderContext, default: str) -> Message:
    """After the preview: whom it reaches in which words, who is left out, and the last question."""
    broadcast, reach, phrases = effect.broadcast, effect.reach, context.phrases
    send = SendBroadcast(broadcast.id, broadcast.edition)
    rows: Rows = (
        (Button(Words("broadcast.send", {"n": reach.all}), send),),
        (
            Button(Words("button.back"), Compose(broadcast.id)),
            Button(Words("button.cancel"), CancelBroadcast(broadcast.id)),
        ),
    )
    values = {"n": reach.all, "topics": names(broadcast, context)}
    parts = (
        phrases.text("broadcast.confirm", values, plural=reach.all),
        *_by_language(broadcast, reach, phrases, default=default),
        *_left_out(reach, phrases),
        _goes_out(broadcast, phrases),
        phrases.text("broadcast.ask-second"),
    )
    return Message(joined(parts, "\n"), labelled(rows, phrases))


def names(broadcast: Broadcast, context: RenderContext) -> str:
    """The broadcast's subjects, as they are called."""
    areas = subject_areas(context.catalog, context.language)
    return ", ".join(label for subject, label in areas.items() if subject in broadcast.subjects)


def _by_language(
    broadcast: Broadcast, reach: Reach, phrases: Phrases, *, default: str
) -> tuple[Text, ...]:
    """Where several languages are spoken: who gets which version, and who gets one that is not
    their own.
    """
    gets = {one: language_for(broadcast, one, default) for one in sorted(reach.by_language)}
    own = all(one == version for one, version in gets.items())
    if own and len(gets) <= 1:
        return ()
    return tuple(
        phrases.text(
            "broadcast.gets-own" if one == version else "broadcast.gets-other",
            {
                "language": Words(f"broadcast.language-{one}"),
                "version": Words(f"broadcast.language-{version}"),
                "n": reach.by_language[one],
            },
        )
        for one, version in gets.items()
    )


def _left_out(reach: Reach, phrases: Phrases) -> tuple[Text, ...]:
    return (phrases.text("broadcast.snoozed", {"n": reach.snoozed}),) if reach.snoozed else ()


def _goes_out(broadcast: Broadcast, phrases: Phrases) -> Text:
    if broadcast.at is None:
        return Text()
    return phrases.text("broadcast.goes-out", {"at": broadcast.at})


def cancelled(context: RenderContext) -> Message:
    """The broadcast is not sent."""
    return Message(context.phrases.text("broadcast.cancelled"))
