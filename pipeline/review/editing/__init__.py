"""A record as a form, and a form as a record, checked field by field."""
