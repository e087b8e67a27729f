"""A written refusal or an emergency text."""

from bot.domain.effects import ShowPolicy
from bot.domain.messages import Message, bold, joined
from bot.domain.words import Words
from bot.render import told
from bot.render.context import RenderContext
from bot.render.labels import labelled
from bot.render.markdown import pieces
from bot.render.styled import LONGEST

_LONGEST_TITLE = 300  # units that are left for the title


def policy(effect: ShowPolicy, context: RenderContext) -> Message:
    """A written rule or an emergency text, with the way on."""
    found = context.catalog.policy(context.language, effect.code)
    if found is None:
        return told.message((Words("handoff.offer"),), effect.buttons, context.phrases)
    body = pieces(found.body, limit=LONGEST - _LONGEST_TITLE)
    # what to do comes first
    rule = "" if found.kind == "emergency" else bold(found.title)
    head = context.phrases.words(effect.head) if effect.head is not None else ""
    return Message(joined((head, rule, *body[:1])), labelled(effect.buttons, context.phrases))
