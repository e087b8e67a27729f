"""From evidence to a rank and a probability: how likely it is that an entry is the one a query asks
for.

Law: a probability is made of the evidence below and a calibration's weights, and of nothing else.
The calibration of the desk is `calibration.json`, which `learn` writes.
"""

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files

FILE = "search/calibration.json"  # in this package


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one entry, each in 0..1 unless said otherwise; what comes of names or of the
    body is multiplied by how far the content's names and bodies are believed, up to 2.
    """

    share: float  # of the query's weight that the entry carries, word by word, best field by word
    nearest: float  # letter groups in common with the entry's nearest title, label or alias
    few: float  # the same for its nearest few, on average
    learnt: float  # how far what was learnt from names is for the entry
    passage: float  # letter groups in common with the best passage of the body
    subject: float  # how well the best entries of the same question do
    series: float  # 1 for an organisation's word about itself, which few ask for in free text
    known: float  # share of the query's weight whose words occur in the content at all
    total: float  # the ranking score
    margin: float  # by which that is ahead of the best other entry's, behind below 0
    length: float  # 1 for ten words or more, near 0 for one
    held: float = 1.0  # share of the query's weight whose words, or near ones, the entry has


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of a linear ranking, and of a logistic model for the probability."""

    ranking: Mapping[str, float]
    intercept: float
    confidence: Mapping[str, float]

    @classmethod
    def packaged(cls) -> "Calibration":
        """The weights that `learn` wrote last."""
        return cls.parse(files("intents").joinpath(FILE).read_text("utf-8"))

    @classmethod
    def parse(cls, text: str) -> "Calibration":
        """The weights in a file's text."""
        read = json.loads(text)
        return cls(read["ranking"], read["intercept"], read["confidence"])

    def written(self) -> str:
        """The text of a file with these weights."""
        return json.dumps(asdict(self), indent=2) + "\n"

    def probability(self, evidence: Evidence) -> float:
        """How likely the entry is right, in 0..1."""
        logit = self.intercept
        for name, weight in self.confidence.items():
            logit += weight * float(getattr(evidence, name))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
