"""Sources, and the accepted problems."""

from collections.abc import Iterator

from valcli.model import Citation, Claim, Rating
from valcli.rules.base import Base
from valcli.rules.examples import source
from valcli.rules.rule import Example, Found, Rule, add, rule


@rule(
    "C1",
    "no source that nothing cites",
    "A source that supports nothing makes the list look stronger than it is.",
    rejects=source("Sleep", cited=False),
    passes=source("Sleep", cited=True),
)
def _no_orphan(base: Base) -> Iterator[Found]:
    cited = {thing.source for thing, _ in base.check.everything if isinstance(thing, (Citation, Rating))}
    cited |= {claim.article for claim in base.facts.claims if isinstance(claim, Claim)}
    for item in base.facts.sources:
        if item.id not in cited:
            yield Found(item, "id", "nothing cites this source", item.id)


# found by the engine itself, after all other rules
UNUSED, UNSORTED = "X1", "X2"
_NOTHING = Example("suppressions.yaml", "- {rule: H16, record: box.example, reason: It is printed so.}\n", whole=True)

add(
    Rule(
        UNUSED,
        "a suppression meets a problem",
        "error",
        "A suppression that is no longer needed hides the next problem.",
        _NOTHING,
        Example(
            "suppressions.yaml",
            """\
- {rule: H17, record: box.example, reason: It is printed so.}
# sections/danger.yaml
  - id: box.example
    kind: fact
    group: always
    text: >-
      Take it 3x a day.
    clinical: >-
      Example.
    citations: [{source: label-us, locator: section 5, read: seen}]
""",
            whole=True,
        ),
    )
)
add(
    Rule(
        UNSORTED,
        "suppressions are sorted",
        "error",
        "A sorted list shows at a glance what is accepted, and nothing stands twice.",
        Example(
            "suppressions.yaml",
            "- {rule: H17, record: box.b, reason: It is printed so.}\n- {rule: H17, record: box.a, reason: It is printed so.}\n",
            whole=True,
        ),
        _NOTHING,
    )
)
