"""make bench: every measurement, all of which need no file of yours."""

import sys

from benchmarks import drafting, understanding

if __name__ == "__main__":
    fault = understanding.main([])
    drafting.main()
    sys.exit(fault)
