"""Telegram: the only room, beside the stand-in for it, that knows Telegram's words."""
