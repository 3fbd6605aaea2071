"""A developer lets a language model extract figures, and keeps only what the text bears out."""

import csv

import unrest
from unrest import Article, Dataset, InvalidDataset, InvalidRecord, Source, Statistic

TEXT = "Police in the invented town of Orlec said that 19 people were hurt and at least 40 detained on 7 March 2031."

# What a model answered, one figure a line: the second misreads a number, the third a word, the fourth invents.
ANSWERS = """
id,measure,quantity,quote
statistic:hurt,injuries,19,19 people were hurt
statistic:held,detentions,400,at least 40 detained
statistic:dead,death,1,people were hurt
statistic:fires,buildings_damaged,3,three houses burned
"""

source = Source("source:orlec", published="2031-03-08")
article = Article(source, TEXT)
kept = []
for answer in csv.DictReader(ANSWERS.strip().splitlines()):
    try:
        citation = article.cite(answer.pop("quote"), supports=["quantity"])
        record = unrest.from_dict(
            Statistic, {**answer, "stage": "accomplished", "citations": [unrest.to_dict(citation)]}
        )
    except (unrest.NotFound, InvalidRecord, InvalidDataset) as error:
        print(f"refused  {answer['id']}: {error.problems[0]}")
    else:
        kept.append(record)

# What has the right form may still say what the words do not say.
found = Dataset([source, *kept]).check(article)
wrong = {problem.record for problem in found.problems}
for record in kept:
    print("kept    " if record.id not in wrong else "refused ", record.id, record)
for problem in found.problems:
    print(problem)
