"""Kinds of checks about targets."""
