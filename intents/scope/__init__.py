"""What a message is when it is no question: a refusal, an emergency, small talk, a human wanted."""
