"""What `import valcli` offers to type checkers: the names that are loaded when they are first asked for."""

from valcli.library import COLUMNS as COLUMNS
from valcli.library import FactBase as FactBase
from valcli.library import FactsProblem as FactsProblem
from valcli.library import Hit as Hit
from valcli.library import InfoAnswer as InfoAnswer
from valcli.library import NameAnswer as NameAnswer
from valcli.library import Resolved as Resolved
from valcli.library import SearchAnswer as SearchAnswer
from valcli.library import ShownReading as ShownReading
from valcli.library import ShownSection as ShownSection
from valcli.library import Statement as Statement
from valcli.library import UsageProblem as UsageProblem
from valcli.library import ValcliError as ValcliError
from valcli.library import answer as answer
from valcli.library import answer_many as answer_many
from valcli.library import info as info
from valcli.library import open_facts as open_facts
from valcli.library import row_of as row_of
from valcli.library import search as search

__version__: str

__all__: list[str]
