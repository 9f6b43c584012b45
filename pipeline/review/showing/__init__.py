"""What people see of a run: articles with their evidence marked, cards, plots, texts as inert HTML."""
