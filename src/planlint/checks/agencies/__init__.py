"""Kinds of checks about agencies."""
