"""The engine dask: with the real library, on this machine only."""
