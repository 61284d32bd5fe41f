"""The command line: described once; parser, help and completion come from the description."""
