"""What the columns of a table are: headings, contents, merges, and the sums they make."""
