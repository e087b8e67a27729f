"""Commands for those who write the content."""

import asyncio
import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.commands.progress import progress
from bot.commands.refusing import Folder, Queries, chosen, content_of, fail
from bot.settings import PAST_QUERIES, Settings


def check(
    folder: Annotated[
        Path | None, typer.Argument(help="Content folder instead of FAQ_DIR.")
    ] = None,
    links: Annotated[
        bool, typer.Option("--links", help="Try the outside links, too (a report, no failure).")
    ] = False,
) -> None:
    """Name every error in the content, with file and line; exit 1 when there is one."""
    from bot.checking import entries, problems_of
    from bot.content import ContentError

    found = chosen()
    try:
        today = date.today()  # noqa: DTZ011 — the editor's own day
        problems, catalog = problems_of(folder or found.faq_dir, found.default_language, today)
    except ContentError as error:
        fail(error)
    for problem in problems:
        print(f"{problem.path}:{problem.line}: {problem.severity}: {problem.message}")
    errors = sum(problem.severity == "error" for problem in problems)
    print(
        f"{entries(catalog, found.default_language)} entries, {errors} errors, "
        f"{len(problems) - errors} warnings"
    )
    if links:
        asyncio.run(_try_links(catalog))
    raise typer.Exit(1 if errors else 0)


async def _try_links(catalog: Any) -> None:
    from bot.checking import addresses, tried

    places, count = addresses(catalog), 0
    with progress("Trying links") as told:
        async for url, fault in tried(places, told=lambda done: told(done, len(places))):
            count += 1
            print(f"{places[url]}: {url} {fault}")
    print(f"{len(places)} links, {count} that did not answer well")


def ask(
    query: Annotated[str | None, typer.Argument(help="What a contact would type.")] = None,
    lines: Annotated[
        bool, typer.Option("--lines", help="One query a line from standard input, JSON out.")
    ] = False,
    faq: Folder = None,
) -> None:
    """Show what the desk would do with a query, and the ranked matches."""
    from intents.understand import outcome_line, understand

    found = chosen()
    content = content_of(faq, found)
    if lines:
        for line in sys.stdin:
            intent = understand(line.rstrip("\r\n"), content.index, language=found.default_language)
            print(json.dumps(outcome_line(intent), ensure_ascii=False), flush=True)
        return
    if query is None:
        fail("Give a query, or --lines with queries on standard input.")
    _show(
        outcome_line(understand(query, content.index, language=found.default_language)),
        content.catalog,
        found,
    )


def _show(result: dict[str, Any], catalog: Any, found: Settings) -> None:
    table = Table(
        "confidence", "id", "title", title=f"{result['outcome']} {result['policy'] or ''}".strip()
    )
    for match in result["matches"]:
        choice = catalog.choice(found.default_language, match["id"])
        table.add_row(f"{match['confidence']:.2f}", match["id"], choice.title if choice else "")
    Console().print(table)


def preview(
    entry: Annotated[str, typer.Argument(help="An id such as faq:1-3, or the file of a draft.")],
    questions: Annotated[
        list[str] | None, typer.Argument(help="What people might type, to see what finds it.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--questions", help="A file with such questions, one a line.")
    ] = None,
    queries: Queries = PAST_QUERIES,
    faq: Folder = None,
) -> None:
    """Show how an entry looks on a phone before it is published, and which questions find it."""
    from bot.content import ContentError
    from bot.drafts import opened
    from bot.preview import past_queries, report

    found = chosen()
    try:
        typed = [*(questions or ()), *(file.read_text("utf-8").splitlines() if file else ())]
        shown = opened(entry, faq or found.faq_dir, found.default_language)
        today = date.today()  # noqa: DTZ011 — the editor's own day
        past = past_queries(queries)
        for line in report(shown, [one for one in typed if one], past, on=(today, found.zone)):
            print(line)
    except (ContentError, OSError, ValueError) as error:
        fail(error)
