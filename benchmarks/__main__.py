"""make bench: every measurement, all of which need no file of yours."""

import sys

from benchmarks import (
    chat_import,
    desk_latency,
    desk_load,
    draft_building,
    drafting,
    guarding,
    page_weight,
    starting,
    understanding,
)

if __name__ == "__main__":
    fault = understanding.main([])
    drafting.main()
    draft_building.main([100_000])
    guarding.main()
    chat_import.main([])
    starting.main()
    page_weight.main()
    desk_latency.main([])
    desk_load.main(["--on", "sqlite", "postgresql"])
    sys.exit(fault)
