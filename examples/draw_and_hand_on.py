"""A newsroom draws the timeline for its page, hands the figures to a chart tool, and loses nothing in the JSON."""

import csv
import sys
from pathlib import Path

import unrest
from unrest.plots import draw_timeline

dataset = unrest.load("kazakhstan-2022")

picture = draw_timeline(dataset)
picture.save("timeline.svg")
print(picture.description)

# A chart tool wants one number a cell: what has none has an empty cell, and the words stand beside it.
columns = ("id", "measure", "low", "high", "as reported", "since")
table = csv.writer(sys.stdout, lineterminator="\n")
table.writerow(columns)
for figure in dataset.statistics:
    quantity = figure.quantity
    since = dataset.known_since(figure)
    table.writerow([figure.id, figure.measure, quantity.low, quantity.high, quantity, since])

# The whole dataset, to the last citation, goes into JSON and comes back the same.
dataset.save("kazakhstan.json")
print(unrest.load("kazakhstan.json") == dataset, Path("timeline.svg").stat().st_size > 0)
