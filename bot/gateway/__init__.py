"""Talk: the only room that knows Telegram. Updates come in as events, deliveries go out as
calls.
"""
