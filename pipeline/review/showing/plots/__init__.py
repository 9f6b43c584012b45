"""Plots as shapes: numbers in, rectangles and labels out; the templates draw them as SVG. Pure."""
