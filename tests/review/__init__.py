"""The analysts' page."""
