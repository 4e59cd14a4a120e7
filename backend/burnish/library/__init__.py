"""The library: records of images and jobs in SQLite, and the files of the images.

It is safe for many native threads of one process, and for the green threads of a server that was monkey-patched
before this package was imported. One process at a time uses a root: see :mod:`burnish.library.lock`.
"""
