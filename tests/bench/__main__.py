"""Prints the ratios."""

import statistics
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from tests.bench import queue, search
from tests.bench.load import MENUS, MIXED, Measured, compare

ROWS = (
    ("updates answered per second", "rate", "≥ 1.0"),
    ("p95 latency of an answer", "p95", "≤ 1.0"),
    ("processor time an update", "cpu", "told"),
    ("memory at rest", "megabytes", "told"),
    ("start to first answer", "ready", "told"),
)


def median(of: list[Measured], name: str) -> float:
    return float(statistics.median(getattr(one, name) for one in of))


def under_load(title: str, script: Sequence[str]) -> Table:
    echo, desk = compare(script)
    table = Table("desk ÷ bare PTB echo bot", "ratio", "target", title=title)
    for what, name, target in ROWS:
        table.add_row(what, f"{median(desk, name) / median(echo, name):.2f}", target)
    return table


def searching() -> Table:
    table = Table("search, every query badly typed", "measured", "target")
    for row in search.rows():
        table.add_row(*row)
    return table


def main() -> None:
    console = Console()
    console.print(under_load("Menus and commands", MENUS))
    console.print(under_load("Every sixth update a question in own words", MIXED))
    console.print(searching())
    for one in queue.tables():
        console.print(one)


if __name__ == "__main__":
    main()
