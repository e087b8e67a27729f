"""The time as the desk sees it: one clock, handed down, so that nothing else asks the system."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Real time plus an offset that only the playground and tests move."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""
        return datetime.now(UTC) + self.offset

    def advance(self, by: timedelta) -> None:
        """Move the desk's time forward; negative steps are refused with ValueError."""
        if by < timedelta():
            raise ValueError("The clock only moves forward.")
        self.offset += by
