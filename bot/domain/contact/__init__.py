"""What a contact does and hears: a chat and a view in, a chat and effects out."""
