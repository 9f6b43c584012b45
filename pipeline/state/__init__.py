"""The state of an output directory: what was seen, with which content and version, and what came of it.

It lies in one SQLite file, written step by step as a run goes on. The files that others read are copies out
of it; it is never read back from them. Whatever kills a run, the next one finds every document at the end of
its last finished step.

    with State.opened(directory) as state:
        state.begin(fingerprint, sources, started)
        state.documents.put_cleaned(read, article, signature)
        state.documents.put_records(read.id, records, types)
        state.publish()
        state.finish(counts, seconds, finished)
"""

from pipeline.state.copies import CopyRow
from pipeline.state.document_rows import DocumentChange, DocumentRow, DocumentState, ReadDocument
from pipeline.state.forgetting import Forgotten
from pipeline.state.page_rows import Page, PageChange, PageRow, PageStatus
from pipeline.state.runs import RunRow
from pipeline.state.state import State
from pipeline.state.tally import Tally, Totals

__all__ = [
    "CopyRow",
    "DocumentChange",
    "DocumentRow",
    "DocumentState",
    "Forgotten",
    "Page",
    "PageChange",
    "PageRow",
    "PageStatus",
    "ReadDocument",
    "RunRow",
    "State",
    "Tally",
    "Totals",
]
