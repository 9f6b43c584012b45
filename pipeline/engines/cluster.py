"""A Dask cluster: workers started here or a scheduler that is joined, and what its errors mean.

Nothing outside this module sees Dask, and it is imported when a cluster is needed, not before.
"""

from __future__ import annotations

import logging
import pickle
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from pipeline.engines.remote import Call, Order, Receipt
from pipeline.errors import ClusterUnreachable, PipelineError, VersionsDiffer, WorkerDied, WrongUse
from pipeline.workers.worker import without_interrupts

if TYPE_CHECKING:
    from distributed import Client, Future

log = logging.getLogger(__name__)

_PATIENCE = "10s"
"""How long a scheduler may take to answer."""
_LOOPBACK = "127.0.0.1"
_QUIET = {"distributed": "critical", "distributed.client": "critical", "distributed.nanny": "critical"}
_LOCAL = {
    "distributed.scheduler.allowed-failures": 10,  # a worker's death is never the work of a document
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    # what Dask measures of itself costs three of a hundred of two cores; nobody looks at it here
    "distributed.worker.profile.enabled": False,
    "distributed.admin.tick.interval": "1s",
    "distributed.admin.system-monitor.interval": "5s",
}


class Cluster:
    """The workers of one scheduler, which take orders and give receipts."""

    def __init__(self, address: str, workers: int) -> None:
        """Join a scheduler, or start as many workers here.

        Args:
            address: the scheduler's; empty to start workers here.
            workers: how many.

        Raises:
            ClusterUnreachable: the scheduler does not answer.
            WrongUse: the address is none.
        """
        self._place = address or "the scheduler"
        self._stack = ExitStack()
        try:
            self._client = self._stack.enter_context(_joined(address) if address else _started(workers))
        except BaseException:
            self._stack.close()
            raise
        from distributed import as_completed

        self._finished = as_completed(loop=self._client.loop)
        self._orders: dict[Future, str] = {}

    def __enter__(self) -> Self:
        """The cluster; it is left, or ended, with the block."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the cluster, or end the workers that were started."""
        self._stack.close()

    @property
    def threads(self) -> int:
        """How many shards can be worked on at the same time now; 0 while there is no worker."""
        with self._translated():
            return sum(self._client.nthreads().values())

    @property
    def waiting(self) -> int:
        """How many orders have no receipt yet."""
        return len(self._orders)

    def give(self, order: Order) -> None:
        """Give an order to whichever worker is free."""
        with self._translated():
            key = f"shard-{order.shard}-{order.run}"
            future = self._client.submit(pickle.loads, pickle.dumps(Call(order)), key=key, pure=False)
            self._orders[future] = order.shard
            self._finished.add(future)

    def receipt(self) -> tuple[str, Receipt]:
        """Wait for the next receipt; the shard that it is for.

        Raises:
            ClusterUnreachable: the scheduler is gone.
            VersionsDiffer: a worker has another version than the run.
            WorkerDied: worker after worker died over the shard.
            Exception: what working it off has raised.
        """
        future: Future = next(self._finished)
        shard = self._orders.pop(future)
        with self._translated():
            receipt: Receipt = pickle.loads(future.result())
        return shard, receipt

    def withdraw(self) -> None:
        """Take back all orders without a receipt; those under work are worked off all the same."""
        try:
            self._client.cancel(list(self._orders), reason="the run has ended")
        except (CancelledError, OSError, RuntimeError) as error:
            log.debug("orders could not be taken back: %s", error)
        self._orders.clear()

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Say what an error of Dask means."""
        from distributed import KilledWorker

        try:
            yield
        except PipelineError:
            raise
        except KilledWorker as error:
            raise WorkerDied(
                f"worker after worker ended over one shard, the last {error.last_worker}"
            ) from error
        except (CancelledError, OSError) as error:
            raise ClusterUnreachable(f"{self._place}: has gone; the next run goes on") from error
        except ImportError as error:
            raise VersionsDiffer(
                f"{self._place}: pressfacts is not installed at a worker: {error}"
            ) from error


@contextmanager
def _joined(address: str) -> Iterator[Client]:
    _hush()
    from distributed import Client

    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except ValueError as error:
        raise WrongUse(f"{address}: is no address of a scheduler, as tcp://host:8786 is: {error}") from error
    except OSError as error:
        raise ClusterUnreachable(f"{address}: no scheduler answers there") from error
    with client:
        yield client


@contextmanager
def _started(workers: int) -> Iterator[Client]:
    """Workers on this machine that nobody else can reach; they end with the block, or with this process."""
    _hush()
    import dask
    from distributed import Client, LocalCluster

    with ExitStack() as stack:
        # the threads that start workers, also anew, are made here, and hand on that Ctrl-C is not for them
        with dask.config.set(_LOCAL), without_interrupts():
            cluster = stack.enter_context(
                LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    host=_LOOPBACK,
                    security=True,  # other users of the machine can reach the port
                    dashboard_address=None,
                    scheduler_kwargs={"dashboard_address": f"{_LOOPBACK}:0"},
                    memory_limit=None,
                    silence_logs=logging.CRITICAL,
                )
            )
        yield stack.enter_context(Client(cluster, set_as_default=False))


def _hush() -> None:
    """Keep Dask, before it is imported, from writing to standard error: what matters is an error of ours."""
    import dask

    dask.config.set({"logging": _QUIET})
