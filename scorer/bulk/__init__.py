"""Many institutions at once, exactly: Parquet in, Parquet out. Needs the extra `zhibiao[bulk]` (NumPy, pyarrow)."""

from scorer.bulk.engine import Options, Summary, score_table
from scorer.bulk.peers import Column, Everyone
from scorer.bulk.sensitivity import sensitivity

__all__ = ["Column", "Everyone", "Options", "Summary", "score_table", "sensitivity"]
