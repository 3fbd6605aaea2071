"""A researcher measures how much reports differ before she takes one value, and what each rule would take."""

import unrest
from unrest.reports import aggregate, conflicts, disagreement
from unrest.reports.rule import highest, lowest, mode

dataset = unrest.load("kazakhstan-2022-reports")
figures = dataset.incidents(of="figures")
print(f"{len(figures.several)} of {len(figures)} things were counted more than once")

for field in ("quantity", "as_of", "where.place"):
    found = disagreement(figures.several, field)
    print(f"{field}: differs in {found.share:.0%}, {found.confidence:.0%} agree with the most frequent value")

security = "deaths, security_forces, place:kazakhstan"
pairs = [*conflicts([figures[security]], "quantity")]
print(f"{security}: {len(figures[security].reports)} figures, {len(pairs)} pairs cannot both be right")

# Bounds have an order, quantities have not: "at least 16" is neither more nor less than 17.
name = f"statistic:aggregate/{security.replace(', ', '-')}"
for told, recipe in {
    "lowest": {"quantity.low": lowest},
    "most frequent": {"quantity": mode()},
    "highest": {"quantity.high": highest},
}.items():
    made = aggregate(dataset, recipe, of="figures")[name]
    choice = next(iter(made.codings[0].extra["choices"].values()))
    print(f"{told}: {made.quantity}, by {len(choice['reports'])} reports against {len(choice['outvoted'])}")
