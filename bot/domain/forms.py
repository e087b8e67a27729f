"""A linear dialogue: one question after the other, with skip, back, and one detail corrected.

Law: going on, going back and correcting move the place in the form and nothing else; what was
given stays.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Generic, TypeVar

Field = TypeVar("Field")


@dataclass(frozen=True, slots=True)
class Form(Generic[Field]):
    """The questions in their order; after the last one, None stands for the summary."""

    fields: tuple[Field, ...]

    def first(self) -> Field | None:
        """Where it begins."""
        return self.fields[0] if self.fields else None

    def after(self, field: Field | None, *, correcting: bool = False) -> Field | None:
        """The next question; the summary after the last one, after a correction, or from
        nowhere.
        """
        if correcting or field not in self.fields:
            return None
        later = self.fields[self.fields.index(field) + 1 :]
        return later[0] if later else None

    def before(self, field: Field | None) -> Field | None:
        """The question before, from the summary the last one; the first one stays where it is."""
        if field not in self.fields:
            return self.fields[-1] if self.fields else None
        return self.fields[max(self.fields.index(field) - 1, 0)]

    def open(self, given: Collection[Field]) -> Field | None:
        """The first question without an answer, or None when all are given."""
        return next((field for field in self.fields if field not in given), None)

    def position(self, field: Field) -> int:
        """Its place, from 1 on; ValueError for a question that is not in the form."""
        return self.fields.index(field) + 1
