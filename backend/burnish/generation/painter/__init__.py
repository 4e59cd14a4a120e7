"""The built-in generator: a procedural painter that needs no download. Nothing here imports torch."""
