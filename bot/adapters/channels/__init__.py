"""Ways out for approved replies that we push."""
