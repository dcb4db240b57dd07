"""Row → Fields: what the words of a row say, each reading with its evidence."""
