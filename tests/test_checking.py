"""`check --links`: outside addresses are tried politely; what does not answer well is told, and
nothing fails.
"""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.checking import tried
from bot.gateway.serving import serving


class Site:
    """A small web site that remembers how it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.at_once = self.most_at_once = 0

    def app(self) -> Starlette:
        names = ("good", "moved", "gone", "no-head", "broken", "silent")
        routes = [Route(f"/{name}", self._answer, methods=["GET", "HEAD"]) for name in names]
        return Starlette(routes=routes)

    async def _answer(self, request: Request) -> Response:
        name = request.url.path[1:]
        self.asked.append((request.method, name))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(5 if name == "silent" else 0.02)
        self.at_once -= 1
        if name == "moved":
            return RedirectResponse("/good")
        if name == "no-head" and request.method == "HEAD":
            return PlainTextResponse("", status_code=405)
        return PlainTextResponse("", status_code={"gone": 404, "broken": 500}.get(name, 200))


@pytest.fixture
async def site() -> AsyncIterator[tuple[Site, str]]:
    one = Site()
    async with serving(one.app(), host="127.0.0.1", port=0) as port:
        yield one, f"http://127.0.0.1:{port}"


def _check(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "check", *args], capture_output=True, text=True, check=False
    )


async def test_only_links_that_answer_badly_are_told_and_one_host_is_asked_one_at_a_time(
    site: tuple[Site, str],
) -> None:
    one, address = site
    urls = [
        f"{address}/{name}" for name in ("good", "moved", "gone", "no-head", "broken", "silent")
    ]
    faults = {url.rpartition("/")[2]: fault async for url, fault in tried(urls, patience=0.5)}
    assert faults == {
        "gone": "answered 404",
        "broken": "answered 500",
        "silent": "did not answer in time",
    }
    assert one.most_at_once == 1
    assert ("GET", "no-head") in one.asked
    assert ("GET", "good") not in one.asked


async def test_a_host_that_is_not_there_is_told() -> None:
    assert [fault async for _, fault in tried(["http://127.0.0.1:9/x"], patience=1)] == [
        "ConnectError"
    ]


def test_broken_links_are_a_report_and_no_failure(tmp_path: Path) -> None:
    (tmp_path / "01-01.md").write_text(
        "---\ntitle: Bir soru\nquestion_id: 1\nchoice_id: 1\nsources:\n"
        "  - title: Kaynak\n    url: http://127.0.0.1:9/yok\n---\nBir yanıt.\n",
        encoding="utf-8",
    )
    result = _check(str(tmp_path), "--links")
    assert "http://127.0.0.1:9/yok ConnectError" in result.stdout
    assert "1 links, 1 that did not answer well" in result.stdout
    assert result.returncode == 0


def test_an_error_in_the_content_exits_1_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "01-01.md").write_text(
        "---\ntitle: X\nquestion_id: 1\nchoice_id: 1\nopens: 7\n---\n", encoding="utf-8"
    )
    result = _check(str(tmp_path))
    assert "01-01.md:5: error:" in result.stdout
    assert result.returncode == 1


def test_small_talk_is_checked_with_the_rest(tmp_path: Path) -> None:
    (tmp_path / "tr" / "smalltalk").mkdir(parents=True)
    (tmp_path / "01-01.md").write_text(
        "---\ntitle: X\nquestion_id: 1\nchoice_id: 1\n---\nBir yanıt.\n", encoding="utf-8"
    )
    (tmp_path / "tr" / "smalltalk" / "x.md").write_text(
        "---\nexamples: [selam]\nkind: selam\n---\n", encoding="utf-8"
    )
    result = _check(str(tmp_path))
    assert "tr/smalltalk/x.md:3: error: `kind` is 'selam'" in result.stdout
    assert result.returncode == 1
