"""What tells entries apart, learnt from their names: scikit-learn's linear support vector machine.

Law: only names are learnt, no query. What was learnt can be kept as arrays and taken up again.
"""

from collections.abc import Mapping, MutableMapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents.search.documents import Document
from intents.search.names import Names
from intents.search.spelling import Floats, Numbers, Sparse

MOST = 1500  # entries; learning grows with their square, so that more have their nearest names alone
FEWEST = 2
STRENGTH = 0.5  # inverse of the regularisation
STEEP, MIDDLE = 4.0, -0.5  # of the curve from the distance of an entry's plane to 0..1

Arrays = Mapping[str, NDArray[Any]]
KEPT = "linear"  # the name under which the arrays are kept


class Linear:
    """A plane for each entry, which parts its names from all others'."""

    def __init__(
        self, documents: Sequence[Document], names: Names, kept: MutableMapping[str, Arrays]
    ) -> None:
        ids = sorted({document.id for document in documents if document.names})
        places = {name: place for place, name in enumerate(ids)}
        self.count = len(documents)
        self._rows: Numbers = np.array(
            [row for row, one in enumerate(documents) if one.id in places], np.int64
        )
        self._places = np.array([places[documents[row].id] for row in self._rows], np.int64)
        self._planes: Floats | None = None
        if FEWEST <= len(ids) <= MOST and names.weighted is not None:
            labels = np.array([places[documents[row].id] for row in names.owners])
            learnt = kept.get(KEPT) or _learnt(names.weighted.rows, labels)
            kept[KEPT] = learnt
            self._planes, self._shift = learnt["planes"], learnt["shift"]
            self._used = learnt["used"]

    def nearness(self, row: Sparse) -> Floats:
        """For each document how far a query's row lies on its side, in 0..1; 0 where nothing was
        learnt.
        """
        found = np.zeros(self.count, np.float32)
        if self._planes is not None:
            places = np.searchsorted(self._used, row.indices)
            known = self._used[np.minimum(places, len(self._used) - 1)] == row.indices
            sides = row.data[known] @ self._planes[places[known]] + self._shift
            found[self._rows] = 1 / (1 + np.exp(-STEEP * (sides[self._places] - MIDDLE)))
        return found


def _learnt(rows: Sparse, labels: Numbers) -> dict[str, NDArray[Any]]:
    """The planes, a column for each label, over the letter groups that names use."""
    from sklearn.svm import LinearSVC

    used = np.unique(rows.indices)
    model = LinearSVC(C=STRENGTH, random_state=0).fit(rows[:, used], labels)
    planes, shift = model.coef_, model.intercept_
    if len(planes) == 1:  # of two labels it learns the second alone
        planes, shift = np.concatenate((-planes, planes)), np.concatenate((-shift, shift))
    return {
        "planes": np.ascontiguousarray(planes.T, np.float32),
        "shift": shift.astype(np.float32),
        "used": used,
    }
