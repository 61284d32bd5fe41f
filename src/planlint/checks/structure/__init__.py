"""Kinds of checks about structure."""
