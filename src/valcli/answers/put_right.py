"""A question with a slip of the finger -> the question as it was most likely meant; the page says which words were read so."""

from collections.abc import Mapping, Sequence

from valcli.store.fact_base import FactBase
from valcli.text.fold import fold
from valcli.text.near import is_slip
from valcli.text.words import words_of

_SHORTEST = 6  # letters of a slip, but for one of the medicine's own name


def put_right(facts: FactBase, text: str, near: Mapping[str, Sequence[str]]) -> tuple[str, tuple[str, ...]]:
    """The text with each word that stands nowhere put right, and how these words are read; two empty values for no change.

    `near` are words that are spelled like those. Of two medicines that are spelled alike none is chosen.
    """
    read = {word: meant for word, names in near.items() if (meant := _meant(facts, word, names))}
    if not read:
        return "", ()
    return " ".join(read.get(word, word) for word in words_of(text)), tuple(read.values())


def _meant(facts: FactBase, word: str, near: Sequence[str]) -> str:
    slips = [name for name in near if is_slip(word, fold(name))]
    own = [name for name in slips if any(hit.target == facts.meta().same_medicine for hit in facts.names(fold(name), bare=False))]
    if own:  # what all questions here are about
        return own[0]
    medicines = [name for name in slips if any(not hit.everyday for hit in facts.names(fold(name), bare=False))]
    if len(word) < _SHORTEST:  # another short word is soon as near
        return ""
    if medicines and (len(slips) > 1 or any(fold(name) in facts.looked_alike for name in medicines)):
        slips = [name for name in slips if name not in medicines]
    return slips[0] if slips else ""
