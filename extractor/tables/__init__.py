"""Tables → rows of cells by role: which tables are a catalogue, what their rows are, which belong together."""
