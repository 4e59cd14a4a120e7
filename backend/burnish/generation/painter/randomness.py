"""Chance that is the same on every machine: streams of random numbers that the prompt and the seed decide."""

import hashlib
from collections.abc import Sequence
from typing import TypeVar

import numpy as np

Value = TypeVar("Value")


def stream(prompt: str, seed: int, purpose: str) -> np.random.Generator:
    """Random numbers for one purpose; streams of different purposes are independent of each other.

    PCG64 seeded with a SHA-256: unlike ``hash()``, the same in every process and on every platform.
    """
    text = f"{purpose}\n{seed}\n{prompt}".encode("utf-8", "surrogatepass")
    return np.random.Generator(np.random.PCG64(int.from_bytes(hashlib.sha256(text).digest(), "big")))


def pick(chance: np.random.Generator, values: Sequence[Value]) -> Value:
    """One of the values, each as likely as the others."""
    return values[int(chance.integers(len(values)))]


def weighted(chance: np.random.Generator, weights: dict[Value, float]) -> Value:
    """One of the keys, each as likely as its weight says; weights are positive."""
    rest = chance.random() * sum(weights.values())
    for value, weight in weights.items():
        rest -= weight
        if rest < 0:
            return value
    return value


def happens(chance: np.random.Generator, probability: float) -> bool:
    """True with that probability, 0..1."""
    return bool(chance.random() < probability)
