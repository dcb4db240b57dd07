"""Year on year for people: a comparison of two notices as text, as one self-contained page and as a workbook.

`catalog.diff` finds what changed; `told` says it in sentences; `text`, `page` and `book` only write them down.
"""

from zhibiao.comparison.files import FORMS, catalogue_of, form_of, show, written

__all__ = ["FORMS", "catalogue_of", "form_of", "show", "written"]
