"""Who is named to answer for what, and which bodies those are."""
