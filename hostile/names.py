"""Made names against an oracle that shares no code with the reader: no level for a name that does not stand in the text."""

import random
import re
import time
import unicodedata
from collections import Counter

import world
import yaml
from world import Found

_SHORTEST = 5  # letters of a shortened name
_JOINED = re.compile(r"[/+,;|-]|\band\b|\bwith\b")
_AROUND = ("10 mg", "500 mg tablets", "twice daily", "for pain", "no", "sugar free", "xr", "hcl", "sodium", "er", "5%", "stopped")
_JOINERS = (" ", "/", " + ", ", ", " and ", " with ", "-", "; ", " | ", "\t", " (", ") ", "")
_SIGNS = "aeioxzq-/'.,0159 ()[]%&+_*#@:\u00e9\u00df\u0130\u0131\u2019\u200b\u202e\u0301\ufb01\u2160\U0001f600"


def folded(text: str) -> str:
    """The text in small letters, without accents, every other sign a space; written for this suite alone."""
    parts: list[str] = []
    for char in unicodedata.normalize("NFKD", text.replace("\u00ae", "").replace("\u2122", "").replace("\u2120", "")).casefold():
        kind = unicodedata.category(char)
        if kind[0] in "LN":
            if parts and {parts[-1].isdigit(), char.isdigit()} == {True, False} and parts[-1] != " ":
                parts.append(" ")  # a strength stands close behind a name
            parts.append(char)
        elif kind not in ("Mn", "Cf") and char not in "'\u2019`\u00b4":
            parts.append(" ")
    return " ".join("".join(parts).split())


class Oracle:
    """Every known name as a plain string, and whether one of them stands in a text as whole words.

    Words of an emergency count as names, and so does "took 9": they are answered, with the level of too much. A name may
    stand in the plural.
    """

    def __init__(self, names: list[str]) -> None:
        listed = yaml.safe_load((world.ROOT / "facts" / "names" / "words.yaml").read_text())
        words = [word for group in listed["words"] if group["kind"] == "emergency" for word in group["words"]]
        self.short = {folded(item["short"]) for item in listed["shortened"]}
        self.taking = {folded(word) for group in listed["words"] if group["kind"] == "taking" for word in group["words"]}
        whole = {folded(name) for name in (*names, *words)} - {""}
        # 'co-codamol' is typed as 'co codamol' and as 'cocodamol' too
        self.closed = {name.replace(" ", "") for name in whole}
        self.longest = max(len(name.split()) for name in whole) + 1

    def stands_in(self, text: str) -> bool:
        """Whether any known name stands in the text."""
        words = folded(text).split()
        for start in range(len(words)):
            for end in range(start + 1, min(len(words), start + self.longest) + 1):
                run = "".join(words[start:end])
                if " ".join(words[start:end]) in self.taking and words[end : end + 1] and words[end].isdigit():
                    return True
                if run in self.closed or any(run.removesuffix(plural) in self.closed for plural in ("s", "es")):
                    return True
        return False

    def is_cut_short(self, text: str) -> bool:
        """Whether a part of a joined text is a listed short name, or only the beginning of a name, as in `amoxi/clav`."""
        parts = [folded(part) for part in _JOINED.split(text)]
        return len(parts) > 1 and any(
            word in self.short or (len(word) >= _SHORTEST and any(name.startswith(word) for name in self.closed))
            for part in parts
            for word in part.split()
        )


def count(most: int, seed: int) -> Found:
    """Answer so many made names in this process."""
    from valcli.answers.names import Names
    from valcli.store.opening import open_facts

    base = open_facts(None)
    known = sorted({hit.name for hit in base.entries()})
    oracle = Oracle(known)
    answers = Names(base, "all", suggest=False)
    found = Found(
        "names",
        "Names, made of known names by slips, joins, cuts and odd signs. An answer with a level must have a known name in the "
        "text, as whole words, by a search that shares no code with the reader.",
        (
            "made by",
            "names",
            "answered with a level",
            "by the beginning of a name in a joined text",
            "without a known name",
            "faults",
            "slowest, s",
        ),
    )
    chance = random.Random(seed)
    if oracle.stands_in("wi zne") or not oracle.stands_in(f"x {known[0]} y"):
        found.wrong.append("the oracle itself sees what is not there, or not what is")
    asked: Counter[str] = Counter()
    levels: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    short: Counter[str] = Counter()
    slowest: dict[str, float] = {}
    for _ in range(most):
        how, text = _made(chance, known)
        start = time.perf_counter()
        try:
            answer = answers.answer(text)
        except Exception as fault:  # noqa: BLE001  what is looked for
            faults[how] += 1
            found.wrong.append(f"{text!r}: {type(fault).__name__}: {fault}")
            continue
        slowest[how] = max(slowest.get(how, 0.0), time.perf_counter() - start)
        asked[how] += 1
        if answer.level:
            levels[how] += 1
            if oracle.stands_in(text):
                continue
            if oracle.is_cut_short(text):
                short[how] += 1
            else:
                wrong[how] += 1
                found.wrong.append(f"{text!r}: {answer.level} for no name: {[item.matched for item in answer.resolved]}")
    found.wrong += [f"{how}: one name took {took:.1f} s" for how, took in slowest.items() if took > world.MOST_SECONDS]
    for how, times in sorted(asked.items()):
        found.rows.append((how, times, levels[how], short[how], wrong[how], faults[how], f"{slowest[how]:.3f}"))
    return found


def _made(chance: random.Random, known: list[str]) -> tuple[str, str]:
    """A way to make a name, and one that is made so."""
    name = chance.choice(known)
    match chance.randrange(6):
        case 0:
            return "a slip", _slipped(chance, name, chance.randint(1, 3))
        case 1:
            return "two names", f"{name}{chance.choice(_JOINERS)}{chance.choice(known)}"
        case 2:
            words = [name, *chance.sample(_AROUND, chance.randint(1, 3))]
            chance.shuffle(words)
            return "words around", chance.choice(_JOINERS).join(words)
        case 3:
            start = chance.randrange(len(name))
            return "a cut", name[start : chance.randint(start + 1, len(name))]
        case 4:
            return "signs alone", "".join(chance.choice(_SIGNS) for _ in range(chance.randint(1, 40)))
    words = " ".join(chance.sample(known, 3)).split()
    chance.shuffle(words)
    return "words mixed", " ".join(_slipped(chance, word, chance.randint(0, 1)) for word in words)


def _slipped(chance: random.Random, name: str, times: int) -> str:
    for _ in range(times):
        place = chance.randrange(len(name) + 1)
        sign = chance.choice(_SIGNS)
        name = chance.choice(
            (name[:place] + sign + name[place:], name[:place] + name[place + 1 :], name[:place] + sign + name[place + 1 :])
        )
        name = name or sign
    return name
