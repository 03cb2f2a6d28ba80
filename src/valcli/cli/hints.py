"""What a stream of names looks like when it is not what was asked for: another encoding, or a table."""

_HEADED = 3  # lines that a table has at least, before a list of names is taken for one
_LOOKED_AT = 20
_SEPARATORS = {"\t": "tabs", ",": "commas", ";": "semicolons", "|": "bars"}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_MOST_SHOWN = 60
USED = ("\t", ",")  # what stands between the cells of a table that can be read

CR = "their lines seem to end with a carriage return alone; end them with a newline first: tr '\\r' '\\n'"
UTF_16 = "they look like UTF-16 and were read as UTF-8; make them UTF-8 first: iconv -f UTF-16 -t UTF-8"


def of_ends(lines: list[bytes]) -> str:
    """That a first line holds carriage returns, which end the lines of some old files, or ''."""
    return CR if lines and b"\r" in lines[0] else ""


def of_bytes(lines: list[bytes]) -> str:
    """That some first lines are UTF-16, or ''."""
    start = b"\n".join(lines[:2])[:200]
    return UTF_16 if start.startswith(_UTF_16) or start.count(0) * 3 > len(start) > 1 else ""


def of_line(number: int) -> str:
    """That a line is no UTF-8."""
    return f"number {number:,} is no UTF-8, perhaps Windows-1252; make them UTF-8 first: iconv -f WINDOWS-1252 -t UTF-8"


def of_table(lines: list[bytes]) -> str:
    """That some first lines are a table with a header, or ''."""
    rows = [line.decode("utf-8", "replace") for line in lines[:_LOOKED_AT] if line.strip()]
    for separator, called in _SEPARATORS.items():
        cells = rows[0].split(separator) if len(rows) >= _HEADED else []
        below = sum(row.count(separator) + 1 >= len(cells) for row in rows[1:])
        # cells in quotes may hold the separator, or run over lines
        if len(cells) > 1 and below * 3 >= len(rows[1:]) * 2 and _is_header(cells):
            columns = ", ".join(cells)[:_MOST_SHOWN]
            change = "" if separator in USED else f" with commas or tabs instead of {called}, and"
            return f"they look like a table with the columns {columns}; give it{change} with --column NAME"
    return ""


def of_separator(header: str) -> str:
    """That cells of a header stand between something else than commas or tabs, or ''."""
    other = next((called for mark, called in _SEPARATORS.items() if mark not in USED and mark in header), "")
    return f" Its header seems to have {other}: write it with commas or tabs." if other else ""


def _is_header(cells: list[str]) -> bool:
    """Whether cells are words for columns: all different, and each begins with a letter; a list in prose has a space there."""
    told = [cell.strip('"').casefold() for cell in cells]
    return len(set(told)) == len(told) and all(cell[:1].isalpha() for cell in told)
