"""`python -m casebook`: the commands, for a Python that has the dependencies already."""

import sys

from casebook.commands.cli import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
