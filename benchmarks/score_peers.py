"""The work of benchmarks/score.py done with other tools, each in the way it is made for.

    python benchmarks/score_peers.py numpy|polars|duckdb|openfisca WORK.json WIDE.parquet OUT.parquet

WORK.json holds the rules of the hospital notice as plain data (score.py writes it). Only the terms of that notice are
here, with what is special about them: no checks of values, no bounds of integers, no ledger, no other catalogue, and
the months of one input are not parsed but looked up. All count in tenths of a point.

What each tool makes hard: Polars and DuckDB have no rationals, so every threshold is multiplied out by hand, and three
truth values are two columns of booleans; OpenFisca knows int32, float32 and enumerations only, and keeps every
variable of everyone in memory, so points are tenths in int32, which nothing guards against overflow.
"""

import json
import sys
from fractions import Fraction
from pathlib import Path

TENTHS = 10


# --- the notice, over whatever a tool takes for a column ------------------------------------------


class Notice:
    """Low and high of every item and of the whole; `tool` gives columns and the choice between two of them."""

    def __init__(self, work, tool):
        self.work, self.tool = work, tool

    def totals(self):
        spans = [self.item(item) for item in self.work["items"]]
        low, high = (sum(ends[1:], start=ends[0]) for ends in zip(*spans, strict=True))
        for veto in self.vetoes():
            low = self.tool.where(veto, 0, low)
        return low, high

    def vetoes(self):
        """Where a veto of undecided scope happened or may have happened."""
        for veto in self.work["vetoes"]:
            yield ~self.truth(veto["when"])[1]

    def item(self, item):
        worth = int(Fraction(item["points"]) * TENTHS)
        low, high = self.award(item["rule"], worth)
        for veto in self.work["vetoes"]:
            if veto["indicator"] == item["id"]:
                yes, no, _ = self.truth(veto["when"])
                low, high = self.tool.where(~no, 0, low), self.tool.where(yes, 0, high)
        return low, high

    # --- items ---

    def award(self, rule, worth):
        where = self.tool.where
        match rule["kind"]:
            case "unspecified":
                yes = self.truth(rule["when"])[0]
                return where(yes, worth, 0), where(yes, worth, worth)
            case "full_if":
                yes, no, _ = self.truth(rule["when"])
                return where(yes, worth, 0), where(no, 0, worth)
            case "judge":
                value, known = self.points(rule["input"], worth)
                return where(known, value, 0), where(known, value, worth)
            case "pro_rata":  # the notice gives no base
                known = self.tool.known(rule["of"]["input"])
                return where(known, 0, 0), where(known, worth, worth)
            case "from_full":
                return self.from_full(rule, worth)
            case "first":
                return self.first(rule, worth)

    def from_full(self, rule, worth):
        where = self.tool.where
        costs = [(loss["kind"], *self.cost(loss, worth)) for loss in rule["losses"]]
        human = any(kind in ("judge_loss", "external_loss") for kind, *_ in costs)
        applies = None
        for _, _, _, known, _, _ in costs:
            applies = known if applies is None else applies | known
        lows, highs = [], []
        for _, low, high, known, lapsed, most in costs:
            free = lapsed if human else lapsed & applies
            lows.append(where(known, low, 0))
            highs.append(where(known, high, where(free, 0, most)))
        least, most = sum(lows[1:], start=lows[0]), sum(highs[1:], start=highs[0])
        return where(most > worth, 0, worth - most), where(least > worth, 0, worth - least)

    def cost(self, loss, worth):
        """Low and high of what is taken, where it is known, where it does not apply, the most it can be."""
        where, tool = self.tool.where, self.tool
        points = int(Fraction(loss.get("points", 0)) * TENTHS)
        match loss["kind"]:
            case "zero_if" | "deduct_once":
                points = worth if loss["kind"] == "zero_if" else points
                yes, no, lapsed = self.truth(loss["when"])
                taken = where(yes, points, 0)
                return taken, taken, yes | no, lapsed, points
            case "judge_loss" | "external_loss":
                value, known = self.points(loss["input"], worth)
                return value, value, known, tool.never(), worth
            case "deduct_each":
                value, known = tool.count(loss["count"]["input"])
                return value * points, value * points, known, tool.never(), worth
            case "deduct_step":
                return self.steps(loss, points, worth)

    def steps(self, loss, points, worth):
        above, below, known, lapsed = self.tool.rate(loss["of"]["input"])
        bound, step = Fraction(loss["bound"]), Fraction(loss["step"])
        way = 1 if loss["side"] == "below" else -1
        distance = (below * bound.numerator - above * (100 * bound.denominator)) * (way * step.denominator)
        unit = below * (bound.denominator * step.numerator)
        distance, unit = self.tool.where(distance < 0, 0, distance), self.tool.where(unit < 1, 1, unit)
        return distance // unit * points, (distance + unit - 1) // unit * points, known, lapsed, worth

    def points(self, name, worth):
        value, known = self.tool.tenths(name)
        return value, known & (value >= 0) & (value <= worth)

    def first(self, rule, worth):
        where = self.tool.where
        found = [(self.truth(row["when"]), self.award(row["then"], worth)) for row in rule["rows"]]
        rest = rule["otherwise"]  # null: the notice does not say
        low, high = (0, worth) if rest is None else (int(Fraction(rest) * TENTHS),) * 2
        for (yes, no, _), (least, most) in reversed(found):
            maybe = ~(yes | no)
            both_low, both_high = self.lower(low, least), self.higher(high, most)
            low = where(yes, least, where(maybe, both_low, low))
            high = where(yes, most, where(maybe, both_high, high))
        return low, high

    def lower(self, a, b):
        return self.tool.where(b < a, b, a)

    def higher(self, a, b):
        return self.tool.where(b > a, b, a)

    # --- conditions: where true, where false, where not applicable ---

    def truth(self, when):
        tool = self.tool
        match when["kind"]:
            case "judged":
                value, known = tool.flag(when["input"])
                return known & value, known & ~value, tool.never()
            case "none":
                value, known = tool.count(when["input"])
                return known & (value == 0), known & (value > 0), tool.never()
            case "not":
                yes, no, lapsed = self.truth(when["of"])
                return no, yes, lapsed
            case "grade" | "per_period":
                known = tool.known(when["input"])
                yes = tool.among(when["input"], self.work["texts"][when["input"]][when["key"]])
                return known & yes, known & ~yes, tool.never()
            case "cmp":
                return self.compare(when, when["left"], when["relation"], when["right"]["value"])
            case "within":
                one = self.compare(when, when["of"], ">=", when["low"])
                other = self.compare(when, when["of"], "<=", when["high"])
                return one[0] & other[0], one[1] | other[1], one[2]
            case "all":
                return self.all([self.truth(each) for each in when["of"]])

    def compare(self, when, left, relation, value):
        bound = Fraction(value)
        if left["input"] in self.work["rates"]:
            above, below, known, lapsed = self.tool.rate(left["input"])
            scaled = bound / 100
            one, other = above * scaled.denominator, below * scaled.numerator
        else:
            one, known = self.tool.tenths(left["input"])
            lapsed, other = self.tool.never(), bound * TENTHS
            one, other = one * other.denominator, other.numerator
        holds = one >= other if relation == ">=" else one <= other
        missed = self.tool.never() if when["modality"] == "strive" else known & ~holds
        return known & holds, missed, lapsed

    def all(self, found):
        yes = no = gone = None
        for held, failed, lapsed in found:
            passed = held | lapsed
            yes = passed if yes is None else yes & passed
            no = failed if no is None else no | failed
            gone = lapsed if gone is None else gone & lapsed
        return yes & ~gone, no, gone


# --- NumPy ----------------------------------------------------------------------------------------


class Arrays:
    """Columns of a record batch as int64 arrays."""

    def __init__(self, batch):
        self.batch, self.memo = batch, {}

    def column(self, name):
        return self.batch.column(name)

    def known(self, name):
        import numpy as np

        return np.asarray(self.column(name).is_valid().to_numpy(zero_copy_only=False))

    def never(self):
        import numpy as np

        return np.zeros(self.batch.num_rows, bool)

    def where(self, mask, a, b):
        import numpy as np

        return np.where(mask, a, b)

    def flag(self, name):
        return self.column(name).fill_null(False).to_numpy(zero_copy_only=False), self.known(name)

    def count(self, name):
        import numpy as np

        return self.column(name).fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64), self.known(name)

    def tenths(self, name):
        import numpy as np

        words = np.frombuffer(self.column(name).buffers()[1], np.int64).reshape(-1, 2)
        start = self.column(name).offset
        return words[start : start + self.batch.num_rows, 0], self.known(name)

    def rate(self, name):
        if name not in self.memo:
            (above, known), (below, _) = self.count(f"{name}:numerator"), self.count(f"{name}:denominator")
            self.memo[name] = above, below, known & (below != 0), known & (below == 0)
        return self.memo[name]

    def among(self, name, texts):
        import pyarrow as pa
        import pyarrow.compute as pc

        kept = pa.array(texts, pa.string())
        return pc.is_in(self.column(name).cast(pa.string()), value_set=kept).to_numpy(zero_copy_only=False)


def numpy(work, source, target):
    import pyarrow as pa
    import pyarrow.parquet as pq

    writer = None
    with pq.ParquetFile(source, buffer_size=1 << 16) as file:
        for batch in file.iter_batches(batch_size=1 << 15):
            low, high = Notice(work, Arrays(batch)).totals()
            table = pa.table({"institution": batch.column("institution"), "low": pa.array(low), "high": pa.array(high)})
            writer = writer or pq.ParquetWriter(target, table.schema)
            writer.write_table(table)
    writer.close()


# --- Polars ---------------------------------------------------------------------------------------


class Expressions:
    """Columns as Polars expressions."""

    def col(self, name):
        import polars as pl

        return pl.col(name)

    def known(self, name):
        return self.col(name).is_not_null()

    def never(self):
        import polars as pl

        return pl.lit(False)

    def where(self, mask, a, b):
        import polars as pl

        return pl.when(mask).then(a).otherwise(b)

    def flag(self, name):
        return self.col(name).fill_null(False), self.known(name)

    def count(self, name):
        import polars as pl

        return self.col(name).fill_null(0).cast(pl.Int64), self.known(name)

    def tenths(self, name):
        import polars as pl

        return (self.col(name).fill_null(0) * TENTHS).cast(pl.Int64), self.known(name)

    def rate(self, name):
        (above, known), (below, _) = self.count(f"{name}:numerator"), self.count(f"{name}:denominator")
        return above, below, known & (below != 0), known & (below == 0)

    def among(self, name, texts):
        import polars as pl

        return self.col(name).cast(pl.String).is_in(texts).fill_null(False)


def polars(work, source, target):
    import polars as pl

    low, high = Notice(work, Expressions()).totals()
    frame = pl.scan_parquet(source).select("institution", low=low, high=high)
    frame.sink_parquet(target, compression="snappy")


# --- DuckDB ---------------------------------------------------------------------------------------


class Sql:
    """An expression as text."""

    def __init__(self, text):
        self.text = text

    def _join(self, sign, other):
        return Sql(f"({self.text} {sign} {other.text if isinstance(other, Sql) else other})")

    def __and__(self, other):
        return self._join("AND", other)

    def __or__(self, other):
        return self._join("OR", other)

    def __invert__(self):
        return Sql(f"(NOT {self.text})")

    def __rsub__(self, other):
        return Sql(f"({other} - {self.text})")

    def __radd__(self, other):
        return Sql(f"({other} + {self.text})")

    __hash__ = None


for _name, _sign in {
    "add": "+", "sub": "-", "mul": "*", "floordiv": "//", "ge": ">=", "le": "<=", "gt": ">", "lt": "<",
    "eq": "=", "ne": "<>",
}.items():  # fmt: skip
    setattr(Sql, f"__{_name}__", lambda self, other, sign=_sign: self._join(sign, other))


class Query:
    """Columns as SQL."""

    def known(self, name):
        return Sql(f'("{name}" IS NOT NULL)')

    def never(self):
        return Sql("FALSE")

    def where(self, mask, a, b):
        one, other = (each.text if isinstance(each, Sql) else str(each) for each in (a, b))
        return Sql(f"(CASE WHEN {mask.text} THEN {one} ELSE {other} END)")

    def flag(self, name):
        return Sql(f'coalesce("{name}", FALSE)'), self.known(name)

    def count(self, name):
        return Sql(f'coalesce("{name}", 0)::BIGINT'), self.known(name)

    def tenths(self, name):
        return Sql(f'(coalesce("{name}", 0) * {TENTHS})::BIGINT'), self.known(name)

    def rate(self, name):
        (above, known), (below, _) = self.count(f"{name}:numerator"), self.count(f"{name}:denominator")
        return above, below, known & (below != 0), known & (below == 0)

    def among(self, name, texts):
        listed = ", ".join(f"'{text}'" for text in texts) or "NULL"
        return Sql(f'coalesce("{name}" IN ({listed}), FALSE)')


def duckdb(work, source, target):
    import duckdb as db

    low, high = Notice(work, Query()).totals()
    db.sql("SET preserve_insertion_order = true")
    db.sql(
        f"COPY (SELECT institution, ({low.text})::BIGINT AS low, ({high.text})::BIGINT AS high FROM '{source}')"
        f" TO '{target}' (FORMAT parquet)"
    )


# --- OpenFisca ------------------------------------------------------------------------------------

PERIOD = "2022"


class Variables(Arrays):
    """Inputs of a population as OpenFisca keeps them: one variable for each column and one for its validity."""

    def __init__(self, person, period):
        self.person, self.period, self.memo = person, period, {}

    def value(self, name):
        return self.person(name_of(name), self.period)

    def known(self, name):
        return self.value(f"{name}:known")

    def never(self):
        import numpy as np

        return np.zeros(self.person.count, bool)

    def flag(self, name):
        return self.value(name), self.known(name)

    def count(self, name):
        return self.value(name), self.known(name)

    tenths = count

    def rate(self, name):
        (above, known), below = self.count(f"{name}:numerator"), self.value(f"{name}:denominator")
        return above, below, known & (below != 0), known & (below == 0)

    def among(self, name, texts):
        return self.value(f"{name}:among{len(texts)}")


def name_of(column):
    return "v_" + "".join(sign if sign.isalnum() else "_" for sign in column)


def openfisca(work, source, target):
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    person = build_entity("institution", "institutions", "", is_person=True)
    system = TaxBenefitSystem([person])

    def declare(name, value_type, formula=None):
        fields = {"value_type": value_type, "entity": person, "definition_period": DateUnit.YEAR}
        fields |= {"formula": formula} if formula else {}
        system.add_variable(type(name, (Variable,), fields))

    columns = {}
    with pq.ParquetFile(source, buffer_size=1 << 16) as file:
        for batch in file.iter_batches(batch_size=1 << 17):
            for name, array in inputs(work, Arrays(batch)):
                columns.setdefault(name, []).append(array)
            columns.setdefault("institution", []).append(batch.column("institution"))
    names = pa.concat_arrays(columns.pop("institution"))
    columns = {name: np.concatenate(columns.pop(name)) for name in list(columns)}
    for name, array in columns.items():
        declare(name_of(name), bool if array.dtype == bool else int)
    for number, item in enumerate(work["items"]):
        for end, side in enumerate(("low", "high")):
            declare(f"{side}_{number}", int, item_formula(work, item, end))
    for end, side in enumerate(("low", "high")):
        declare(side, int, total_formula(work, side, end))
    simulation = SimulationBuilder().build_default_simulation(system, len(names))
    for name in list(columns):
        simulation.set_input(name_of(name), PERIOD, columns.pop(name))
    low, high = (simulation.calculate(side, PERIOD) for side in ("low", "high"))
    pq.write_table(pa.table({"institution": names, "low": pa.array(low), "high": pa.array(high)}), target)


def item_formula(work, item, end):
    return lambda person, period: Notice(work, Variables(person, period)).item(item)[end]


def total_formula(work, side, end):
    def formula(person, period):
        found = sum(person(f"{side}_{number}", period) for number in range(len(work["items"])))
        vetoes = Notice(work, Variables(person, period)).vetoes() if end == 0 else ()
        for veto in vetoes:
            found = Variables.where(None, veto, 0, found)
        return found

    return formula


def inputs(work, arrays):
    """Every column as OpenFisca's variables: its values in int32 or bool, and where it is known."""
    import numpy as np

    for name, kind in work["columns"].items():
        yield f"{name}:known", arrays.known(name)
        if kind == "flag":
            yield name, arrays.flag(name)[0]
        elif kind == "text":
            for texts in work["texts"].get(name, {}).values():
                yield f"{name}:among{len(texts)}", arrays.among(name, texts)
        else:
            yield name, getattr(arrays, kind)(name)[0].astype(np.int32)


if __name__ == "__main__":
    tool, given, source, target = sys.argv[1:]
    globals()[tool](json.loads(Path(given).read_text("utf-8")), source, target)
