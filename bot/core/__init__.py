"""Pure decisions: no I/O, no clock, no framework. Everything here can be tested with plain values."""
