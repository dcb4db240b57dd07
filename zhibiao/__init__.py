"""zhibiao (指标): Chinese assessment notices → validated indicator catalogues → scores.

Programs import `extract`, `load`, `score` and `diff`; people use the command `zhibiao`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from catalog.diff import diff as diff
    from catalog.store import load as load
    from extractor.pipeline import extract as extract
    from scorer import score as score

_NAMES = {"extract": "extractor.pipeline", "load": "catalog.store", "score": "scorer", "diff": "catalog.diff"}
__all__ = ["diff", "extract", "load", "score"]


def __getattr__(name: str) -> Any:
    """Import a public name at first use, so that `import zhibiao` costs nothing."""
    from importlib import import_module

    if name not in _NAMES:
        raise AttributeError(f"module 'zhibiao' has no attribute {name!r}")
    return getattr(import_module(_NAMES[name]), name)
