"""Child processes that are spoken to over a socket."""
