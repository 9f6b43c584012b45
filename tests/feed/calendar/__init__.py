"""The feed of calendars."""
