"""Pixels at the border: decoding, encoding, colour profiles, metadata and thumbnails."""
