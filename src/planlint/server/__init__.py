"""The language server: what editors show of a plan while it is written."""
