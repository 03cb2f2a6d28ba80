"""`python -m valcli`."""

from valcli.cli import main

main()
