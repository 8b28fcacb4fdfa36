#!/usr/bin/env python3
"""The command line for whoever looks for Django's usual file; `sangsuk` is the same."""

from sangsuk.config.cli import main

if __name__ == "__main__":
    main()
