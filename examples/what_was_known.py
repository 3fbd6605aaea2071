"""Which figures about January 2022 in Kazakhstan were certainly public on which day, and who gave them."""

import unrest

dataset = unrest.load("kazakhstan-2022")

for day in ("2022-01-24", "2022-01-25", "2022-01-29"):
    figures = dataset.known_on(day).statistics
    print(f"{day}: figures that were public: {len(figures)}")
    for figure in figures:
        speaker = dataset.speaker(figure)
        print(f"    {figure} ({speaker.name if speaker else 'no speaker named'})")
