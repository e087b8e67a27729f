"""What the staff does: a request by an actor in, the new state and effects out."""
