"""What the frozen programs run first."""

import multiprocessing
import sys

if __name__ == "__main__":
    # Before anything is imported: the engine is this same program, started once more.
    multiprocessing.freeze_support()

    from explorer.cli import main

    sys.exit(main())
