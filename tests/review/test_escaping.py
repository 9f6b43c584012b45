"""What templates put out is escaped, whatever it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, StrictUndefined
from jinja2.exceptions import UndefinedError
from markupsafe import Markup, escape

from pipeline.review.showing.escaping import Escaping, escaped

HOSTILE = "<script>alert('x')</script>&\""


class Loud(str):
    """A string of another class."""


class Marked:
    """Something that says itself how it is shown."""

    def __html__(self) -> str:
        """As markup."""
        return "<i>so</i>"


def rendered(template: str, **context: Any) -> str:
    """What a template gives, beside one with a macro that passes on what it gets."""
    macros = "{% macro said(x) %}{{ x }}{% endmacro %}{% macro framed() %}<p>{{ caller() }}</p>{% endmacro %}"
    templates = {"it": template, "macros": macros}
    environment = Escaping(loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("it").render(context)


@given(
    st.one_of(
        st.text(), st.integers(), st.floats(), st.booleans(), st.none(), st.lists(st.text()), st.binary()
    )
)
def test_it_is_what_markupsafe_makes_of_it(value: object) -> None:
    assert escaped(value) == escape(value)


@pytest.mark.parametrize("value", [Markup("<b>"), Loud("<b>"), Marked(), True])
def test_other_classes_are_left_to_markupsafe(value: object) -> None:
    assert escaped(value) == escape(value)


@pytest.mark.parametrize(
    "template",
    [
        "{{ x }}",
        "{% set y = x %}{{ y }}",
        "{% set y %}{{ x }}{% endset %}{{ y }}",
        '{% from "macros" import said %}{{ said(x) }}',
        "{{ [x] | join }}",
        "{{ '%s' | format(x) }}",
        "{{ x ~ '' }}",
        "{% for c in [x] %}{{ c }}{% endfor %}",
        "{% filter trim %}{{ x }}{% endfilter %}",
        '{{ {"a": x}.a }}',
    ],
)
def test_nothing_hostile_gets_out_of_a_template(template: str) -> None:
    assert rendered(template, x=HOSTILE) == str(escape(HOSTILE))


def test_markup_is_not_escaped_twice() -> None:
    assert rendered('{% from "macros" import said %}{{ said(said(x)) }}', x="<") == "&lt;"
    assert rendered("{{ x }}", x=Markup("<b>")) == "<b>"
    framed = '{% from "macros" import framed %}{% call framed() %}{{ x }}{% endcall %}'
    assert rendered(framed, x="<") == "<p>&lt;</p>"


def test_what_is_missing_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        rendered("{{ missing }}")
