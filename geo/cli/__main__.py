"""``python -m geo.cli`` is the command ``dateline``."""

from geo.cli import main

if __name__ == "__main__":
    main()
