"""The command line: one file for each whom its commands are for."""
