"""Workers on other machines: a Dask scheduler's as a standard executor (the one module that knows `distributed`)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from gzdaily_site.crew import Crew
from gzdaily_site.errors import UserError

PATIENCE = 10  # seconds in which a scheduler must answer


@contextmanager
def crew(address: str) -> Iterator[Crew]:
    """A crew of the scheduler's workers, which need this version of gzsite. What a lost worker had is done by another.

    UserError when `distributed` is not installed, or nothing answers at the address.
    """
    try:
        from distributed import Client  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as e:
        raise UserError("--scheduler", "needs a library that is not here", "pip install 'gzdaily-site[cluster]'") from e
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as e:
        remedy = "start one with `dask scheduler`, and workers with `dask worker ADDRESS`"
        raise UserError(f"--scheduler {address}", f"no scheduler answers ({type(e).__name__})", remedy) from e
    with client:
        hands = sum(client.nthreads().values())
        if not hands:
            raise UserError(f"--scheduler {address}", "has no workers", f"start some with `dask worker {address}`")
        with client.get_executor(pure=False) as executor:
            yield Crew(hands, executor)
