"""`python -m westphalia` is the command `westphalia`."""

from westphalia.cli import main

if __name__ == "__main__":
    main()
