"""The golden corpus: cases written by reading, and the gate that holds extraction to them."""
