"""Understanding fitted and measured; the running desk needs none of it."""
