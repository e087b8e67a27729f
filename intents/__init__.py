"""Understanding: the catalog of what the desk knows, and what a contact's words mean in it. Pure
and sync.
"""
