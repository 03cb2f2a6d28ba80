"""Command lines that are wrong: every one leads on, and whatever is suggested works when it is typed."""

import json
import re
import shlex
from pathlib import Path

import pytest

from conftest import DATA, ROOT, Run, run
from valcli.cli import run as cli
from valcli.cli.lines import DASHES
from valcli.errors import MEANINGS, ExitCode
from valcli.model.facts import Facts

WRONG = (DATA / "wrong_lines.txt").read_text().splitlines()


def suggested(done: Run) -> list[str]:
    """The commands that an error names."""
    return re.findall(r"^Try: (.*)$", done.err, re.MULTILINE)


@pytest.mark.usefixtures("shipped")
def test_every_suggestion_works() -> None:
    """Of two hundred wrong lines each is told in a line, and each suggestion ends with 0 or 1 and no error."""
    assert len(WRONG) >= 200
    failed = []
    for line in WRONG:
        done = run(*shlex.split(line))
        if done.code not in (ExitCode.USAGE, ExitCode.FACTS):
            failed.append(f"{line}: is not wrong, {done.code}")
        if done.code == ExitCode.USAGE and not suggested(done) and "Did you mean" not in done.err and ": " not in done.err[8:]:
            failed.append(f"{line}: leads nowhere: {done.err}")
        for command in suggested(done):
            first, *words = shlex.split(command)
            again = run(*words)
            if first != "valcli" or again.code not in (0, 1) or again.err:
                failed.append(f"{line} -> {command}: {again.code} {again.err}")
    assert failed == []


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    "words", ["emergency", "999", "911", "112", "I took too many", "overdose help", "suicide", "i want to die", "not breathing"]
)
def test_words_of_an_emergency_print_the_numbers_first(words: str, real: Facts) -> None:
    """Whatever else is said comes after the numbers, and the words are those of the facts."""
    labels = {term.tag: term.label for term in real.vocabulary["countries"]}
    numbers = ", ".join(f"{item.number} ({labels[item.country]})" for item in real.meta.emergency)
    for arguments in ([words], words.split()):
        done = run(*arguments)
        assert (done.out, done.code) == ("", 2)
        assert done.err.splitlines()[0] == f"Emergency: call {numbers} now."
        assert suggested(done)
    assert not run("can", "I", "drink").err.startswith("Emergency")


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(
    "question", ["can I drink", "drowsy", "half life", "taper", "opioids", "pregnant", "what is a benzodiazepine", "grapefruit"]
)
def test_what_a_search_names_works(question: str) -> None:
    """Each other hit names a command, and the command answers."""
    named = re.findall(r"\(valcli (.*)\)$|: valcli (why .*)$", run("search", question).out, re.MULTILINE)
    assert named
    for command in named:
        assert run(*shlex.split("".join(command))).code == 0, command


def test_nothing_is_tried_that_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command for editors is suggested by its help, and never run to see whether it would work."""
    tried: list[object] = []
    monkeypatch.setattr("valcli.editing.check.check", lambda *given, **_: tried.append(given))
    for line in ("--fix check", "chek --fix", "CHECK --fix", "check --fixx", "info --fix"):
        done = run(*line.split(), "--facts", str(tmp_path))
        assert (done.code, done.out) == (2, "")
    assert tried == []


# what people type first, and the command that they are led to
FIRST = {
    "can I drink": "search can I drink",
    "what is the dose": "search what is the dose",
    "St John's wort": "interactions 'St John'\"'\"'s wort'",
    "overdose": "info overdose",
    "valium": "info",
    "vallium": "info",
    "vallergan": "interactions vallergan",
    "oxycodne": "interactions oxycodone",
    "show valium": "info",
    "help overdose": "info overdose",
    "help wine": "interactions wine",
    "print": "leaflet",
    "pdf": "leaflet --format html",
    "?": "help",
    "check valium percocet": 'interactions "valium percocet"',
    "check zzzz qqqq": "help check",
    "--overdose": "info overdose",
    "--zzzz": "help",
    "info all": "info",
    "wine": "interactions wine",
    "list": "info --list",
    "version": "--version",
    "man": "help",
    "-v": "--version",
    "info wine": "interactions wine",
    "info side effects": "info side-effects",
    "info can I drive": "search can I drive",
    "interactions wine --list": "info --list",
    "info --plain": "info --format plain",
    "--json info danger": "info danger --json",
    "sources --clinical": "help info",
}


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("line", FIRST)
def test_first_words_lead_on(line: str) -> None:
    """One line that can be copied."""
    words = [line] if "'" in line else line.split()
    assert suggested(run(*words)) == [f"valcli {FIRST[line]}"]


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("dash", DASHES)
def test_dashes_of_a_page_are_read(dash: str) -> None:
    """A long dash before an option is two hyphens that a page put together; before anything else it stays."""
    for typed in (f"{dash}json", f"{dash}-json", f"{dash}{dash}json"):
        assert run("interactions", "wine", typed).out == run("interactions", "wine", "--json").out
    assert run("interactions", "wine", f"{dash}country=UK").out == run("interactions", "wine", "--country", "uk").out
    assert run("interactions", f"{dash}zzzz").code == 1
    assert run("interactions", "--", f"{dash}json").code == 1


@pytest.mark.usefixtures("shipped")
def test_quotes_of_a_page_are_read() -> None:
    """Curly quotes around words, which no shell takes for quotes."""
    assert run("info", "\u201cdosing\u201d").out == run("info", "dosing").out
    assert run("search", "\u201ccan", "I", "drive\u201d").out == run("search", "can", "I", "drive").out
    assert run("interactions", "\u201cwine\u201d").code == 0


@pytest.mark.usefixtures("shipped")
def test_errors_for_programs() -> None:
    """With a format for programs one JSON object stands after the line for people; else none."""
    for arguments in (["info", "zzzz", "--json"], ["interactions", "wine", "-f", "jsonl", "--bogus"], ["--json", "info"]):
        done = run(*arguments)
        *_, last = done.err.splitlines()
        told = json.loads(last)
        assert last.isascii()
        assert (done.out, told["kind"], told["code"], told["reason"]) == ("", "error", done.code, "usage")
        assert told["message"] in done.err.partition("{")[0]
        assert [f"Try: {told['suggestion']}"] == [line for line in done.err.splitlines() if line.startswith("Try")]
    assert "{" not in run("info", "zzzz").err
    broken = run("info", "--json", "--facts", "/nowhere")
    assert json.loads(broken.err.splitlines()[-1])["code"] == broken.code == ExitCode.FACTS


@pytest.mark.usefixtures("shipped")
def test_help_is_a_command_too() -> None:
    """`help`, `help COMMAND` and -h are the same pages; there are pages about what fits nowhere else."""
    assert run("help").out == run("--help").out == run("-h").out
    for command in cli._commands():
        assert run("help", command).out == run(command, "--help").out
    for topic in ("options", "exit-codes"):
        assert run("help", topic).code == 0
        assert len(run("help", topic).out.splitlines()) < 24


def test_codes_of_the_docs_are_those_of_the_program() -> None:
    """The one table of exit codes is `errors.MEANINGS`."""
    page = (ROOT / "docs" / "scripting.md").read_text()
    rows = re.findall(r"^\| ([\d, ]+) \| (.*) \|$", page[page.index("## Exit codes") :].partition("## Formats")[0], re.MULTILINE)
    told = {code: said for codes, said in rows for code in codes.split(", ") if "," not in codes}
    assert told == {str(int(code)): MEANINGS[code] for code in list(ExitCode)[: len(told)]}
    many = next(said for codes, said in rows if "," in codes)
    assert many == ", ".join(MEANINGS[code] for code in list(ExitCode)[-4:])


@pytest.mark.usefixtures("shipped")
def test_country_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """VALCLI_COUNTRY is the default; the option beats it, a wrong one is told with its name, and other commands ignore it."""
    plain = run("interactions", "wine").out
    monkeypatch.setenv("VALCLI_COUNTRY", "GB")
    uk = run("interactions", "wine").out
    assert "Emergency: 999 (UK)." in uk
    assert "911" not in uk
    assert run("interactions", "wine", "--country", "all").out == plain
    monkeypatch.setenv("VALCLI_COUNTRY", "xx")
    assert run("interactions", "wine").err == "valcli: no country 'xx' in VALCLI_COUNTRY. Countries: us, uk, ie, all.\n"
    assert run("sources", "fda-valium").code == 0


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize(("country", "own", "others"), [("ie", "999 or 112", ("911", "(UK)")), ("us", "911", ("999", "112"))])
def test_one_country_alone(country: str, own: str, others: tuple[str, ...]) -> None:
    """With a country its number is printed, and that of no other one."""
    for arguments in (["info", "danger"], ["info", "overdose"], ["interactions", "wine"], ["search", "I", "took", "too", "many"]):
        lines = run(*arguments, "--country", country.upper()).out.splitlines()
        out = "\n".join(line for line in lines if not line.startswith("["))  # titles of sources are no advice
        assert own in out
        assert [other for other in others if other in out] == [], arguments


@pytest.mark.usefixtures("shipped")
def test_a_fault_shows_where_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """`--debug` adds the traceback after the one line."""

    def broken(_: object, **__: object) -> object:
        raise RuntimeError("boom\x1b[31m")

    monkeypatch.setattr("valcli.store.opening.open_facts", broken)
    plain = run("info").err
    monkeypatch.setattr("sys.argv", ["valcli", "info", "--debug"])
    told = run("info", "--debug").err
    assert told.startswith(plain)
    assert "Traceback" in told
    assert "\x1b" not in told
    assert plain.count("\n") == 1
