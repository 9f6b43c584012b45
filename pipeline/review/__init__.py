"""Review: people go through a run's records, decide each, mend and add, and the next run respects it.

- `decisions`, `facts`, `relocating`, `standing`: what can be decided, and where a record stands then; pure.
- `ledger`: the book of decisions beside a run, in one SQLite file; the only SQL of review.
- `showing`: an article with its evidence marked, cards, plots, texts as inert HTML.
- `editing`: a record as a form, what is typed, a form as a record; pure.
- `export`, `reviewed`, `gold`, `comparing`: the ways out, and how far two reviewers agree.
- `web`: the page itself.
- `report`: a run as one HTML file.
"""
