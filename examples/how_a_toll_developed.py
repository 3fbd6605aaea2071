"""A journalist follows one figure through January 2022: who gave it, when, and what was taken back."""

import unrest

dataset = unrest.load("kazakhstan-2022-reports")
history = dataset.history("deaths", of_whom="security_forces", at="place:kazakhstan")

for step in history[:12]:
    print(step)
print(f"... {len(history) - 12} more steps, and {len(history.undated)} figures of no known day")

for day in ("2022-01-06", "2022-01-10", "2022-01-16", "2022-03-16"):
    stood = dataset.standing(on=day).statistics.where(lambda figure: figure.measure == "deaths")
    security = [figure for figure in stood if figure.of_whom == "security_forces"]
    print(day, "stood:", ", ".join(sorted({str(figure.quantity) for figure in security})))
