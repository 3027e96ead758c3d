"""make bench: every measurement that needs no file of yours."""

from benchmarks import drafting, parsing

if __name__ == "__main__":
    parsing.main()
    drafting.main()
