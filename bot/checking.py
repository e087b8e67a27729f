"""`check`: every problem of a content folder, errors first, and on request the outside links, tried
politely.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from datetime import date
from http import HTTPStatus
from pathlib import Path

import httpx

from bot.content import read
from intents.content.catalog import Catalog, Problem, build
from intents.content.check import check

AT_ONCE = 4  # addresses tried at the same time; of one host only one
PATIENCE = 10.0  # seconds for one address
_AGENT = "destek-noktasi-bot link check"
# some servers refuse HEAD or answer it wrongly: asked again with GET
_NO_HEAD = {
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
    HTTPStatus.NOT_IMPLEMENTED,
}


def problems_of(
    folder: Path, default_language: str, today: date
) -> tuple[tuple[Problem, ...], Catalog]:
    """All problems in the folder, and what it holds; ContentError when it can't be read."""
    found = read(folder)
    files = found.files
    catalog, problems = build(files, default_language=default_language)
    problems = (*found.problems, *problems)
    errors = tuple(problem for problem in problems if problem.severity == "error")
    warnings = () if errors else check(catalog, files, today=today)
    return (
        *sorted(errors),
        *sorted({*warnings, *(p for p in problems if p.severity != "error")}),
    ), catalog


def entries(catalog: Catalog, default_language: str) -> int:
    """How many choices the default language has."""
    return sum(1 for _ in catalog.choices(default_language))


def addresses(catalog: Catalog) -> dict[str, str]:
    """Every outside address of the sources, with a file that names it."""
    found: dict[str, str] = {}
    for language in catalog.languages:
        for choice in catalog.choices(language):
            for source in choice.sources:
                if source.url and source.url.startswith("http"):
                    found.setdefault(source.url, choice.path)
    return found


async def tried(
    urls: Iterable[str],
    *,
    patience: float = PATIENCE,
    told: Callable[[int], None] = lambda _done: None,
) -> AsyncIterator[tuple[str, str]]:
    """(address, what is wrong with it) for each that does not answer well, few at a time; `told`
    hears how many were tried.
    """
    by_host: dict[str, list[str]] = defaultdict(list)
    for url in urls:
        by_host[httpx.URL(url).host].append(url)
    gate = asyncio.Semaphore(AT_ONCE)
    async with httpx.AsyncClient(
        timeout=patience, follow_redirects=True, headers={"User-Agent": _AGENT}
    ) as client:
        hosts = [asyncio.create_task(_host(client, of_host, gate)) for of_host in by_host.values()]
        done = 0
        for host in asyncio.as_completed(hosts):
            count, faults = await host
            done += count
            told(done)
            for url, fault in faults:
                yield url, fault


async def _host(
    client: httpx.AsyncClient, urls: Sequence[str], gate: asyncio.Semaphore
) -> tuple[int, list[tuple[str, str]]]:
    """How many addresses of a host were tried, and what is wrong with some."""
    faults = []
    async with gate:
        for url in urls:
            fault = await _try(client, url)
            if fault:
                faults.append((url, fault))
    return len(urls), faults


async def _try(client: httpx.AsyncClient, url: str) -> str:
    """What is wrong with an address, or an empty string."""
    try:
        answer = await client.head(url)
        if answer.status_code in _NO_HEAD:
            answer = await client.get(url)
    except httpx.TimeoutException:
        return "did not answer in time"
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return type(error).__name__
    return "" if answer.status_code < HTTPStatus.BAD_REQUEST else f"answered {answer.status_code}"
