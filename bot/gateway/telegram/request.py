"""The library's HTTP, spoken by aiohttp: a third of the processor time of the default, and slow
links don't add up.

Law: no call is made twice here; what a failure means is decided in `failures`.
"""

import json
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from aiohttp import (
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    FormData,
    TCPConnector,
)
from aiohttp.client_exceptions import ClientConnectorError
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.gateway.journal import noting_socket

# seconds; shorter than any server waits, so that no call meets a closing connection
_KEEPALIVE = 4.0
_JSON = {"Content-Type": "application/json"}
# what the message of an error begins with whose request never left, or whose answer is not
# Telegram's; the second goes on with the status in brackets
NOT_SENT = "connecterror"
FOREIGN = "foreign answer"


class Request(BaseRequest):
    """Requests of `telegram.Bot` over one aiohttp session; `patience` in seconds for an answer."""

    def __init__(self, connections: int, patience: float) -> None:
        self._connections = connections
        self._patience = patience
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer may take."""
        return self._patience

    async def initialize(self) -> None:
        """Open the session; doing it twice changes nothing."""
        if self._session is None:
            connector = TCPConnector(
                limit=self._connections, keepalive_timeout=_KEEPALIVE, socket_factory=noting_socket
            )
            self._session = ClientSession(connector=connector)

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        *_others: Any,  # the library's other patiences
        **_named: Any,
    ) -> tuple[int, bytes]:
        """Make one request: the status and the body. Raises TimedOut or NetworkError, which is also
        what somebody else's answer is: the library would take its status for Telegram's word.
        """
        if self._session is None:
            raise RuntimeError("This request is not open.")
        wait = self._patience if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        timeout = ClientTimeout(total=None, sock_connect=self._patience, sock_read=wait)
        body, headers = _body(request_data)
        try:
            async with self._session.request(
                method,
                url,
                data=body,
                headers=headers,
                timeout=timeout,
                allow_redirects=False,
                proxy=_proxy(urlsplit(url).scheme, urlsplit(url).hostname or ""),
            ) as answer:
                return answer.status, _telegrams(answer.status, await answer.read())
        except (ConnectionTimeoutError, ClientConnectorError) as error:
            raise NetworkError(f"{NOT_SENT}: {type(error).__name__}") from error
        except TimeoutError as error:
            raise TimedOut from error
        except ClientError as error:
            raise NetworkError(type(error).__name__) from error


def _telegrams(status: int, body: bytes) -> bytes:
    """The body, when it may be Telegram's: of an error it has to have the form of one.

    Source: core.telegram.org/bots/api#making-requests.
    """
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        if not body.lstrip().startswith(b"<"):
            return body  # half an answer is no stranger's: it may have been carried out
        raise NetworkError(f"{FOREIGN} ({status})")
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        found = None
    if isinstance(found, dict) and found.get("ok") is False and found.get("description"):
        return body
    raise NetworkError(f"{FOREIGN} ({status})")


@cache
def _proxy(scheme: str, host: str) -> str | None:
    """The proxy that the environment names for an address; asked once, a call is made often."""
    return None if proxy_bypass(host) else getproxies().get(scheme)


def _body(request_data: RequestData | None) -> tuple[FormData | str | None, dict[str, str] | None]:
    """Parameters as JSON, written at once where a form writes each by itself and quotes all of
    them; files as multipart.

    Source: core.telegram.org/bots/api#making-requests.
    """
    if request_data is None:
        return None, None
    if not request_data.contains_files:
        return json.dumps(request_data.parameters), _JSON
    form = FormData(request_data.json_parameters)
    for name, (filename, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, None
