"""Reports for people, as files that stand alone."""
