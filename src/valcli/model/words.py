"""names/words.yaml: the words that stand around a name in a text, and what each class of them does."""

from valcli.model.frozen import Frozen, spec
from valcli.model.shared import _ID

# what a class of words does; each is read by `reading/`
KINDS = (
    "again|direction|emergency|ending|firm|form|frequency|illicit|joiner|maker-before|measure|note|opener|or|other-pack|person|reason|release|salt|taking"
    "|turns-last|turns-next|unit|zero"
)


class Site(Frozen):
    """Where a form is given."""

    tag: str = spec("the word in the files", pattern=_ID)
    label: str = spec("what is printed")
    whole_body: bool = spec("`true` when what is given there works in the whole body", default=False)


class WordGroup(Frozen):
    """Words of one class."""

    kind: str = spec("what the words do", pattern=KINDS)
    site: str = spec("for a form: where it is given", pattern=_ID, default="")
    rank: str = spec(
        "for a form: how plainly the word says where; for a note or a word that takes a name away: what it depends on",
        pattern="narrow|route|apart|pill|code|shape|hint|past|stop|but|instead|measured|asks|undoes|another",
        default="",
    )
    measure: str = spec("for a unit: what it measures", pattern="weight|amount|volume|share|each", default="")
    does: str = spec("what the reader does with them")
    why: str = spec("why that is right")
    words: tuple[str, ...] = spec("the words, each in one group for one place")
    names: tuple[str, ...] = spec(
        "those of the words that are a medicine's name too; inside a longer text the word wins", default=()
    )


class Shortened(Frozen):
    """A part of a name as record systems cut it."""

    short: str = spec("what they write")
    name: str = spec("the substance that is meant")


class WordsFile(Frozen):
    """names/words.yaml."""

    sites: tuple[Site, ...] = spec("where forms are given")
    words: tuple[WordGroup, ...] = spec("words around a name, class by class")
    mixtures: tuple[str, ...] = spec("substances whose two numbers tell a mixture, not a second ingredient", default=())
    opposites: tuple[tuple[str, ...], ...] = spec(
        "two words, or with a dash behind them two beginnings, that are spelled alike and mean the opposite", default=()
    )
    shortened: tuple[Shortened, ...] = spec("cut parts that are no beginning of the name", default=())
