"""A verb that takes a directory, or one of its own verbs: `review out`, `review user add`."""

from __future__ import annotations

from typing import Any

from typer.core import TyperGroup

_VERB = "pipeline.cli.opening"


class OpeningGroup(TyperGroup):
    """A group whose first argument is one of its verbs, or else the group's own, as its options are."""

    allow_interspersed_args = True
    allow_extra_args = False

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Keep a verb with its arguments for later; read the others as the group's own."""
        if args and args[0] in self.commands:
            ctx.meta[_VERB] = args
            args = []
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the verb, or what the group itself does."""
        if _VERB not in ctx.meta:
            return super().invoke(ctx)
        name, *rest = ctx.meta[_VERB]
        # beside the group rather than below it: its help would say `review [DIR] user`
        path = f"{ctx.info_name} {name}"
        with self.commands[name].make_context(path, rest, parent=ctx.parent) as inner:
            return inner.command.invoke(inner)
