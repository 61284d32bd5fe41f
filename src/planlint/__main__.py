"""`python -m planlint`, the same as `planlint`."""

from __future__ import annotations

import sys

from planlint.cli import main

sys.exit(main())
