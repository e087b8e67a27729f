"""Decide: pure rules. Events in, effects out; no clock, network, disk or SQL."""
