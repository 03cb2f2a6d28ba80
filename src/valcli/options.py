"""The values that options take. They stand apart from what serves them, so that help loads nothing else."""

FORMATS = ("text", "plain", "json", "jsonl")
STREAMED = ("text", "plain", "jsonl")  # of a list of names, whose end nobody knows yet
ALL_COUNTRIES = "all"
COUNTRIES = ("us", "uk", ALL_COUNTRIES)
