"""Act: one event, one transaction. Load, understand, decide, record; never speak."""
