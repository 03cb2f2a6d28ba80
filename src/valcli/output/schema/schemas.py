"""Every schema by its name, as text."""

import json
from collections.abc import Iterable, Mapping

from valcli.output.schema.fact_files import FACT_FILES, of_file
from valcli.output.schema.make import Maker, Schema
from valcli.output.schema.outputs import NAMES as OUTPUTS
from valcli.output.schema.outputs import of_output

_FACTS = "facts."
NAMES = (*OUTPUTS, *(f"{_FACTS}{kind}" for kind in FACT_FILES))


def schema(name: str, words: Mapping[str, Iterable[str]]) -> Schema:
    """One of `NAMES`, with the closed words of some facts."""
    maker = Maker(words)
    kind = name.removeprefix(_FACTS)
    return maker.whole(f"valcli {name}", of_file(maker, kind) if kind != name else of_output(maker, name))


def write(name: str, words: Mapping[str, Iterable[str]]) -> str:
    """A schema as JSON: ASCII, with one final newline."""
    return json.dumps(schema(name, words), ensure_ascii=True, allow_nan=False, indent=2) + "\n"


def listed() -> str:
    """The names, one a line."""
    return "".join(f"{name}\n" for name in NAMES)
