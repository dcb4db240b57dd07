"""Source → Document → Rows → Fields → Catalogue; `pipeline` has the calls in order."""
