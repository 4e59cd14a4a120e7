"""The way in from the command line."""
