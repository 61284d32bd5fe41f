"""What is computed once: `functools.cache` without functools, which brings six modules into a run over known files that needs none of them."""

from __future__ import annotations

from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from functools import cache as once
else:

    def once(function):
        """The function, which computes the value for the same arguments, given by position, once. `cache_clear` makes it forget."""
        known = {}

        def ask(*arguments):
            if arguments not in known:
                known[arguments] = function(*arguments)
            return known[arguments]

        ask.__doc__ = function.__doc__
        ask.__wrapped__ = function
        ask.cache_clear = known.clear
        return ask


__all__ = ["once"]
