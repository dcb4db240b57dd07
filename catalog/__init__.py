"""The core: what a catalogue is, how it is checked, stored and shown flat. Knows nothing of documents."""
