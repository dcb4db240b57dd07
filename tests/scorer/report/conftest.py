"""The builders of the scorer's tests are shared with those of the report."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
