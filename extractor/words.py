"""Word boundaries from jieba with the project's own small dictionary, loaded at first use.

The default dictionary costs half a second and 60 MB; ours holds the words of the field. Segmentation
only tells where a measure's name begins or ends and which words two names share; it never moves a quote.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _segmenter() -> Any:
    import jieba  # imported here: a run without Chinese clauses does not pay for it

    segmenter = jieba.Tokenizer()
    with files("extractor.lexicon").joinpath("words.txt").open("rb") as lines:
        segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(lines)
    segmenter.initialized = True  # no dictionary file and no cache file of jieba's own
    return segmenter


@cache
def known() -> frozenset[str]:
    """All words of the dictionary."""
    return frozenset(word for word, count in _segmenter().FREQ.items() if count)


def cut(text: str) -> list[str]:
    """The words of `text` in order; joined they are `text` again."""
    return list(_segmenter().cut(text, HMM=False)) if text else []


def bag(text: str) -> frozenset[str]:
    """The words two names are compared by: dictionary words, and pairs of neighbouring characters."""
    plain = re.sub(r"[^0-9A-Za-z一-鿿]", "", text)
    pairs = {plain[i : i + 2] for i in range(len(plain) - 1)}
    return frozenset(pairs | {word for word in cut(plain) if len(word) > 1})
