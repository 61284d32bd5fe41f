"""Kinds of checks about run."""
