"""A documenter codes a short text of her own, checks every cited word against it, and writes the dataset."""

from unrest import Actor, Article, Coding, Dataset, Place, Source, Statement, Statistic, When
from unrest.source import sha256_of

TEXT = """Orlec, 9 March 2031. Nurses of the invented town of Orlec marched to the town hall.

Ilmar Tove, mayor of Orlec, said on March 8 that fewer than 300 people had marched.
The Orlec Nurses' Union said that it had been more than 3,000.
"""

source = Source(
    "source:orlec", title="A march in Orlec", published="2031-03-09", sha256=sha256_of(TEXT), length=len(TEXT)
)
article = Article(source, TEXT)
cite = article.cite

orlec = Place("place:orlec", name="Orlec", kind="settlement", citations=cite("town of Orlec"))
mayor = Actor("actor:tove", name="Ilmar Tove", kind="person", citations=cite("Ilmar Tove, mayor of Orlec"))
union = Actor("actor:union", name="Orlec Nurses' Union", kind="organisation", citations=cite("Orlec Nurses' Union"))
march_8 = When("2031-03-08", wording="March 8", basis="year_from_source")

told = []
for name, speaker, said, amount, words in (
    ("mayor", mayor, march_8, "<300", "fewer than 300 people"),
    ("union", union, None, ">3000", "more than 3,000"),
):
    looked_for = Coding(coder="the example", not_stated=[] if said else ["said"])
    told.append(
        Statement(
            f"statement:{name}", act="asserts", speaker=speaker, said=said, citations=cite(words), codings=[looked_for]
        )
    )
    told.append(
        Statistic(
            f"statistic:{name}",
            measure="participants",
            quantity=amount,
            stage="accomplished",
            where=orlec,
            stated_in=f"statement:{name}",
            citations=cite(words, supports=["quantity"]),
        )
    )

dataset = Dataset([source, orlec, mayor, union, *told], name="orlec", title="A march in Orlec").with_article(article)
found = dataset.check()
print(found)
# In other languages "3,000" is three: what may be read in two ways is not checked, and not passed either.
for each in found.not_checked:
    print(each)
for figure in dataset.statistics:
    speaker = dataset.speaker(figure)
    print(f"{figure.quantity} people, says {speaker.name if speaker else 'nobody named'}")

dataset.save("orlec.json")
print(f"wrote orlec.json: {dataset!r}")
