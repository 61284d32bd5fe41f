"""Kinds of checks on the rows and columns of tables."""
