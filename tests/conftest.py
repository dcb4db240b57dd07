"""Makes the test builders importable by name."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

# numpy (by way of pandas) with threads of its own: no more forks, and a new interpreter for every PDF that is read.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
