"""Characters of a line of print, with the score and the place of each: rapidocr's models, decoded here.

rapidocr gives one score for a line, and a place by the word. Its recogniser knows more: which character it sees at
every step along the line, and how surely. See docs/constructs/pdf-scans.md.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractor.readers.pdf.page import Box
from extractor.readers.pdf.picture import Image

THREADS = 2
SIDE = 1280  # pixels: the detector looks at a page no larger; at twice the cost it finds the same lines
HEIGHT = 48  # pixels of a line as the recogniser sees it
STRIDE = 8  # pixels of a step along it
SHORTEST = 320  # pixels: shorter lines are padded, as the models were trained
BATCH = 6

# Forms of one character in two widths: which of them it is, is no doubt about the character.
WIDTHS = ("（(", "）)", "，,", "：:", "；;", "！!", "？?", "％%", '“"', '”"', "‘'", "’'", "～~", "．.")


@dataclass(frozen=True, slots=True)
class Read:
    """A character as recognised: how surely, and how far along its line its middle stands (0 to 1)."""

    text: str
    sure: float
    along: float


def available() -> bool:
    """Whether the extra `[ocr]` is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2", "numpy"))


@cache
def _engine() -> Any:
    """The models, loaded once in a process."""
    from rapidocr import RapidOCR

    threads = {
        "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    engine = RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": SIDE, **threads})
    engine.recognize_txt([_blank()])  # the recogniser is loaded when it is first used
    return engine


def _blank() -> Image:
    import numpy

    return numpy.full((HEIGHT, HEIGHT, 3), 255, "uint8")


def detected(grey: Image) -> list[Box]:
    """Where the detector sees text, in pixels."""
    import cv2

    quads = _engine()(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), use_det=True, use_cls=False, use_rec=False).boxes
    corners = [] if quads is None else [list(zip(*quad.tolist(), strict=True)) for quad in quads]
    return [Box(min(xs), min(ys), max(xs), max(ys)) for xs, ys in corners]


def recognised(grey: Image, crops: Sequence[Box]) -> list[list[Read]]:
    """The characters of each crop. Lines of like length go together: a batch is as wide as its widest line."""
    lines = [_line(grey, crop) for crop in crops]
    order = sorted(range(len(lines)), key=lambda number: lines[number].shape[1])
    batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
    reads = {
        number: read for batch in batches for number, read in zip(batch, _batch([lines[n] for n in batch]), strict=True)
    }
    return [reads[number] for number in range(len(lines))]


def _line(grey: Image, crop: Box) -> Image:
    """A line of text as high as the recogniser wants it."""
    import cv2

    part = grey[max(0, int(crop.top)) : int(crop.bottom) + 1, max(0, int(crop.x0)) : int(crop.x1) + 1]
    height, width = part.shape
    return cv2.resize(part, (max(STRIDE, round(width * HEIGHT / height)), HEIGHT))


def _batch(lines: Sequence[Image]) -> list[list[Read]]:
    import numpy

    recogniser = _engine().text_rec
    widest = max(SHORTEST, *(line.shape[1] for line in lines))
    pixels = numpy.zeros((len(lines), 3, HEIGHT, widest), "float32")
    for row, line in zip(pixels, lines, strict=True):
        row[:, :, : line.shape[1]] = line.astype("float32") / 127.5 - 1
    tables = recogniser.session(pixels)
    letters = recogniser.postprocess_op.character
    return [
        decoded(table, letters, _twins(), widest / line.shape[1]) for table, line in zip(tables, lines, strict=True)
    ]


@cache
def _twins() -> Mapping[int, Sequence[int]]:
    return twins_of(_engine().text_rec.postprocess_op.character)


def twins_of(letters: Sequence[str]) -> dict[int, list[int]]:
    """For the code of each character with two widths, the codes of both."""
    codes = {letter: code for code, letter in enumerate(letters)}
    forms = {letter: {other for pair in WIDTHS if letter in pair for other in pair} for letter in "".join(WIDTHS)}
    return {codes[a]: [codes[b] for b in sorted(forms[a]) if b in codes] for a in sorted(forms) if a in codes}


def decoded(table: Any, letters: Sequence[str], twins: Mapping[int, Sequence[int]], stretch: float = 1.0) -> list[Read]:
    """The best character of each step; a run of one is one character, code 0 is none. `stretch`: of the steps over the line."""
    best = table.argmax(axis=1).tolist()
    reads = []
    for start, end in runs(best):
        code = best[start]
        if code:
            peak = start + int(table[start:end, code].argmax())
            sure = sum(float(table[peak, twin]) for twin in twins.get(code, (code,)))
            reads.append(Read(letters[code], min(sure, 1.0), (peak + 0.5) / len(best) * stretch))
    return reads


def runs(codes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Start and end of each run of equal codes."""
    start = 0
    for at in range(1, len(codes) + 1):
        if at == len(codes) or codes[at] != codes[start]:
            yield start, at
            start = at
