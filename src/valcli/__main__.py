"""`python -m valcli`."""

from valcli.fast.entry import main

main()
