"""What a plan wants to reach, and its other figures told apart."""
