"""What is shown: words, Markdown and effects become messages in nobody's words."""
