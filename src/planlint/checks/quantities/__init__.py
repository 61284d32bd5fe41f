"""Kinds of checks about quantities."""
