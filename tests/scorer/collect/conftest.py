"""The small catalogues of the scorer's tests are shared with those of data collection."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
