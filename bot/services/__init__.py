"""One file per thing that a person or a clock starts. They know ports, never the things behind them."""
