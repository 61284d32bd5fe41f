"""Kinds of checks about punctuation."""
