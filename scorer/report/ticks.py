"""The what-if as numbers for the page: integers over one denominator, so that the page adds exactly."""

from __future__ import annotations

from math import lcm
from typing import Any

from scorer.whatif import Result, Sums, WhatIf


def ticks(whatif: WhatIf, sums: Sums) -> dict[str, Any]:
    """{over, rest, rounding, knots}: of each knot its levers' places in `whatif.levers` and [low, high, struck] by bit mask."""
    everything = [sums.rest, *(each for knot in sums.knots for each in knot.results)]
    unit = 10**sums.rounding.places if sums.rounding else 1
    over = lcm(unit, *(end.denominator for each in everything for end in (each.low, each.high)))
    places = {id(lever): number for number, lever in enumerate(whatif.levers)}
    return {
        "over": str(over),
        "rest": _whole(sums.rest, over),
        "rounding": sums.rounding and [sums.rounding.places, sums.rounding.mode],
        "knots": [
            {
                "levers": [places[id(lever)] for lever in knot.levers],
                "results": [_whole(each, over) for each in knot.results],
            }
            for knot in sums.knots
        ],
    }


def _whole(result: Result, over: int) -> list[str | int]:
    return [str(int(result.low * over)), str(int(result.high * over)), result.struck]
