"""`python -m resonanz` and the command `resonanz`."""

import sys

from resonanz.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
