"""What tells entries apart, learnt from their names: scikit-learn's linear support vector machine.

Law: only names are learnt, no query; the same names are learnt once.
"""

from collections.abc import Sequence
from functools import partial

import numpy as np

from intents.search.documents import Document
from intents.search.keep import Arrays, Keep, key_of, learnt_once, shaped
from intents.search.names import Names, Spelled
from intents.search.spelling import Floats, Numbers, Sparse

MOST = 4_000_000  # entries times names: a few seconds; more have their nearest names alone
FEWEST = 2  # names of an entry, on average, from which there is something to learn
STRENGTH = 0.5  # inverse of the regularisation
STEEP, MIDDLE = 4.0, -0.5  # of the curve from the distance of an entry's plane to 0..1


class Linear:
    """A plane for each entry, which parts its names from all others'."""

    def __init__(
        self, documents: Sequence[Document], names: Names, spelled: Spelled, *, keep: Keep
    ) -> None:
        ids = sorted({document.id for document in documents if document.names})
        places = {name: place for place, name in enumerate(ids)}
        self._count = len(documents)
        self._rows: Numbers = np.array(
            [row for row, one in enumerate(documents) if one.id in places], np.int64
        )
        self._places = np.array([places[documents[row].id] for row in self._rows], np.int64)
        self._learnt: Arrays | None = None
        count = len(spelled.owners)
        if len(ids) > 1 and count >= FEWEST * len(ids):
            labels = np.array([places[documents[row].id] for row in spelled.owners], np.int64)
            if count * len(ids) <= MOST:
                self._learnt = _learnt(names.rows(spelled), labels, keep)

    def nearness(self, row: Sparse) -> Floats:
        """For each document how far a query's row lies on its side, in 0..1; 0 where nothing was
        learnt.
        """
        found = np.zeros(self._count, np.float32)
        if self._learnt is not None:
            used = self._learnt["used"]
            places = np.searchsorted(used, row.indices)
            known = used[np.minimum(places, len(used) - 1)] == row.indices
            planes = self._learnt["planes"][places[known]]
            sides = row.data[known] @ planes + self._learnt["shift"]
            found[self._rows] = 1 / (1 + np.exp(-STEEP * (sides[self._places] - MIDDLE)))
        return found


def _learnt(rows: Sparse, labels: Numbers, keep: Keep) -> Arrays:
    """The planes as they were kept, or learnt and kept."""
    from sklearn import __version__

    key = key_of("linear", __version__, STRENGTH, labels, rows.indptr, rows.indices, rows.data)
    used, count = np.unique(rows.indices), int(labels.max()) + 1
    shapes = {"planes": (len(used), count), "shift": (count,), "used": used.shape}
    learn = partial(_learn, rows, labels, used)
    return learnt_once(keep, key, partial(shaped, shapes=shapes), learn)


def _learn(rows: Sparse, labels: Numbers, used: Numbers) -> Arrays:
    """The planes, a column for each label, over the letter groups that names use."""
    from sklearn.svm import LinearSVC

    model = LinearSVC(C=STRENGTH, random_state=0).fit(rows[:, used], labels)
    planes, shift = model.coef_, model.intercept_
    if len(planes) == 1:  # of two labels it learns the second alone
        planes, shift = np.concatenate((-planes, planes)), np.concatenate((-shift, shift))
    return {
        "planes": np.ascontiguousarray(planes.T, np.float32),
        "shift": shift.astype(np.float32),
        "used": used,
    }
