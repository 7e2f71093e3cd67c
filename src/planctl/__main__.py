"""`planctl` and `python -m planctl`."""

from planctl.cli.run import main

if __name__ == "__main__":
    main()
