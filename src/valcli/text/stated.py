"""What a record says of itself, for programs: nothing where nothing is known, a date as ISO 8601 has it.

The facts keep dates as their sources print them, and a word where none was printed.
No patterns here: every answer as JSON comes by, and to compile them costs more than to read a date.
"""

UNKNOWN = ("not-stated", "not-read")  # words of the files for what nobody said, and for files that nobody could read
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# what can have happened on the day; "after" is none of them
_EVENTS = ("last", "updated", "reviewed", "completed", "edition", "of", "revision", "year")
_BESIDE = ("(", ";", ", updated")  # here begins what is said of a date


def stated(text: str) -> str | None:
    """A text, or None where it only says that nobody stated it."""
    return None if text in UNKNOWN else text or None


def date_of(text: str) -> str | None:
    """The one date in a text, as exact as it is: a day, a month or a year; None where there are several or none.

    Of figures that may be day and month or month and day, the year is all that is certain.
    """
    words = _alone(text).replace(",", "").split()
    while words and words[0].lower() in _EVENTS:
        del words[0]
    if len(words) == 1:
        return _of_figures(words[0])
    if len(words) not in (2, 3) or not _is_year(words[-1]):
        return None
    *rest, year = words
    months = [word for word in rest if word[:3].lower() in _MONTHS]
    days = [word for word in rest if word.isdecimal() and 0 < int(word) <= 31]
    if len(months) != 1 or len(days) != len(rest) - 1:
        return None
    return _iso(year, _MONTHS.index(months[0][:3].lower()) + 1, *map(int, days))


def with_date(text: str, note: str) -> str | None:
    """The note of a work, led by what its date says beyond the date itself; None where there is neither."""
    is_plain = stated(text) is None or (
        date_of(text) and _alone(text) == text and "/" not in text and text.split()[0].lower() not in _EVENTS
    )
    return " ".join(filter(None, ("" if is_plain else f"Date as stated: {text}.", note))) or None


def _alone(text: str) -> str:
    """A date without what is said of it."""
    return text[: min((place for mark in _BESIDE if (place := text.find(mark)) >= 0), default=len(text))].strip()


def _of_figures(word: str) -> str | None:
    year, *rest = word.split("-") if "-" in word else reversed(word.split("/"))
    if not _is_year(year) or len(rest) > 2 or not all(part.isdecimal() for part in rest):
        return None
    figures = [int(part) for part in rest]
    if "/" in word and len(figures) > 1:
        # whether day or month stands first differs by country
        figures = sorted(figures) if max(figures) > len(_MONTHS) else []
    return _iso(year, *figures) if not figures or 0 < figures[0] <= len(_MONTHS) else None


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")


def _iso(year: str, *parts: int) -> str:
    return "-".join([year, *(f"{part:02}" for part in parts)])
