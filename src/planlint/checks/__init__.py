"""The kinds of checks that rules choose from, one a module."""
