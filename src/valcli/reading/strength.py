"""Numbers with their units: a strength, a count, or two weights that mean a second ingredient."""

from itertools import pairwise
from typing import NamedTuple

from valcli.text.around import Words

_RANGE = 10.0  # two numbers that rise less than so many times are a range, or a count
_COUNT = 10.0  # numbers up to this one, without a unit, count tablets
_CODE = 5  # so many digits without a unit are a code
_PER = frozenset(("/", "per"))
_BETWEEN = ("/", "-", ";", ",", "and", "with", "to", "or", "x")
_EITHER = ("to", "or")  # a range, or what is meant alike
_COUNTED = (";", ",", "with", "x")  # between numbers without a unit these count
_LOOSE = (";", ",", "with", "x", "and")  # also between strengths of one substance, and before how many


class Strength(NamedTuple):
    """Where a run of numbers ends.

    `pair` are weights that mean a second ingredient, `bare` a number that may name a pack, each as it is written; `per`
    tells that it is a share, or says how much is in how much.
    """

    end: int
    pair: str
    bare: str
    unit: bool
    nothing: bool = False  # none of it: 0 %
    per: str = ""


def strength_at(words: Words, tokens: list[str], start: int) -> Strength:
    """What the numbers that begin at a token say."""
    values: list[tuple[float, str]] = []
    marks: list[str] = []
    end = start
    while True:
        text = tokens[end]
        end += 1
        measure, end = _unit(words, tokens, end)
        values.append((_value(text), measure))
        if len(text) >= _CODE and text.isdigit() and not measure:
            break
        if measure == "weight" and end < len(tokens) and _is_far_less(words, tokens, end, values[-1][0]):
            marks.append("")
            continue
        if end + 1 < len(tokens) and tokens[end] in _BETWEEN and tokens[end + 1][0] in "0123456789.":
            marks.append(tokens[end])
            end += 1
            continue
        break
    has_unit = any(measure for _, measure in values)
    bare = tokens[start] if len(values) == 1 and not has_unit and len(tokens[start]) < _CODE else ""
    pair = " ".join(tokens[start:end]) if _is_pair(values, marks) else ""
    nothing = len(values) == 1 and values[0] == (0.0, "share")
    measures = {measure for _, measure in values}
    per = "share" if "share" in measures else "per" if not pair and has_unit and not _PER.isdisjoint(tokens[start:end]) else ""
    return Strength(end, pair, bare, has_unit, nothing, per)


def _unit(words: Words, tokens: list[str], end: int) -> tuple[str, int]:
    """The measure of the number before, and where its unit ends, with what stands behind a stroke."""
    last = len(tokens)
    if end + 1 < last and tokens[end] == "-" and tokens[end + 1] in words.number.heads:
        end += 1  # a 3-day patch
    found = words.number.at(tokens, end) if end < last else None
    if found is None:
        return "", end
    measure, end = found[0].measure, found[1]
    while end + 1 < last and tokens[end] in ("/", "per"):
        behind = end + 1
        amount = tokens[behind][0] in "0123456789."
        if amount:
            behind += 1
        under = words.number.at(tokens, behind) if behind < last else None
        if under is None or (amount and under[0].measure in ("weight", "amount")):
            break
        end = under[1]
    return measure, end


def _is_far_less(words: Words, tokens: list[str], start: int, value: float) -> bool:
    """Whether another weight stands directly behind one, so much less that it is no other dose of the same: 300 mg 30 mg."""
    if tokens[start][0] not in "0123456789.":
        return False
    other, (measure, _) = _value(tokens[start]), _unit(words, tokens, start + 1)
    return measure == "weight" and 0 < other * _RANGE <= value


def _value(text: str) -> float:
    try:
        return float(text.replace(",", "") if _is_thousands(text) else text.replace(",", "."))
    except ValueError:
        return 0.0


def _is_thousands(text: str) -> bool:
    head, _, tail = text.partition(",")
    return bool(tail) and len(tail) == 3 and head.isdigit() and head != "0"


def _is_pair(values: list[tuple[float, str]], marks: list[str]) -> bool:
    """Whether two weights stand here: not a range, not a volume, not how many, not several strengths of one substance."""
    measures = {measure for _, measure in values if measure}
    if len(values) < 2 or measures - {"weight"} or marks[0] in _EITHER:
        return False
    (first, first_unit), (second, second_unit) = values[0], values[1]
    is_plain = not measures and max(first, second) > _COUNT and marks[0] not in _COUNTED
    is_measured = bool(second_unit and first_unit) if marks[0] == "x" else bool(measures)
    if not (is_plain or is_measured) or (marks[0] in _LOOSE and (_is_list(values) or bool(measures) > bool(second_unit))):
        return False
    if len(values) > 2 or marks[0] in ("", "/"):  # no range has three figures
        return len(values) > 2 or not marks[0] or first != second
    return first > second or (first > 0 and second / first >= _RANGE)


def _is_list(values: list[tuple[float, str]]) -> bool:
    """Whether these are strengths of one substance, each a little more than the one before."""
    return all(0 < one < other < one * _RANGE for (one, _), (other, _) in pairwise(values))
