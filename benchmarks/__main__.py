"""make bench: every measurement, all of which need no file of yours."""

import sys

from benchmarks import drafting, guarding, understanding

if __name__ == "__main__":
    fault = understanding.main([])
    drafting.main()
    guarding.main()
    sys.exit(fault)
