"""What the desk knows: content files read, made into a catalog, and checked for their editors."""
