"""make bench: every measurement, all of which need no file of yours."""

import sys

from benchmarks import draft_building, drafting, guarding, understanding

if __name__ == "__main__":
    fault = understanding.main([])
    drafting.main()
    draft_building.main([100_000])
    guarding.main()
    sys.exit(fault)
