"""PDF: glyphs and lines at places on pages → Document. `reader` is the door; see docs/constructs/pdf-*.md."""
