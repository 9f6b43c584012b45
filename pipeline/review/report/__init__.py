"""A run as one HTML file: its numbers as plots, and each article with its evidence marked beside its records.

The file needs nothing else: no server, no network, no script of others. It shows what reviewers decided where
the run was reviewed, and works as well where it was not.
"""

from pipeline.review.report.place import REPORT_FILE, remove_report
from pipeline.review.report.writing import Written, write_report

__all__ = ["REPORT_FILE", "Written", "remove_report", "write_report"]
