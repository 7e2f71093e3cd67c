"""Benchmarks: `make bench` prints how planctl compares with named peers, as ratios of times taken in one run."""
