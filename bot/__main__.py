"""The command line: `python -m bot …`."""

import asyncio
import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from bot import logs, settings
from bot.clock import Clock
from bot.settings import Settings, SettingsError

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__
)
_errors = Console(stderr=True)

Folder = Annotated[Path | None, typer.Option("--faq", help="Content folder instead of FAQ_DIR.")]
Queries = Annotated[Path, typer.Option("--queries", help="Query file (TSV), or a folder of such.")]


def _fail(message: object) -> NoReturn:
    _errors.print(str(message), style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1)


def _settings(**overrides: object) -> Settings:
    try:
        found = settings.load(**overrides)
    except SettingsError as error:
        _fail(f"A setting can't be used: {error}.")
    logs.configure(found.log_level, found.log_format)
    return found


@app.command()
def run() -> None:
    """Serve Telegram with BOT_TOKEN; without one, open the playground."""
    found = _settings()
    _run(found, demo=not found.bot_token)


@app.command()
def playground(
    demo: Annotated[
        bool, typer.Option("--demo", help="With a week of tickets to look at.")
    ] = False,
) -> None:
    """Open the playground: a stand-in for Telegram and a page to try the desk on."""
    _run(_settings(), demo=True, week=demo)


@app.command()
def doctor(
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line, for machines.")
    ] = False,
) -> None:
    """Look at everything that the desk needs to start; exit 1 when something is to be done."""
    bad = asyncio.run(_examined(_settings(log_level="ERROR"), as_json=as_json))
    raise typer.Exit(1 if bad else 0)


async def _examined(found: Settings, *, as_json: bool) -> bool:
    """Print each finding as soon as it is known; True when one of them is bad."""
    from bot.doctor import findings

    signs = {True: "✓", False: "✗", None: "·"}
    bad = False
    async for one in findings(found, Clock().now()):
        bad = bad or one.good is False
        line = {"name": one.name, "good": one.good, "told": one.told}
        said = json.dumps(line, ensure_ascii=False) if as_json else None
        print(said or f"{signs[one.good]} {one.name}: {one.told}", flush=True)
    return bad


def _run(found: Settings, *, demo: bool, week: bool = False) -> None:
    from bot.app import desk
    from bot.content import ContentError
    from bot.demo import FOLDER, WEEK_FOLDER
    from bot.demo import playground as demonstrate
    from bot.gateway.platform import PlatformError
    from bot.storage.database import UNUSABLE, DatabaseError, cause, is_outage

    if not demo and found.staff_chat_id is None:
        _errors.print(
            "STAFF_CHAT_ID is not set: requests to experts are kept and wait until it is.",
            style="yellow",
        )
    try:
        asyncio.run(
            demonstrate(found, WEEK_FOLDER if week else FOLDER, demo=week) if demo else desk(found)
        )
    except (PlatformError, DatabaseError, ContentError) as error:
        _fail(error)
    except OSError as error:
        _fail(_said(error))
    except Exception as error:
        if not is_outage(error):
            raise
        _fail(UNUSABLE.format(cause(error)))


def _said(error: OSError) -> str:
    """What the system refuses, in one sentence."""
    if error.errno is None:
        return str(error)  # one of our own sentences
    where = f" {error.filename}" if error.filename else ""
    return f"The system refuses{where} ({error.strerror}); look at the disk and at its rights."


@app.command()
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

    found = _settings()
    try:
        today = date.today()  # noqa: DTZ011 — the editor's own day
        problems, catalog = problems_of(folder or found.faq_dir, found.default_language, today)
    except ContentError as error:
        _fail(error)
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

    places = addresses(catalog)
    count = 0
    async for url, fault in tried(places):
        count += 1
        print(f"{places[url]}: {url} {fault}")
    print(f"{len(places)} links, {count} that did not answer well")


@app.command()
def ask(
    query: Annotated[str | None, typer.Argument(help="What a contact would type.")] = None,
    lines: Annotated[
        bool, typer.Option("--lines", help="One query a line from standard input, JSON out.")
    ] = False,
    faq: Folder = None,
) -> None:
    """Show what the desk would do with a query, and the ranked matches."""
    from intents.understand import outcome_line, understand

    found = _settings()
    content = _content(faq, found)
    if lines:
        for line in sys.stdin:
            intent = understand(line.rstrip("\r\n"), content.index, language=found.default_language)
            print(json.dumps(outcome_line(intent), ensure_ascii=False), flush=True)
        return
    if query is None:
        _fail("Give a query, or --lines with queries on standard input.")
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


@app.command()
def preview(
    entry: Annotated[str, typer.Argument(help="An id such as faq:1-3, or the file of a draft.")],
    questions: Annotated[
        list[str] | None, typer.Argument(help="What people might type, to see what finds it.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option("--questions", help="A file with such questions, one a line.")
    ] = None,
    queries: Queries = settings.PROJECT / "tests" / "queries",
    faq: Folder = None,
) -> None:
    """Show how an entry looks on a phone before it is published, and which questions find it."""
    from bot.content import ContentError
    from bot.drafts import opened
    from bot.preview import past_queries, report

    found = _settings()
    try:
        typed = [*(questions or ()), *(file.read_text("utf-8").splitlines() if file else ())]
        shown = opened(entry, faq or found.faq_dir, found.default_language)
        today = date.today()  # noqa: DTZ011 — the editor's own day
        past = past_queries(queries)
        for line in report(shown, [one for one in typed if one], past, on=(today, found.zone)):
            print(line)
    except (ContentError, OSError, ValueError) as error:
        _fail(error)


@app.command()
def talk(
    file: Annotated[Path, typer.Argument(help="A dialogue: a line is what the contact writes.")],
    faq: Folder = None,
) -> None:
    """Play a dialogue against the real rules, without Telegram, and print it."""
    from bot.demo import talk as played

    found = _settings(**({"faq_dir": faq} if faq else {}))
    try:
        asyncio.run(played(file.read_text(encoding="utf-8").splitlines(), found))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        _fail(error)


@app.command()
def evaluate(
    queries: Queries = settings.PROJECT / "tests" / "queries",
    half: Annotated[
        str, typer.Option(help="held-out, fit, or all: for queries that are new altogether.")
    ] = "held-out",
    without_aliases: Annotated[
        bool, typer.Option("--without-aliases", help="As if the editors had written no aliases.")
    ] = False,
    data: Annotated[
        Path | None, typer.Option(help="A public set in SQuAD's format instead, as bare texts.")
    ] = None,
    faq_shaped: Annotated[
        Path | None, typer.Option(help="Such a set as a desk's entries under several titles.")
    ] = None,
    against: Annotated[
        str, typer.Option(help="Engines to run beside ours on the bare texts.")
    ] = "bm25,tantivy,fts5,tfidf",
    faq: Folder = None,
) -> None:
    """Measure understanding on the queries that nothing was fitted on, or on a public set."""
    found = _settings()
    if data is not None or faq_shaped is not None:
        _measure_set(data or faq_shaped, against if data is not None else None)
        return
    from intents.index import Index
    from intents.lab.evaluate import evaluate as measured
    from intents.lab.queries import HALVES
    from intents.lab.stripped import without_aliases as stripped

    if half not in HALVES:
        _fail(f"--half is one of {', '.join(HALVES)}.")
    content = _content(faq, found)
    index = Index.build(stripped(content.catalog)) if without_aliases else content.index
    print("\n".join(measured(index, _read_queries(queries), HALVES[half]).lines()))


def _measure_set(data: Path | None, against: str | None) -> None:
    """Print how often a question finds its own text: bare, or (against None) as an entry."""
    from intents.lab.engines import ENGINES
    from intents.lab.yardstick import Yardstick, compare, compare_titles

    assert data is not None
    table = Table(
        "engine" if against is not None else "title",
        *("clean", "hard"),
        title="Share of questions whose own document comes first",
    )
    try:
        yardstick = Yardstick.parse(data.read_text(encoding="utf-8"))
        wanted = {"ours", *(against or "").split(",")}
        chosen = [(name, made) for name, made in ENGINES.items() if name in wanted]
        rows = compare_titles(yardstick) if against is None else compare(yardstick, chosen)
        for name, clean, hard in rows:
            table.add_row(name, f"{clean:.3f}", f"{hard:.3f}")
    except ModuleNotFoundError as error:
        _fail(
            f"{error.name} is missing: install the group `bench` of pyproject.toml, "
            "or add --against fts5,tfidf."
        )
    Console().print(table)


def _read_queries(place: Path) -> Any:
    """The queries of a file, or of all files of a folder."""
    from intents.lab.queries import read_all

    files = sorted(place.glob("*.tsv")) if place.is_dir() else [place]
    return read_all(path.read_text(encoding="utf-8") for path in files)


@app.command()
def learn(queries: Queries = settings.PROJECT / "tests" / "queries", faq: Folder = None) -> None:
    """Fit the ranking's and the confidence's weights to the fitting half of the queries, and keep
    them.
    """
    from intents.lab.learn import learn as fitted
    from intents.search.confidence import FILE

    found = _settings()
    content = _content(faq, found)
    text = fitted(content.index, _read_queries(queries)).written()
    (settings.PROJECT / "intents" / FILE).write_text(text, encoding="utf-8")
    print(f"Kept in intents/{FILE}.")


def _content(folder: Path | None, found: Settings) -> Any:
    """The content of the folder, or of FAQ_DIR."""
    from bot.content import ContentError, load

    try:
        return load(folder or found.faq_dir, found.default_language)
    except ContentError as error:
        _fail(error)


def _opened_database() -> Any:
    """The database in its present form."""
    from bot.gateway.platform import PlatformError
    from bot.gateway.telegram.addresses import staff_group
    from bot.storage.database import DatabaseError, connect
    from bot.storage.migrate import upgrade

    found = _settings()
    try:
        engine = connect(found.database_url)
        upgrade(engine, staff_group(found.staff_chat_id))
    except (DatabaseError, PlatformError) as error:
        _fail(error)
    return engine


@app.command()
def migrate() -> None:
    """Bring the database to the present form."""
    _opened_database()
    print("The database is up to date.")


@app.command()
def stats() -> None:
    """Show in numbers what the desk has done; no words, no names."""
    from bot.storage.stats import figures, shares_of_promises

    table = Table("what", "how many", title="The desk in numbers")
    promises = Table("whose", "kept", "of", "percent", title="Promises kept")
    with _opened_database().begin() as tx:
        for name, value in figures(tx).items():
            table.add_row(name, str(value))
        for whose, sums in shares_of_promises(tx, _settings().zone):
            promises.add_row(whose, str(sums.kept), str(sums.ended), str(sums.percent))
    Console().print(table)
    Console().print(promises)


@app.command()
def retry() -> None:
    """Try again what was set aside after five tries; a running desk does so within a minute."""
    from bot.storage.updates import retry as again

    with _opened_database().begin() as tx:
        print(f"{again(tx)} updates are tried again.")


@app.command()
def restore() -> None:
    """After a backup was brought back: what was queued in it is not said again, and tickets go on
    with numbers well above.

    Where the old machine's notes are still there the desk finds that out by itself.
    """
    from bot.storage import beside
    from bot.storage.age import Note, restored
    from bot.storage.database import DatabaseError
    from bot.storage.guard import Guard

    engine = _opened_database()
    try:
        with Guard(engine) as guard:
            note = Note(beside.folder(engine, _settings().state_dir))
            with guard.begin() as tx:
                held = restored(tx, note, Clock().now(), told=())
    except DatabaseError as error:
        _fail(error)
    print(f"{held} deliveries of the backup are not said; look after the newest tickets.")


if __name__ == "__main__":
    app()
