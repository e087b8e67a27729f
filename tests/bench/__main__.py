"""Prints the ratios."""

import statistics

from rich.console import Console
from rich.table import Table

from tests.bench.load import Measured, compare


def median(of: list[Measured], name: str) -> float:
    return statistics.median(getattr(one, name) for one in of)


def main() -> None:
    echo, desk = compare()
    table = Table("what", "desk ÷ bare PTB echo bot", "target", title="Same stand-in, same load, in turn")
    rows = (
        ("updates answered per second", "rate", "≥ 1.0"),
        ("p95 latency of an answer", "p95", "≤ 1.0"),
        ("processor time an update", "cpu", "told"),
        ("memory at rest", "megabytes", "told"),
        ("start to first answer", "ready", "told"),
    )
    for what, name, target in rows:
        table.add_row(what, f"{median(desk, name) / median(echo, name):.2f}", target)
    Console().print(table)


if __name__ == "__main__":
    main()
