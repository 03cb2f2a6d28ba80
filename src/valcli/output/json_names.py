"""Answers about names, and what is said of each pair, in the JSON form; the keys stand in the order of this file."""

from valcli.answers.frame import Context
from valcli.answers.types import Combined, Duplicate, NameAnswer, Resolved, ShownReading, Statement
from valcli.output.json_records import PROMISED, citation_form, disagreement_form
from valcli.text.stated import stated

TYPE_CHECKING = False  # the same as typing's, which a stream of names does not need
if TYPE_CHECKING:
    from valcli.output.schema.parts import (
        AnswerForm,
        CombinedForm,
        DuplicateForm,
        EmergencyForm,
        InteractionForm,
        ListedInteractionForm,
        ReadingForm,
        ResolvedForm,
    )


def answer_form(context: Context, item: NameAnswer) -> "AnswerForm":
    """One answer about a name."""
    return {
        "asked": item.asked,
        "status": item.status,
        "level": item.level,
        "reason": item.reason,
        "resolved": [_resolved(one, form) for one, form in zip(item.resolved, item.forms, strict=True)],
        "form": item.form,
        "unread": list(item.unread),
        "interactions": [interaction_form(statement) for statement in item.interactions],
        "readings": [_reading(one) for one in item.readings],
        "question": item.question,
        "lookalikes": list(item.lookalikes),
        "suggestions": list(item.suggestions),
        "do_not_stop": item.do_not_stop,
        "emergency": emergency_form(context),
        "notes": list(item.notes),
    }


def emergency_form(context: Context) -> "list[EmergencyForm]":
    """The numbers to call, those of the country asked for first."""
    return [{"country": one.country, "when": one.when, "number": one.number} for one in context.emergency]


def _resolved(item: Resolved, form: str | None) -> "ResolvedForm":
    return {
        "interactant": item.interactant,
        "name": item.name,
        "matched": item.matched,
        "via": item.via,
        "ingredient": item.ingredient,
        "rxcui": item.rxcui,
        "country": item.country,
        "form": form,
    }


def _reading(item: ShownReading) -> "ReadingForm":
    return {"name": item.name, "interactant": item.interactant, "level": item.level, "headline": item.headline or None}


def interaction_form(item: Statement) -> "InteractionForm":
    """What is said of one pair."""
    signs = item.signs
    return {
        "id": item.id,
        "kind": "interaction",
        "name": item.name,
        "level": item.level,
        "basis": item.basis,
        "headline": item.headline or None,
        "effect": item.effect or None,
        "management": item.management or None,
        "if_already_taking": item.if_already_taking or None,
        "timing": item.timing or None,
        "mechanism": list(item.mechanism),
        "evidence": stated(item.evidence),
        "clinical": item.clinical or None,
        "levels": dict(item.levels),
        "red_flags": {
            "signs": list(signs.signs) if signs else [],
            "act": {**dict.fromkeys(PROMISED), **(signs.act if signs else {})},
            "citations": [citation_form(one) for one in signs.citations] if signs else [],
        },
        "questions": list(item.questions),
        "modifiers": list(item.modifiers),
        "ratings": [{"source": source, "says": says} for source, says in item.ratings],
        "disagreement": disagreement_form(item.disagreement),
        "citations": [citation_form(one) for one in item.citations],
        "basis_note": item.basis_note or None,
        "note": item.note or None,
    }


def listed_interaction(item: Statement) -> "ListedInteractionForm":
    """A listing has an item for each level of an entry; `members` says whose it is."""
    return {**interaction_form(item), "members": list(item.names)}


def duplicate_form(item: Duplicate) -> "DuplicateForm":
    """An ingredient that several names hold."""
    return {"ingredient": item.ingredient, "names": list(item.names), "perhaps": list(item.perhaps)}


def combined_form(item: Combined) -> "CombinedForm":
    """The one warning above several answers."""
    return {"names": list(item.names), **interaction_form(item.statement), "depends": item.depends}
