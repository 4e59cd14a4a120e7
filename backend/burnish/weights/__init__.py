"""Weights: which there are, where they come from, fetching, checking, converting and loading them."""
