"""The examples of docs/at-scale.md, run as they stand: row by row they give the answers of the command line.

A session of their own (`nox -s scale`), because the engines are large. One that is missing fails by its name.
"""

import csv
import importlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "at-scale.md").read_text()
TEXTS = ROOT / "tests" / "data" / "trap_texts.tsv"
TOOLS = ("dask.dataframe", "distributed", "duckdb", "pandas", "pyarrow")
REPEATS = 7
FROM_CSV = "read_csv('list.csv', all_varchar = true)"
PRODUCTS = """
CREATE TABLE rxnconso (rxcui TEXT, sab TEXT, tty TEXT);
CREATE TABLE rxnrel (rxcui1 TEXT, rela TEXT, rxcui2 TEXT);
CREATE TABLE rxnsat (rxcui TEXT, sab TEXT, atn TEXT, atv TEXT);
INSERT INTO rxnconso VALUES ('1', 'RXNORM', 'IN'), ('2', 'RXNORM', 'IN'), ('3', 'RXNORM', 'PIN'), ('11', 'RXNORM', 'SCDC'),
  ('12', 'RXNORM', 'SCDC'), ('21', 'RXNORM', 'SCD'), ('31', 'RXNORM', 'SBD'), ('21', 'OTHER', 'SCD');
INSERT INTO rxnrel VALUES ('11', 'consists_of', '21'), ('12', 'consists_of', '21'), ('21', 'constitutes', '11'),
  ('1', 'has_ingredient', '11'), ('2', 'has_ingredient', '12'), ('3', 'has_precise_ingredient', '12'),
  ('11', 'ingredient_of', '1'), ('21', 'tradename_of', '31'), ('31', 'has_tradename', '21');
INSERT INTO rxnsat VALUES ('31', 'RXNORM', 'NDC', '00000000001'), ('21', 'OTHER', 'NDC', '00000000002'),
  ('21', 'RXNORM', 'X', '9');
"""


def examples(language: str) -> dict[str, str]:
    """The examples of the page in a language, by their headings."""
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    found = {part.partition("\n")[0]: re.findall(rf"```{language}\n(.*?)```", part, re.DOTALL) for part in parts}
    return {heading: blocks[0] for heading, blocks in found.items() if blocks}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return sorted(csv.DictReader(file), key=lambda row: int(row["id"]))


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with list.csv and list.parquet: the texts several times, shuffled, with blanks and other scripts among them."""
    import pandas as pd

    folder = tmp_path_factory.mktemp("scale")
    with TEXTS.open(encoding="utf-8") as file:
        texts = [line.split("\t")[0] for line in file if not line.startswith("#")]
    texts += ["", "caf\u00e9", 'say "codeine"', "wine, beer", "wine\ncodeine", "NA", "null", "rxcui:7052", "wi\x07ne"]
    drugs = [texts[number * 31 % len(texts)] for number in range(len(texts) * REPEATS)]
    frame = pd.DataFrame({"id": [str(number) for number in range(len(drugs))], "drug": drugs})
    frame.to_csv(folder / "list.csv", index=False)
    frame.to_parquet(folder / "list.parquet")
    return folder


@pytest.fixture(scope="module")
def wanted(work: Path) -> list[dict[str, str]]:
    """What the command line answers, by the first example of the page."""
    bin_ = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["sh", "-c", next(iter(examples("sh").values()))], cwd=work, env=os.environ | {"PATH": bin_}, check=False)
    return read(work / "answers.csv")


@pytest.mark.parametrize("tool", TOOLS)
def test_the_tools_are_there(tool: str) -> None:
    """Without one of them nothing here is proved: install the extra `scale`."""
    assert importlib.import_module(tool)


@pytest.mark.parametrize(
    ("heading", "change"),
    [
        ("pandas", ("", "")),
        ("DuckDB", ("", "")),
        ("DuckDB", (FROM_CSV, "read_parquet('list.parquet')")),
        ("Dask, on several machines", ("", "")),
    ],
    ids=["pandas", "DuckDB over CSV", "DuckDB over Parquet", "Dask with two processes"],
)
def test_an_engine_answers_as_the_command_line(
    work: Path, wanted: list[dict[str, str]], heading: str, change: tuple[str, str]
) -> None:
    """Row by row, all columns."""
    program = examples("python")[heading]
    assert change[0] in program
    (work / "example.py").write_text(program.replace(*change) if change[0] else program)
    (work / "answers.csv").unlink(missing_ok=True)
    done = subprocess.run([sys.executable, "example.py"], cwd=work, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr
    made = read(work / "answers.csv")
    assert len(made) == len(wanted)
    columns = [name for name in wanted[0] if name != "asked"]
    for ours, theirs in zip(wanted, made, strict=True):
        assert {name: theirs[name] for name in columns} == {name: ours[name] for name in columns}, ours["asked"]


def test_dask_uses_both_processes() -> None:
    """Two workers are two processes, and each answers."""
    from dask.distributed import Client

    with Client(n_workers=2, threads_per_worker=1, dashboard_address=None) as client:
        workers = list(client.scheduler_info()["workers"])
        made = client.gather([client.submit(_asked, worker, workers=[worker]) for worker in workers])
    assert {level for level, _ in made} == {"avoid"}
    assert len({process for _, process in made} - {os.getpid()}) == 2


def _asked(_: str) -> tuple[str | None, int]:
    import valcli

    return valcli.answer(valcli.open_facts(), "wine").level, os.getpid()


def test_product_codes_lead_to_substances() -> None:
    """A clinical drug, a brand of it and a code of the brand's pack lead to both ingredients, and nothing else does."""
    import duckdb

    db = duckdb.connect()
    db.execute(PRODUCTS + examples("sql")["Product codes"])
    assert db.execute("SELECT code, drug FROM asked ORDER BY ALL").fetchall() == [
        (code, f"rxcui:{number}") for code in ("00000000001", "21", "31") for number in (1, 2)
    ]


def test_spark_is_told_as_it_is() -> None:
    """Nobody ran those lines here, and the page says so."""
    assert "not run" in PAGE.partition("## Spark")[2].partition("## ")[0]
