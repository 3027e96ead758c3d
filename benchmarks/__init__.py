"""Measurements, printed as tables. Ratios and medians: machines are noisy."""
