"""Updates by asking for them: an update is confirmed by asking for the ones after it.

Source: core.telegram.org/bots/api#getupdates.
"""

from telegram import Bot
from telegram.constants import PollingLimit

from bot.gateway.platform import Raw
from bot.gateway.telegram.incoming import ALLOWED, number_of


class Polling:
    """Asks for updates; `timeout` is how many seconds an answer may take beyond the waiting."""

    def __init__(self, bot: Bot, timeout: float) -> None:
        self._bot = bot
        self._timeout = timeout
        self._unhooked = False

    async def updates(self, after: int | None, *, patience: int) -> list[Raw]:
        """The updates after a number, waiting up to `patience` seconds; raises TelegramError."""
        if not self._unhooked:  # else Telegram brings them there, and answers nobody who asks
            await self._bot.do_api_request("deleteWebhook")
            self._unhooked = True
        payload = {
            "offset": None if after is None else after + 1,
            "timeout": patience,
            "limit": int(PollingLimit.MAX_LIMIT),
            "allowed_updates": list(ALLOWED),
        }
        found = await self._bot.do_api_request(
            "getUpdates", api_kwargs=payload, read_timeout=patience + self._timeout
        )
        return [one for one in found if number_of(one) is not None]
