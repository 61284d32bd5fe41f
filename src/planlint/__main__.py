"""`python -m planlint`, the same as `planlint`."""

from __future__ import annotations

import sys

from planlint.cli import main

# processes that planlint starts import the module that was run
if __name__ == "__main__":
    sys.exit(main())
