"""What is shown: Markdown and words become messages as Telegram takes them."""
