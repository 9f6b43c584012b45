"""The page for analysts: a small web application over the ledger of one run.

- `serving`, `listening`, `protocol`: one server on a directory, its address, its patience with slow clients.
- `app`: the application, made of what follows.
- `security`, `bodies`, `visitors`, `csrf`: what every request passes, from the outside to the inside.
- `identity`, `sessions`, `login`, `attempts`: who is reviewing.
- `rendering`, `assets`, `failures`: templates, files of the page, what is said when something fails.
- `ledgers`, `freshness`: ledgers to borrow for a request, and a new run that is taken in beside it.

Each module of pages has a function `register(app)`; a handler is a plain function that takes the request,
borrows a ledger (`ledgers.borrowed`), and renders a template (`rendering.render`).
"""
