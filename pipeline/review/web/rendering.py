"""Templates: Jinja with everything escaped, and what each page knows besides its own.

Whatever comes from an article is hostile. Templates escape it, `visible` shows characters that act on
others without being seen, and `<bdi>` keeps the direction of a text to itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from jinja2 import Environment
from starlette.responses import HTMLResponse

from pipeline.review.showing.templating import templates_in
from pipeline.review.web.assets import Assets
from pipeline.review.web.freshness import Freshness
from pipeline.review.web.identity import Identity
from pipeline.review.web.visitors import Visitor

_TEMPLATES = Path(__file__).parent / "templates"


def environment(assets: Assets) -> Environment:
    """The templates, with the filters of `pipeline.review.showing.templating` and `asset(name)`."""
    templates = templates_in(_TEMPLATES)
    templates.globals["asset"] = assets.address
    return templates


def render(
    request: Request,
    name: str,
    /,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    **context: Any,
) -> HTMLResponse:
    """A page or a fragment of one.

    Beside its own, a template knows `reviewer`, `csrf`, `logins`, `double`, `freshness` and `path`.
    """
    state = request.app.state
    who: Visitor = request.scope["state"]["visitor"]
    templates: Environment = state.templates
    page = templates.get_template(name).render(
        context,
        reviewer=who.reviewer,
        csrf=who.token,
        logins=state.identity.logins,
        double=state.ledgers.double,
        freshness=state.freshness,
        path=request.url.path,
    )
    return HTMLResponse(page, status, headers)


def register(app: FastAPI, assets: Assets, identity: Identity, freshness: Freshness) -> None:
    """Give the application what `render` needs."""
    app.state.templates = environment(assets)
    app.state.identity = identity
    app.state.freshness = freshness
