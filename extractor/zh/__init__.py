"""Pure tools for Chinese text: str → value. Imports nothing of the project."""
