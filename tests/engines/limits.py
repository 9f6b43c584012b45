"""What a run costs beside its documents: its own steps, measured with an engine that works for nothing.

    python -m tests.engines.limits run --documents 200000 --together 50
    python -m tests.engines.limits scheduler --shards 2000

`run` takes invented articles of the usual size through a whole run whose cleaning and extraction give ready
results at once, so that what remains is reading, the state, the search for copies, and the files. `scheduler`
has a real scheduler with two real workers pass on shards of one document that is no work.
"""

from __future__ import annotations

import argparse
import io
import json
import random
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType

from pipeline.article import Article
from pipeline.engines import remote
from pipeline.fetch.sources import sources_of
from pipeline.manifest import deciding
from pipeline.outcome import Cleaned, Extracted
from pipeline.run import run
from pipeline.settings import Settings
from pipeline.store import json_line
from pipeline.workers import CleanTask, Result, Task
from tests.batch.runs import Silent
from tests.corpus import RAW

RECORDS = 9
RECORD_LETTERS = 550
LETTERS = 4300
SIGNATURE_BYTES = 256


class Instant:
    """An engine whose documents cost nothing, and whose results are kept so many together."""

    def __init__(self, together: int) -> None:
        """Take the number of documents of a group."""
        self._together = together

    def __enter__(self) -> Instant:
        """The engine."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing was started."""

    def expect(self) -> None:
        pass

    def groups(self, tasks: Iterable[Task]) -> Iterator[Sequence[Result]]:
        rest = iter(tasks)
        while group := [_result(task) for task in islice(rest, self._together)]:
            yield group


def _result(task: Task) -> Result:
    if not isinstance(task, CleanTask):
        article = json.loads(task.article_line)
        text = article["text"]
        pieces = [text[start : start + RECORD_LETTERS] for start in range(0, RECORDS * 400, 400)]
        lines = tuple(json.dumps({"id": article["id"], "text": piece}).encode() + b"\n" for piece in pieces)
        return Extracted(document=article["id"], records=lines, types=Counter(date=RECORDS))
    raw = task.raw
    assert isinstance(raw.content, str)
    urls = (raw.url,) if raw.url else ()
    article = Article(
        id=raw.id, url=raw.url, urls=urls, published=raw.published, text=raw.content, source="made"
    )
    signature = random.Random(raw.id).randbytes(SIGNATURE_BYTES)
    return Cleaned(document=raw.id, article=json_line(article), signature=signature)


def _made(path: Path, documents: int) -> None:
    """Articles of the words of the corpus, each with an address and a day of its own."""
    words = " ".join(one.read_text(encoding="utf-8") for one in RAW.glob("*.txt")).split()
    drawn = random.Random(0)
    with path.open("w", encoding="utf-8") as stream:
        for number in range(documents):
            text = " ".join(drawn.choices(words, k=LETTERS // 6))
            day = f"20{drawn.randrange(16, 26)}-{drawn.randrange(1, 13):02}-{drawn.randrange(1, 29):02}"
            url = f"https://press.example/{number}"
            row = {"id": f"d{number:08}", "url": url, "published": day, "text": text}
            stream.write(json.dumps(row) + "\n")


def measure_run(documents: int, together: int) -> None:
    """Print the seconds of each stage, the memory of the process, and what lies on the disk."""
    with tempfile.TemporaryDirectory() as directory:
        source, out = Path(directory) / "made.jsonl", Path(directory) / "out"
        _made(source, documents)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        processor = time.process_time()
        summary = run(
            list(sources_of([str(source)])),
            out,
            Settings(),
            io.BytesIO(),
            Silent(),
            engine=Instant(together),
        )
        processor = time.process_time() - processor
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        sizes = {path.name: path.stat().st_size for path in out.iterdir() if path.is_file()}
    say = sys.stdout.write
    say(f"{documents} documents, {together} together, processor {processor:.1f} s\n")
    for stage, seconds in summary.seconds.items():
        rate = f"{documents / seconds:,.0f} a second" if seconds > 0.05 else ""
        say(f"  {stage:8} {seconds:8.1f} s  {rate}\n")
    say(f"  memory {before / 1000:.0f} MB before, {after / 1000:.0f} MB at most\n")
    for name, size in sorted(sizes.items()):
        say(f"  {name:16} {size / 1e6:8.1f} MB, {size / documents / 1000:.2f} kB a document\n")


def measure_scheduler(shards: int) -> None:
    """Print how many shards a second pass through a scheduler."""
    from pipeline.engines.cluster import Cluster

    settings = Settings()
    with tempfile.TemporaryDirectory() as directory, Cluster("", 2) as cluster:
        make = partial(
            remote.Order,
            run="none",
            shelf=Path(directory),
            version=deciding(settings),
            settings=settings,
            strict=False,
            digests=(),
            tasks=(),
        )
        begun = time.perf_counter()
        for number in range(shards):
            cluster.give(make(shard=str(number)))
            if number >= 8:
                cluster.receipt()
        seconds = time.perf_counter() - begun
    sys.stdout.write(f"{shards} shards, {shards / seconds:.0f} a second\n")


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    of_run = verbs.add_parser("run")
    of_run.add_argument("--documents", type=int, default=20_000)
    of_run.add_argument("--together", type=int, default=50)
    of_scheduler = verbs.add_parser("scheduler")
    of_scheduler.add_argument("--shards", type=int, default=1000)
    chosen = parser.parse_args()
    if chosen.verb == "run":
        measure_run(chosen.documents, chosen.together)
    else:
        measure_scheduler(chosen.shards)


if __name__ == "__main__":
    main()
