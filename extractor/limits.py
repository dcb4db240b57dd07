"""Limits that keep a hostile or broken file from eating the machine, each with its own problem code."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """All sizes in bytes or counts; every limit can be raised by an option."""

    file_bytes: int = 50 * 1024 * 1024
    zip_entries: int = 2_000
    part_bytes: int = 64 * 1024 * 1024
    zip_bytes: int = 256 * 1024 * 1024
    zip_ratio: int = 100
    zip_ratio_above: int = 1024 * 1024
    bundle_files: int = 200
    xml_depth: int = 256
    grid_cells: int = 200_000
    sheet_area: int = 20_000_000  # places from A1 to the last cell of a sheet, most of them blank
    span: int = 1_000
    nested_tables: int = 8
    pdf_pages: int = 1_000
    page_objects: int = 50_000
    page_characters: int = 100_000
    html_depth: int = 50_000
    html_tags: int = 1_000_000
    text_characters: int = 5_000_000
    cell_characters: int = 100_000
    child_seconds: int = 60
    child_bytes: int = 1024 * 1024 * 1024
    scan_seconds: int = 30  # more for each page that is read from its picture
    scan_bytes: int = 4 * 1024 * 1024 * 1024
    indicators: int = 20_000


DEFAULT_LIMITS = Limits()
