"""An answer as a card that can be shared in any chat."""

from bot.domain.links import Links, payload_of
from bot.domain.messages import Card, Style, bold, styled
from intents.content.catalog import Choice

_LONGEST_SUMMARY = 200  # characters below the title in the list of results


def search_card(choice: Choice, links: Links) -> Card:
    """The answer's words, with a link to the whole of it."""
    summary = choice.summary or ""
    link = styled(choice.label, Style.LINK, links.to(choice.id))
    return Card(
        payload_of(choice.id),
        choice.label,
        summary[:_LONGEST_SUMMARY],
        bold(choice.title) + f"\n\n{summary}\n\n" + link,
    )
