"""What contacts see: one file a noun, each function an effect as a message."""
