"""The support desk: settings, wiring, and the rooms that decide, remember, talk and show."""
