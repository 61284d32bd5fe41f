"""`planlint check`: one module for each thing that may be asked of it."""
