"""Kinds of checks about references."""
