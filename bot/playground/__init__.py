"""A stand-in for Telegram on this machine, and a page to be a contact and an expert on."""
