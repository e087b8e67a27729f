"""`make mutants`: how many of the small faults put into the rules the pure tests see.

The score counts what no test reaches as unseen. As a plugin of pytest it makes hypothesis
repeatable and content with the first example that fails: nobody reads a shrunk one here.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hypothesis import Phase, settings

STATS = Path("mutants/mutmut-cicd-stats.json")


def pytest_configure() -> None:
    """For mutmut's many short runs."""
    settings.register_profile(
        "mutants", derandomize=True, database=None, phases=(Phase.explicit, Phase.generate)
    )
    settings.load_profile("mutants")


@dataclass(frozen=True, slots=True)
class Score:
    """Faults that were seen (by a failing test or a test that did not end), of all."""

    seen: int
    total: int
    unreached: int

    @classmethod
    def read(cls, stats: dict[str, Any]) -> "Score":
        """From what `mutmut export-cicd-stats` wrote."""
        seen = stats["killed"] + stats["timeout"] + stats["segfault"]
        return cls(seen, stats["total"] - stats["skipped"], stats["no_tests"])

    @property
    def percent(self) -> float:
        """Of all; 0 when there were none."""
        return 100 * self.seen / self.total if self.total else 0.0

    def __str__(self) -> str:
        return (
            f"{self.seen} of {self.total} mutants killed: {self.percent:.1f} % "
            f"({self.unreached} are reached by no test)"
        )


def main(floor: float) -> int:
    """Print the score; 1 when it is below the floor."""
    score = Score.read(json.loads(STATS.read_text(encoding="utf-8")))
    print(score)
    if score.percent >= floor:
        return 0
    print(f"At least {floor:g} % are asked for; `mutmut results` lists what was missed.")
    return 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1])))
