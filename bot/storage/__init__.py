"""Remember: the only room with SQLAlchemy. One file per noun; functions take a `tx`."""
