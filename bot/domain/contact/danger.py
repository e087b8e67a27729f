"""What a contact hears who tells of somebody in danger.

Law: the official lines at once; whoever has read them, and has an expert on it, is not told them
again, but whom to call while the danger lasts.
"""

from bot.domain.chats import Chat
from bot.domain.effects import Effect, ShowPolicy, Tell
from bot.domain.tickets import Ticket
from bot.domain.words import Words


def lines(chat: Chat, code: str, under_way: Ticket | None) -> Effect:
    """The emergency text of this code; in short where an expert is on the ticket for it."""
    if under_way is None or under_way.policy != code or under_way.expert_id is None:
        return ShowPolicy(chat.id, code)
    words = Words("danger.under-way", {"number": under_way.number})
    return Tell(chat.id, (words,), ticket=under_way.number)
