"""One option: to write what the examples print into the page."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write what the examples print into docs/cookbook.md")
