"""`python -m bot` does what `goodcatch` does."""

from bot.cli import main

if __name__ == "__main__":
    main()
