"""What stands behind a name in a list (a strength, a form, directions), read once for all names."""

import re

from valcli.fold import bare_forms, fold, ladder

Step = tuple[int, int, str]  # a rung, which form of the head stands on it, and what is left of the ending

PLAIN = re.compile(rb"[ !#-\[\]-~]{1,200}")  # printable ASCII that JSON writes as it is
# heads whose three forms are told apart, and that no rung changes; the last word of one has less than three letters
_LONG, _SHORT = "qqq-qqq-qqq", "qqq-qqq-qq"


class Ending:
    """What the ladder makes of an ending: behind a head with a long last word, and with a short one."""

    __slots__ = ("_ending", "_short", "gone", "is_shortened", "long")

    def __init__(self, ending: bytes) -> None:
        self._ending = ending
        self._short: list[Step] | None = None  # few names need it
        self.long = _left_of(_LONG, ending)
        rung = next((rung for rung, _, rest in self.long if not rest), 0)
        self.gone = b"%d" % rung if rung else b""
        self.is_shortened = rung > 3

    def short(self) -> list[Step]:
        """The steps behind a head with a short last word."""
        if self._short is None:
            self._short = _left_of(_SHORT, self._ending)
        return self._short


def _left_of(probe: str, ending: bytes) -> list[Step]:
    """The steps of an ending behind a head; none when it changes the head."""
    forms = (probe, *bare_forms(probe))
    steps: list[Step] = []
    for rung, key in ladder(f"{probe} {fold(ending.decode())}") if PLAIN.fullmatch(ending) else ():
        form = next((number for number, form in enumerate(forms) if key.startswith(form)), None)
        if form is None:
            return []
        steps.append((rung, form, key[len(forms[form]) :]))
    return steps
