"""Articles that come with Dateline; see README.md beside this file."""
