"""Notices damaged on purpose: does the tool say so?

`draft.py` a document that can be edited and laid out anew; `sites.py` where the rows, weights and words of a catalogue
stand in it; `kinds.py` what can be damaged; `trial.py` what the tool says of it.
"""
