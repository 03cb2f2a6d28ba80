"""Frozen records do what frozen dataclasses do."""

import pytest

from valcli.model.frozen import Frozen, replaced, shape, spec


class Point(Frozen):
    """Two numbers, one of them optional."""

    x: int
    y: int = spec("up", default=0)


class Named(Frozen, mixed_in=True):
    """What has a name."""

    name: str = spec("name", words="names")


class Coloured(Frozen, mixed_in=True):
    """What has a colour."""

    colour: str = spec("colour", default="")


class Pin(Named, Coloured):
    """Both, and a place."""

    at: Point


class Spot(Point):
    """A point with a size."""

    size: int


def test_equal_when_class_and_fields_are() -> None:
    """Equality, hash and text follow the fields."""
    assert Point(x=1) == Point(x=1, y=0) != Point(x=1, y=2)
    assert Point(x=1) != Spot(x=1, size=0)
    assert len({Point(x=1), Point(x=1), Point(x=2)}) == 2
    assert repr(Point(x=1)) == "Point(x=1, y=0)"


def test_never_changes() -> None:
    """No field is set, added or deleted."""
    point = Point(x=1)
    with pytest.raises(AttributeError, match="Point is frozen: x"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="Point is frozen: z"):
        point.z = 2
    with pytest.raises(AttributeError, match="Point is frozen: x"):
        del point.x
    assert not hasattr(point, "__dict__")


def test_every_field_is_given_and_no_other() -> None:
    """A missing field is named; one that is not declared is refused."""
    with pytest.raises(TypeError, match="Spot needs size"):
        Spot(x=1)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Point(x=1, z=3)  # type: ignore[call-arg]


def test_fields_in_order_of_declaration() -> None:
    """Inherited fields first; what is mixed in last comes first, as in a dataclass."""
    assert list(shape(Spot)) == ["x", "y", "size"]
    assert list(shape(Pin)) == ["colour", "name", "at"]
    assert (shape(Pin)["name"].words, shape(Pin)["name"].required, shape(Pin)["colour"].required) == ("names", True, False)
    assert shape(Pin)["at"].hint is Point


def test_replaced_keeps_the_rest() -> None:
    """A changed copy; the record itself stays."""
    pin = Pin(name="a", at=Point(x=1))
    assert replaced(pin, colour="red") == Pin(name="a", at=Point(x=1), colour="red")
    assert pin.colour == ""
