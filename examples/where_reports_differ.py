"""A researcher measures how much reports differ before she takes one value, and what each rule would take."""

import unrest
from unrest.reports import aggregate, conflicts, disagreement, sensitivity
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
recipes = {"lowest": {"quantity.low": lowest}, "highest": {"quantity.low": highest}}
for found in sensitivity(dataset, recipes, of="figures"):
    if found.incident == security:
        print(found.path, *(f"{name}: {value}" for name, value in found.values.items()))
made = aggregate(dataset, {"quantity": mode()}, of="figures")
choice = made["statistic:aggregate/deaths-security_forces-place:kazakhstan"].codings[0].extra["choices"]["quantity"]
print(f"most frequent: {choice['value']}, by {len(choice['reports'])} reports against {len(choice['outvoted'])}")
