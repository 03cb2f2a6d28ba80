"""Writes the pages of the leaflet into a store, with the code that answers everywhere."""

import sqlite3
import zlib

from valcli.answers.context import ALL_COUNTRIES
from valcli.answers.info import info
from valcli.answers.types import InfoAnswer
from valcli.fast.blocks import kept
from valcli.fast.pages import END, FORMS, TABLE, crc_of, key_of
from valcli.output.formats import FORMATS
from valcli.output.look import Look
from valcli.output.page.pages import body, closing
from valcli.store.fact_base import FactBase


def add_pages(connection: sqlite3.Connection, facts: FactBase, build: str) -> None:
    """Keep the whole leaflet and each of its sections in every form; under other words for a section nothing is kept."""
    connection.execute(TABLE)
    for words in ([], *([section.section] for section in facts.sections())):
        answer = info(facts, words, ALL_COUNTRIES)
        for form in FORMS:
            key, made = key_of(form, words), _written(answer, form)
            connection.execute("INSERT INTO page VALUES (?, ?, ?)", (key, zlib.compress(made, 9), crc_of(build, key, made)))


def _written(answer: InfoAnswer, form: str) -> bytes:
    if form == "screen":
        return f"{kept(body(answer, clinical=False))}{END}{kept([closing(answer.context)])}".encode()
    return FORMATS[form](answer, Look()).encode("utf-8")
