"""A broadcast's panel and its previews in the staff group."""

from typing import assert_never

from bot.domain import broadcast_effects as fx
from bot.domain.broadcasts import Broadcast, Look, Reach, said
from bot.domain.contact.home import LANGUAGES
from bot.domain.messages import Say
from bot.domain.outbox import Draft, Lane
from bot.domain.people import Place
from bot.domain.results import Previewed
from bot.render import broadcasts as panels
from bot.render import sending
from handlers.cards import panel, panel_place
from handlers.work import Work


def shown(work: Work, effect: fx.BroadcastEffect) -> list[Draft]:
    """What stands on the panel from now on, and the previews above it."""
    context, default = work.context(), work.desk.default_language
    match effect:
        case fx.ShowComposer(broadcast):
            return [panel(work, broadcast, panels.panel(effect, context))]
        case fx.ShowTimes(broadcast):
            return [panel(work, broadcast, panels.times(effect, context))]
        case fx.ShowPreview(broadcast, reach):
            asked = panel(work, broadcast, panels.confirm(effect, context, default))
            return [*_previews(work, broadcast, reach), asked]
        case fx.ShowProgress(broadcast):
            return [panel(work, broadcast, sending.progress(effect, context))]
        case fx.ShowCancelled(broadcast):
            return [panel(work, broadcast, panels.cancelled(context))]
    assert_never(effect)


def _previews(work: Work, broadcast: Broadcast, reach: Reach) -> list[Draft]:
    """As each language sees it that somebody who gets it speaks."""
    default = work.desk.default_language
    spoken = [one for one in LANGUAGES if one in {*reach.by_language, *broadcast.versions}]
    place = panel_place(work, broadcast)
    return [
        draft
        for one in spoken
        for draft in _preview(
            broadcast, panels.look(broadcast, work.context(one), default), place=place
        )
    ]


def _preview(broadcast: Broadcast, look: Look, *, place: Place) -> list[Draft]:
    then = Previewed(broadcast.id, broadcast.edition)
    drafts = [Draft(said(place, look), Lane.RELAY, then=then)]
    if look.below is not None:
        drafts.append(Draft(Say(place, look.below), Lane.RELAY))
    return drafts
