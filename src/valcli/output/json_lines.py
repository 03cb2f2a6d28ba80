"""Many answers about names as JSON, one a line: what is said of a pair is written once, and kept."""

from valcli.answers.frame import Context
from valcli.answers.types import NameAnswer, Statement
from valcli.model.frozen import replaced
from valcli.output.json_form import compact
from valcli.output.json_names import answer_form, interaction_form

_NONE_TOLD = '"interactions":[]'


class AnswerLines:
    """Writes answers to one request, as `json_names.answer_form` has them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._told: dict[int, tuple[Statement, str]] = {}  # few statements answer many names; each stays alive with its number

    def line(self, item: NameAnswer) -> str:
        """One answer, without a line end."""
        if not item.interactions:
            return compact(answer_form(self._context, item))
        text = compact(answer_form(self._context, replaced(item, interactions=())))
        # within a text a quote has a stroke before it, so this stands there once
        return text.replace(_NONE_TOLD, f"{_NONE_TOLD[:-1]}{','.join(map(self._of, item.interactions))}]", 1)

    def _of(self, statement: Statement) -> str:
        if id(statement) not in self._told:
            self._told[id(statement)] = statement, compact(interaction_form(statement))
        return self._told[id(statement)][1]
