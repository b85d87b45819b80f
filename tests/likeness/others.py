"""Two other ways of telling whether texts are like each other, to compare with."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from math import log, sqrt

from rapidfuzz import fuzz

Likeness = Callable[[int, int], float]
"""How like each other two of some texts are, by their numbers; 0 is nothing in common."""


def by_rapidfuzz(texts: Sequence[str]) -> Likeness:
    """Words in common, and how few letters one would have to change (`fuzz.token_set_ratio`)."""
    plain = [text.casefold() for text in texts]
    return lambda one, other: fuzz.token_set_ratio(plain[one], plain[other])


def by_tf_idf(texts: Sequence[str]) -> Likeness:
    """The cosine of all words as they are written, each weighed by how few texts have it."""
    counts = [Counter(re.findall(r"\w+", text.casefold())) for text in texts]
    holding = Counter(word for count in counts for word in count)
    vectors = [
        {word: many * log(len(texts) / holding[word]) for word, many in count.items()}
        for count in counts
    ]
    lengths = [sqrt(sum(weight**2 for weight in vector.values())) for vector in vectors]

    def cosine(one: int, other: int) -> float:
        shared = vectors[one].keys() & vectors[other].keys()
        product = sum(vectors[one][word] * vectors[other][word] for word in sorted(shared))
        return product / (lengths[one] * lengths[other])

    return cosine


def top_three(likeness: Likeness, one: int, many: int) -> list[int]:
    """The three of `many` texts that are most like this one; on a tie, those that come first."""
    others = [other for other in range(many) if other != one and likeness(one, other) > 0]
    return sorted(others, key=lambda other: (-likeness(one, other), other))[:3]
