"""The cases and random rules of the scorer's tests are shared with those of the bulk engine."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
