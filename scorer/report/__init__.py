"""The report: score sheets as one self-contained page, and as a workbook.

`view` and `overview` lay everything out as plain data; `page` and `book` only write it down.
"""

from scorer.report.book import write_book
from scorer.report.files import overview_book, overview_files
from scorer.report.make import Last, Run
from scorer.report.page import write_page
from scorer.report.past import read_sheets

__all__ = ["Last", "Run", "overview_book", "overview_files", "read_sheets", "write_book", "write_page"]
