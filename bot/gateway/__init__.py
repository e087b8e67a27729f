"""Talk: updates come in as events, acts go out as a platform's calls; one folder a platform."""
