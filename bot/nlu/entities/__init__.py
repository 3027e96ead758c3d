"""Sizes, sums, numbers, places and moments read out of a message: spaCy finds, context decides."""
