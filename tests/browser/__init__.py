"""The playground as a newcomer opens it: a process of its own, and people at its page in a real
browser.
"""
