"""Telegram as one of the desk's platforms, over `telegram.Bot`."""

import re
import warnings
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import Self

from starlette.types import ASGIApp
from telegram import Bot
from telegram.error import InvalidToken, TelegramError
from telegram.warnings import PTBUserWarning

from bot.domain.events import Event
from bot.domain.links import Links
from bot.domain.messages import Act
from bot.domain.outbox import About, Draft, Failure
from bot.domain.people import Address
from bot.domain.results import Done, Result
from bot.gateway.journal import leaving
from bot.gateway.platform import Failed, Health, Keep, Limits, PlatformError, Raw, Word
from bot.gateway.telegram import incoming, setup, webhook
from bot.gateway.telegram.addresses import NAME, staff_group, thread_link
from bot.gateway.telegram.failures import classify, is_done
from bot.gateway.telegram.library import sent
from bot.gateway.telegram.outgoing import LIMITS, call_of, result_of
from bot.gateway.telegram.polling import Polling
from bot.gateway.telegram.request import Request

_TOKEN = re.compile(r"\d+:[\w-]{5,}")
CALL_TIMEOUT = 15.0  # seconds to wait for the answer to one call
_CONNECTIONS = 64  # for calls
_POLLS = 2  # connections that ask for updates


class Telegram:
    """A bot at the Bot API; `username` is known once it is open."""

    def __init__(self, token: str, base_url: str, *, timeout: float = CALL_TIMEOUT) -> None:
        if not _TOKEN.fullmatch(token):
            raise PlatformError(
                "BOT_TOKEN does not look like a token; "
                "copy it from @BotFather, it has the form 123456:ABC…."
            )
        warnings.filterwarnings("ignore", message="Please use 'Bot", category=PTBUserWarning)
        self.name: str = NAME
        self.limits: Limits = LIMITS
        self.username: str = ""
        self._base_url = base_url
        self._bot = Bot(
            token,
            base_url=f"{base_url}/bot",
            base_file_url=f"{base_url}/file/bot",
            request=Request(_CONNECTIONS, timeout),
            get_updates_request=Request(_POLLS, timeout),
        )
        self._polling = Polling(self._bot, timeout)

    async def __aenter__(self) -> Self:
        try:
            await self._bot.initialize()
        except InvalidToken:
            await self.__aexit__(None, None, None)
            raise PlatformError(
                "Telegram does not know this BOT_TOKEN; copy it again from @BotFather."
            ) from None
        except TelegramError as error:
            await self.__aexit__(None, None, None)
            raise PlatformError(
                f"The Bot API at {self._base_url} does not answer ({type(error).__name__}); "
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

    def group(self, setting: int | None) -> Address | None:
        """The staff group of the operator's setting."""
        return staff_group(setting)

    @property
    def links(self) -> Links:
        """How links lead back to the bot (core.telegram.org/api/links)."""
        return Links(
            start=f"https://t.me/{self.username}?start={{payload}}",
            share="https://t.me/share/url?url={link}&text={label}",
            thread=thread_link,
        )

    def number_of(self, raw: Raw) -> int:
        """The update's own number."""
        return int(raw["update_id"])

    def chat_of(self, raw: Raw) -> Address | None:
        """Whose turn the update takes."""
        return incoming.chat_of(raw)

    def parse(self, raw: Raw, *, staff: Address | None) -> Event | None:
        """What happened."""
        return incoming.parse(raw, staff=staff, me=self.username)

    async def carry_out(self, act: Act, *, on_leaving: Callable[[], None]) -> Result:
        """Make the act's one call; raises Failed."""
        try:
            method, payload = call_of(act)
        except ValueError as error:
            raise Failed(
                Failure(About.MESSAGE, f"no call for it: {type(error).__name__}")
            ) from error
        leaving.set(on_leaving)
        try:
            answer = await self._bot.do_api_request(method, api_kwargs=sent(payload))
        except TelegramError as error:
            if is_done(error):
                return Done()
            raise Failed(classify(error, act)) from error
        return result_of(act, answer)

    async def updates(self, after: int | None, *, patience: int) -> list[Raw]:
        """The updates after a number, from the first call on brought to nobody else."""
        try:
            return await self._polling.updates(after, patience=patience)
        except TelegramError as error:
            raise Failed(classify(error)) from error

    def hook(self, url: str, secret: str, *, keep: Keep, healthy: Health) -> ASGIApp:
        """The web app that Telegram brings updates to."""
        return webhook.create_app(url, secret, keep=keep, healthy=healthy)

    async def announce(self, url: str, secret: str) -> None:
        """Let Telegram bring updates to this address; raises Failed."""
        try:
            payload = webhook.registration(url, secret)
            await self._bot.do_api_request("setWebhook", api_kwargs=payload)
        except TelegramError as error:
            raise Failed(classify(error)) from error

    def introduction(self, word: Word, *, default: str, staff: Address | None) -> Iterator[Draft]:
        """The acts that set the bot up."""
        return setup.introduction(word, default=default, staff=staff)
