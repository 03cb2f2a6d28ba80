"""What the commands for editors print, and how an error is told to a program."""

from typing import Annotated, TypedDict

from valcli.output.schema.parts import CitedSourceForm, Day, Only


class ProblemForm(TypedDict):
    """What a rule found."""

    rule: Annotated[str, "id of the rule"]
    level: Annotated[str, Only(("error", "warning")), "an error ends with 65"]
    file: Annotated[str, "the file"]
    line: Annotated[int, "the line, from 1"]
    record: Annotated[str, "id or name of the record"]
    message: Annotated[str, "what is wrong, and what is allowed"]


class FixedForm(TypedDict):
    """What was put in order in one file."""

    file: Annotated[str, "the file"]
    lists: Annotated[list[str], "the lists that are in order now"]
    refused: Annotated[str | None, "why the file was left as it was"]


class CheckedForm(TypedDict):
    """What was checked."""

    files: Annotated[int, "files that were read"]
    records: Annotated[int, "records that were read"]
    complete: Annotated[bool, "whether every rule could be put"]


class CheckOwn(TypedDict):
    """`check`."""

    fixed: Annotated[list[FixedForm], "what was put in order first"]
    problems: Annotated[list[ProblemForm], "what rules found"]
    checked: Annotated[CheckedForm, "how much was checked"]
    sources: Annotated[list[CitedSourceForm], "none"]


class VersionForm(TypedDict):
    """Facts as they were."""

    version: Annotated[str, "their version"]
    reviewed: Annotated[Day, "day of their last review"]


class ChangeForm(TypedDict):
    """One thing that is not as it was."""

    group: Annotated[str, "what sort of thing changed"]
    change: Annotated[str, "what became of it"]
    record: Annotated[str, "id or name of the record"]
    what: Annotated[str | None, "which part of it"]
    before: Annotated[str | None, "what it said"]
    after: Annotated[str | None, "what it says"]
    milder: Annotated[bool, "whether it warns less than before"]


class DiffOwn(TypedDict):
    """`diff`."""

    before: Annotated[VersionForm, "the facts as they were"]
    changes: Annotated[list[ChangeForm], "what changed"]
    milder: Annotated[int, "how many of them warn less than before"]
    sources: Annotated[list[CitedSourceForm], "none"]


class ErrorForm(TypedDict):
    """The last line of stderr, when a program reads along."""

    kind: Annotated[str, Only(("error",)), "always `error`"]
    code: Annotated[int, "the exit code"]
    reason: Annotated[str, Only(("usage", "facts", "fault", "output")), "whose fault it is"]
    message: Annotated[str, "what went wrong"]
    suggestion: Annotated[str | None, "a command that works"]
    emergency: Annotated[str | None, "numbers to call, where the words spoke of an emergency"]
