"""What the reader of the files refuses before there is any record; told here, enforced by `files` and by the decoder."""

from valcli.editing.problems import END, SHAPE, UNREAD, YAML
from valcli.editing.rules.rule import LOAD, Example, Rule

_KNOWN = "names/known.yaml"
_FINE = Example(_KNOWN, "- name: zz example\n")


plain_yaml = Rule(
    YAML,
    "plain YAML that says one thing",
    "Duplicate keys, anchors, tags and hidden characters read as one thing and mean another.",
    rejects=Example(_KNOWN, "- name: zz example\n  name: zz other\n"),
    passes=_FINE,
    stage=LOAD,
)


ended = Rule(
    END,
    "a file ends with the line '# end'",
    "A file that was cut off between two lines reads like a whole one, and what is lost was perhaps a warning.",
    rejects=Example(_KNOWN, "- name: zz example\n", ended=False),
    passes=Example(_KNOWN, "- name: zz example\n# end\n", ended=False),
    stage=LOAD,
)


unread = Rule(
    UNREAD,
    "every file of the folder is read",
    "A warning in a file with another ending, or in another folder, would never be shown, and nobody would be told.",
    rejects=Example("zz-example.yaml", "- name: zz example\n"),
    passes=_FINE,
)


known_shape = Rule(
    SHAPE,
    "known keys, known words, no gaps",
    "A misspelled key or level would be silently left out of an answer.",
    rejects=Example(_KNOWN, "- nome: zz example\n"),
    passes=_FINE,
    stage=LOAD,
)
