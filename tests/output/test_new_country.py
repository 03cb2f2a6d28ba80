"""A country touches YAML alone: its levels, its numbers and its advice are answered in every format."""

from pathlib import Path

import pytest

from conftest import copy_tiny, run

AU = "{tag: au, label: Australia, meaning: Australia., said: [Australian], has_levels: true}"


@pytest.fixture
def australia(tmp_path: Path) -> str:
    """The made-up facts with one country more."""
    folder = copy_tiny(tmp_path / "facts")
    words = folder / "vocabulary.yaml"
    lines = [line for line in words.read_text().split("\n") if "tag: au," not in line]
    at = next(number for number, line in enumerate(lines) if "tag: uk," in line)
    words.write_text("\n".join([*lines[: at + 1], f"  - {AU}", *lines[at + 1 :]]))
    signs = folder / "warning-signs.yaml"
    signs.write_text(
        signs.read_text().replace(
            "    uk: >-\n      Call 999 now.\n", "    uk: >-\n      Call 999 now.\n    au: >-\n      Call 000 now.\n"
        )
    )
    meta = folder / "facts.yaml"
    cited = "    citations:\n      - {source: label-us, locator: a, read: seen}\n"
    number = f'  - country: au\n    when: emergency\n    number: "000"\n{cited}'
    meta.write_text(meta.read_text().replace("  - country: uk\n", f"{number}  - country: uk\n", 1))
    alcohol = folder / "interactions" / "alcohol.yaml"
    alcohol.write_text(alcohol.read_text().replace("level: avoid\n", "level: {us: avoid, uk: avoid, au: ask-first}\n", 1))
    return str(folder)


def test_level_number_and_advice(australia: str) -> None:
    """What the facts say for the new country is in text, plain and JSON."""
    done = run("interactions", "wine", "--country", "au", "--json", "--facts", australia)
    answer = done.json["answers"][0]
    assert (done.code, answer["level"]) == (0, "ask-first")
    assert answer["interactions"][0]["levels"] == {"us": "avoid", "uk": "avoid", "au": "ask-first"}
    assert answer["interactions"][0]["red_flags"]["act"] == {
        "us": "Call 911 now.",
        "uk": "Call 999 now.",
        "ie": None,
        "au": "Call 000 now.",
    }
    for form, advice in (("text", "Australia: Call 000 now."), ("plain", "Call 000 now.")):
        out = run("interactions", "wine", "--country", "au", "--facts", australia, "-f", form).out
        assert advice in out
        assert "Emergency: 000 (Australia)." in out


def test_a_country_that_nobody_knows(australia: str) -> None:
    """The countries that there are stand in the message."""
    done = run("interactions", "wine", "--country", "fr", "--facts", australia)
    assert (done.out, done.code) == ("", 2)
    assert done.err == "valcli: no country 'fr'. Countries: us, uk, au, all.\n"
