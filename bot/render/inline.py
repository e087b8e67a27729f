"""An answer as a card that can be shared in any chat."""

from bot.domain.contact.answers import link_payload
from bot.domain.messages import Card, Style, bold, styled
from bot.render.links import start_link
from intents.content.catalog import Choice

_LONGEST_SUMMARY = 200  # characters below the title in the list of results


def search_card(choice: Choice, username: str) -> Card:
    """The answer's words, with a link to the whole of it."""
    summary = choice.summary or ""
    link = styled(choice.label, Style.LINK, start_link(choice, username))
    return Card(
        link_payload(choice.id),
        choice.label,
        summary[:_LONGEST_SUMMARY],
        bold(choice.title) + f"\n\n{summary}\n\n" + link,
    )
