"""From evidence to a probability: how likely it is that an entry is the one a query asks for.

Law: a probability comes only from the evidence below and the weights in `calibration.json`, which `learn`
writes.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one entry; every value lies in 0..1."""

    share: float  # of the query's weight that the entry carries
    margin: float  # by which the entry is ahead of the best other one, behind 0
    agreement: float  # letters in common with the entry's nearest title, label or alias
    known: float  # share of the query's weight whose words occur in the content at all
    length: float  # 1 for a long query, near 0 for a single word

    def values(self) -> dict[str, float]:
        """The evidence by name."""
        return {item.name: getattr(self, item.name) for item in fields(self)}


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model: the weight of each kind of evidence."""

    intercept: float
    weights: Mapping[str, float]

    @classmethod
    def packaged(cls) -> "Calibration":
        """The model that `learn` wrote last."""
        read = json.loads(files("intents").joinpath("calibration.json").read_text("utf-8"))
        return cls(read["intercept"], read["weights"])

    def probability(self, evidence: Evidence) -> float:
        """How likely the entry is right, in 0..1."""
        values = evidence.values()
        logit = self.intercept + sum(weight * values[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
