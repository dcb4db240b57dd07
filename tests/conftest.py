"""Makes the test builders importable by name."""

import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

# numpy (by way of pandas) with threads of its own: no more forks, and a new interpreter for every PDF that is read.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# The same for pyarrow, whose allocator starts a thread of its own when it is imported.
os.environ.setdefault("JE_ARROW_MALLOC_CONF", "background_thread:false")


def pytest_collection_modifyitems(items):
    """The scorer comes last: its bulk engine starts threads, and no PDF could be read in a fork after that."""
    items.sort(key=lambda item: "scorer" in item.path.parts)
