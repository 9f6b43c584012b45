"""The language model and its shortcuts."""
