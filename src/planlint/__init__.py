"""planlint: a linter and structural validator for Chinese plan documents."""

__version__ = "0.1.0"
