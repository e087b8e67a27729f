"""Commands that measure understanding, and fit it."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.commands.progress import progress, watched
from bot.commands.refusing import Folder, Queries, chosen, content_of, fail
from bot.settings import PAST_QUERIES, PROJECT


def evaluate(
    queries: Queries = PAST_QUERIES,
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
    found = chosen()
    if data is not None or faq_shaped is not None:
        _measure_set(data or faq_shaped, against if data is not None else None)
        return
    from intents.index import Index
    from intents.lab.evaluate import evaluate as measured
    from intents.lab.queries import HALVES
    from intents.lab.stripped import without_aliases as stripped

    if half not in HALVES:
        fail(f"--half is one of {', '.join(HALVES)}.")
    content = content_of(faq, found)
    index = Index.build(stripped(content.catalog)) if without_aliases else content.index
    asked = watched(_read_queries(queries), "Asking")
    print("\n".join(measured(index, asked, HALVES[half]).lines()))


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
        fail(
            f"{error.name} is missing: install the group `bench` of pyproject.toml, "
            "or add --against fts5,tfidf."
        )
    Console().print(table)


def _read_queries(place: Path) -> Any:
    """The queries of a file, or of all files of a folder."""
    from intents.lab.queries import read_all

    if not place.exists():
        fail(f"{place} is not there; get the desk's sources, or name queries with --queries.")
    files = sorted(place.glob("*.tsv")) if place.is_dir() else [place]
    return read_all(path.read_text(encoding="utf-8") for path in files)


def learn(queries: Queries = PAST_QUERIES, faq: Folder = None) -> None:
    """Fit the ranking's and the confidence's weights to the fitting half of the queries, and keep
    them.
    """
    from intents.lab.learn import learn as fitted
    from intents.search.confidence import FILE

    typed, content = _read_queries(queries), content_of(faq, chosen())
    with progress("Learning") as told:
        text = fitted(content.index, typed, told).written()
    (PROJECT / "intents" / FILE).write_text(text, encoding="utf-8")
    print(f"Kept in intents/{FILE}.")
