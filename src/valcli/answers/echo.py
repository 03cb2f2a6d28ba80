"""A bracket that says a name once more, spelled wrong: nothing that has to be read."""

from collections.abc import Iterable, Sequence

from valcli.reading.lexicon import Lexicon
from valcli.text.near import is_one_letter, one_letter_apart
from valcli.text.tokens import key_of

_SHORTEST = 7  # letters; of shorter words one letter makes too many others
_SALT = "salt"


def without_echoes(unread: Sequence[str], names: Iterable[str], lexicon: Lexicon) -> list[str]:
    """What is unread, without words that are one letter from a name of the text and from no other, and then without salts."""
    known = {word for name in names for word in key_of(name.casefold()).split(" ")}
    found = [text for text in unread if not _is_echo(text, known, lexicon)]
    if len(found) == len(unread):
        return found
    said = lexicon.words.anywhere.words
    return [text for text in found if not all(word in said and said[word].kind == _SALT for word in text.split(" "))]


def _is_echo(text: str, known: set[str], lexicon: Lexicon) -> bool:
    if len(text) < _SHORTEST or not any(is_one_letter(text, word) for word in known):
        return False
    return all(near in known for near in one_letter_apart(text) if near in lexicon.names)
