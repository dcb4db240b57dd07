"""Running text → Rows: the second door, for tables that lost their lines and notices that never had any."""
