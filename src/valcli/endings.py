"""What stands behind a name in a list (a strength, a form, directions), read once for all names."""

import re

from valcli.fold import bare_forms, fold, ladder

Step = tuple[int, int, bytes]  # a rung, which form of the head stands on it, and what is left of the ending

PLAIN = re.compile(rb"[ !#-\[\]-~]{1,200}")  # printable ASCII that JSON writes as it is
LAST_BARE = 3  # up to this rung nothing of the name itself is dropped
# heads whose three forms are told apart, and that no rung changes, by what the ladder looks at in their last word:
# whether it has three letters at least, less, or one alone, or ends with a digit or a sign
LONG, SHORT, LETTER, DIGIT, SIGN = "qqq-qqq-qqq", "qqq-qqq-qq", "qqq-qqq q", "qqq-qqq-q1", "qqq-qqq qqq'"


class Ending:
    """What the ladder makes of an ending behind heads of one shape: the steps, in the order of the rungs.

    `plain` are those that differ where the forms of the head do not; `gone` is the rung on
    which nothing is left of the ending, 0 when something always is.
    """

    __slots__ = ("gone", "plain", "steps")

    def __init__(self, shape: str, ending: bytes) -> None:
        self.steps = _steps(shape, ending)
        self.plain = [(rung, 0, rest) for rung, rest in dict.fromkeys((rung, rest) for rung, _, rest in self.steps)]
        self.gone = next((rung for rung, _, rest in self.steps if not rest), 0)


def shape_of(head: bytes) -> str:
    """Which of the shapes a head has."""
    if head.endswith(b")"):
        return SIGN
    if head[-1:].isdigit():
        return DIGIT
    if len(head) > 2 and head[-3:].isalpha():
        return LONG
    return LETTER if head[-2:-1] == b" " else SHORT


def forms_of(head: bytes) -> tuple[bytes, bytes, bytes]:
    """The forms of a head for the steps: as it is written, closed up and spaced out."""
    if head.replace(b" ", b"").isalnum():
        return head, head, head
    bare = bare_forms(head.decode())
    return head, bare[0].encode(), bare[-1].encode()


def _steps(shape: str, ending: bytes) -> list[Step]:
    """The steps of an ending; none when it changes the head."""
    forms = (shape, *bare_forms(shape))
    steps: list[Step] = []
    for rung, key in ladder(f"{shape} {fold(ending.decode())}") if PLAIN.fullmatch(ending) else ():
        form = next((number for number, form in enumerate(forms) if key.startswith(form)), None)
        if form is None:
            return []
        if rung > 1:  # a whole name is looked for before its ending is read
            steps.append((rung, form, key[len(forms[form]) :].encode()))
    return steps
