"""`make bench`: the desk's cost beside named references, as ratios of one run. Never an absolute
time.
"""
