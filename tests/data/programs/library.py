"""Asks the library about one name, and prints the status and which of the packages that cost were loaded for it."""

import sys

import valcli

print(valcli.answer(valcli.open_facts(), "alcohol").status, *sorted({"typer", "rich", "yaml"} & set(sys.modules)))
