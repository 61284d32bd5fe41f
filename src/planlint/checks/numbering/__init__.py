"""Kinds of checks about numbering."""
