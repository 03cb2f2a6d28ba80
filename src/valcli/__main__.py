"""`python -m valcli`."""

from valcli.gate import main

main()
