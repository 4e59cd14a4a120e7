"""The one process that owns the accelerator, and how the rest of the program speaks with it."""
