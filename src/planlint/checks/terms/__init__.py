"""Kinds of checks about terms."""
