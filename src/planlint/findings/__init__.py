"""What a run finds and makes of it: diagnostics, repairs, suppressions, baselines."""
