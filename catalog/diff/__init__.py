"""Two years of a catalogue → what was kept, changed, added, dropped, split and merged. Plain data in, plain data out."""

from catalog.diff.compare import diff
from catalog.diff.model import Diff

__all__ = ["Diff", "diff"]
