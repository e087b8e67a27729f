"""The only room that knows Telegram: its JSON, its limits, its errors."""
