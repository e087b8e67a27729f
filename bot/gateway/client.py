"""The Bot API over `telegram.Bot`: one call, or the updates that wait."""

import re
import warnings
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.warnings import PTBUserWarning

from bot.gateway.incoming import ALLOWED
from bot.gateway.journal import leaving
from bot.gateway.request import Request

_TOKEN = re.compile(r"\d+:[\w-]{5,}")
CALL_TIMEOUT = 15.0  # seconds to wait for the answer to one call
_POOL = 64
MOST_UPDATES = 100  # Telegram: getUpdates gives at most 100


class ApiError(Exception):
    """The Bot API can't be used; the message says what to do."""


class Client:
    """A bot at the Bot API; `username` is known once it is open."""

    def __init__(self, token: str, base_url: str, *, timeout: float = CALL_TIMEOUT) -> None:
        if not _TOKEN.fullmatch(token):
            raise ApiError(
                "BOT_TOKEN does not look like a token; copy it from @BotFather, it has the form 123456:ABC…."
            )
        warnings.filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)
        self.base_url = base_url
        self._timeout = timeout
        self.username = ""
        self._bot = Bot(
            token,
            base_url=f"{base_url}/bot",
            base_file_url=f"{base_url}/file/bot",
            request=Request(_POOL, timeout),
            get_updates_request=Request(2, timeout),
        )

    async def __aenter__(self) -> Self:
        try:
            await self._bot.initialize()
        except InvalidToken:
            await self.__aexit__(None, None, None)
            raise ApiError(
                "Telegram does not know this BOT_TOKEN; copy it again from @BotFather."
            ) from None
        except TelegramError as error:
            await self.__aexit__(None, None, None)
            raise ApiError(
                f"The Bot API at {self.base_url} does not answer ({type(error).__name__}); "
                "check the network and BOT_API_URL."
            ) from None
        self.username = self._bot.username
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._bot.shutdown()

    async def call(
        self,
        method: str,
        payload: Mapping[str, Any],
        *,
        on_leaving: Callable[[], None] | None = None,
    ) -> Any:
        """Make one call; Telegram's own result. Raises TelegramError.

        `on_leaving` is run right before the bytes leave, perhaps more than once.
        """
        leaving.set(on_leaving)
        return await self._bot.do_api_request(method, api_kwargs=dict(payload))

    async def updates(self, offset: int | None, *, patience: int) -> list[dict[str, Any]]:
        """The updates from `offset` on, raw; waits up to `patience` seconds for the first. Raises
        TelegramError.
        """
        payload = {
            "offset": offset,
            "timeout": patience,
            "limit": MOST_UPDATES,
            "allowed_updates": list(ALLOWED),
        }
        found = await self._bot.do_api_request(
            "getUpdates", api_kwargs=payload, read_timeout=patience + self._timeout
        )
        return [
            one for one in found if isinstance(one, dict) and isinstance(one.get("update_id"), int)
        ]
