"""Look up what the published sources say about one medicine, offline.

What a program uses stands in `valcli.library`, and is loaded when it is first asked for:
`open_facts`, `answer`, `answer_many`, `row_of`, `search`, `info`, and the classes of the answers.
"""

__version__ = "0.1.0"
_LIBRARY = frozenset(
    """
    COLUMNS FactBase FactsProblem Hit InfoAnswer NameAnswer Resolved SearchAnswer ShownReading ShownSection Statement
    UsageProblem ValcliError answer answer_many info open_facts row_of search
    """.split()  # noqa: SIM905  read as a text
)
__all__ = sorted(_LIBRARY)  # what the library promises; each is loaded when it is asked for


def __getattr__(name: str) -> object:
    """A name of the library; to import valcli alone costs nothing."""
    if name not in _LIBRARY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"{__name__}.library"), name)


def __dir__() -> list[str]:
    """The version, and what a program uses."""
    return ["__version__", *sorted(_LIBRARY)]
