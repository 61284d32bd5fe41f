"""Kinds of checks about text."""
