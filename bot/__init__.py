"""The support desk: settings, wiring, and the rooms that decide, remember, talk and show."""

__version__ = "0.1.0"
