"""Word boundaries from jieba with the project's own small dictionary, loaded at first use.

The default dictionary costs half a second and 60 MB; ours holds the words of the field. Segmentation
only tells where a measure's name begins or ends and which words two names share; it never moves a quote.
"""

from __future__ import annotations

import importlib
import re
import sys
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from extractor import lexicon

_NO_WORD = re.compile(r"[^0-9A-Za-z一-鿿]")


@cache
def _segmenter() -> Any:
    segmenter = _jieba().Tokenizer()
    with files("extractor.lexicon").joinpath("words.txt").open("rb") as lines:
        segmenter.FREQ, segmenter.total = segmenter.gen_pfdict(lines)
    segmenter.initialized = True  # no dictionary file and no cache file of jieba's own
    for name in ("light_verbs", "tail_words", "achieving_verbs", "making_verbs", "acts", "generic_measures"):
        for word in lexicon.words(name):
            segmenter.add_word(word, 1000)
    return segmenter


def _jieba() -> Any:
    """jieba, imported at first use and without pkg_resources, which it only needs for its own dictionary.

    pkg_resources costs more time than jieba itself; jieba takes its absence as normal.
    """
    held = sys.modules.get("pkg_resources")
    sys.modules["pkg_resources"] = None  # type: ignore[assignment]
    try:
        return importlib.import_module("jieba")
    finally:
        if held is None:
            del sys.modules["pkg_resources"]
        else:
            sys.modules["pkg_resources"] = held


@lru_cache(maxsize=64)  # the head and the tail of a phrase are cut one after the other
def cut(text: str) -> tuple[str, ...]:
    """The words of `text` in order; joined they are `text` again."""
    return tuple(_segmenter().cut(text, HMM=False)) if text else ()


def bag(text: str) -> frozenset[str]:
    """The words two names are compared by: dictionary words, and pairs of neighbouring characters."""
    plain = _NO_WORD.sub("", text)
    pairs = {plain[i : i + 2] for i in range(len(plain) - 1)}
    return frozenset(pairs | {word for word in cut(plain) if len(word) > 1})
