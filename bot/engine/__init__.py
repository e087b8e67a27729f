"""Run: the loops of a desk, which keep, handle, speak and tick over the same rows."""
