"""GDELT Mentions: in which articles an event was found, one row a mention.

One row says that an article tells of an event of GDELT 2.0: a Statement of that article's outlet, with the event's
`incident`, so that the rows of both files are told of one happening. What it says of the event the events file has.

Versions: 2.0 with 16 columns, and 14 or 15 of older files; without a header, tabs between cells, no quoting
Licence: free for any use that cites the GDELT Project and links to it
Cite:
    @misc{gdelt,
      author = {{The GDELT Project}},
      title = {GDELT 2.0 Mentions},
      url = {https://www.gdeltproject.org/}
    }
Columns:
    GLOBALEVENTID: `incident`; part of the row's key
    EventTimeDate: raw only; DATEADDED of the event
    MentionTimeDate: `recorded` of the coding, and the last day on which the Source can have been published
    MentionType: raw only; 1 is a web page, whose identifier is its address
    MentionSourceName: publisher of the Source, and speaker of the Statement
    MentionIdentifier: address or title of the Source
    SentenceID: part of the row's key
    Actor1CharOffset, Actor2CharOffset, ActionCharOffset: raw only; they count in GDELT's own text, which nobody has
    InRawText, Confidence, MentionDocLen, MentionDocTone: raw only
    MentionDocTranslationInfo: language of the Source, where it was translated
    Extras: raw only
Missing: empty cells
Lost: where in the article it stands, how sure the program was, length and tone of the article
Tried: built from documentation; no real file was at hand
"""

import re
from collections.abc import Callable, Mapping, Sequence

from ..records import Actor, Record, Ref, Source, Statement
from ..source import Citation, Coding
from ..when import When
from .cell import day_fault
from .gdelt_events import release_of, to_day
from .layout import Layout
from .registry import Reader
from .sheet import Sheet

__all__ = ["READER"]

_COLUMNS = (
    *("GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier"),
    *("SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence"),
    *("MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras"),
)
_NEEDED = frozenset({"globaleventid", "mentiontimedate", "mentionidentifier"})
_TIME = re.compile(r"[0-9]{14}")
_LANGUAGE = re.compile(r"srclc:([a-z]{3})(?:;|$)")
_WEB = "1"


def _fits(cells: Sequence[str]) -> bool:
    return cells[0].isdigit() and all(_TIME.fullmatch(each) for each in cells[1:3])


def _layout(width: int) -> Layout:
    optional = frozenset(column.casefold() for column in _COLUMNS) - _NEEDED
    return Layout(name="GDELT 2.0 mentions", columns=_COLUMNS[:width], optional=optional, fits=_fits)


def _key(at: Mapping[str, int]) -> Callable[[Sequence[str]], str]:
    """An event may be met more than once in an article: the row is told by the sentence and where in it."""
    names = ("globaleventid", "mentiontimedate", "mentionidentifier", "sentenceid", "actioncharoffset")
    places = [at[name] for name in names if name in at]
    return lambda cells: " ".join(cells[place] for place in places).strip()


class _Rows(Sheet):
    """The rows of one file."""

    def records(self, cells: Sequence[str]) -> list[Record]:
        self.take(cells)
        journal = self.journal
        found = self.once(self._stamp, self.cell("mentiontimedate"))
        coding = Coding(
            dataset=journal.dataset,
            release=journal.release,
            row=journal.row,
            retrieved=journal.retrieved,
            recorded=found,
        )
        # The key of a row is long: its digest is enough for an id.
        name, outlet = journal.digest(journal.row), self.cell("mentionsourcename")
        speaker = Actor(f"actor:{name}", name=outlet, kind="media", codings=(coding,)) if outlet else None
        source, cited = self.once(
            self._page,
            self.cell("mentionidentifier"),
            self.cell("mentiontype"),
            outlet,
            self.cell("mentiondoctranslationinfo"),
            found,
        )
        journal.share(source)
        said = Statement(
            f"statement:{name}",
            act="asserts",
            speaker=None if speaker is None else Ref(speaker.id),
            named_as=outlet or None,
            form="document",
            incident=self.cell("globaleventid") or None,
            citations=cited,
            codings=(coding,),
        )
        return [said] if speaker is None else [speaker, said]

    def _stamp(self, raw: str) -> When | None:
        found = to_day(raw)
        if found is None and raw:
            code, expected = day_fault(raw, "a time as YYYYMMDDhhmmss")
            self.journal.tell(code, "mentiontimedate", raw, expected)
        return found

    def _page(
        self, identifier: str, sort: str, outlet: str, translated: str, found: When | None
    ) -> tuple[Source, tuple[Citation, ...]]:
        language = _LANGUAGE.search(translated)
        is_address = sort in (_WEB, "") and identifier != ""
        until = f"[..{found}]" if found is not None else None
        source = Source(
            f"source:{self.journal.digest(identifier, outlet, until or '', translated)}",
            url=identifier if is_address else None,
            title=identifier or None if not is_address else None,
            publisher=outlet or None,
            published=until,
            language=language[1] if language else None,
            codings=(self.journal.coding,),
        )
        return source, (Citation(source),)


READER = Reader(
    name="gdelt_mentions",
    docstring=__doc__,
    layouts=tuple(map(_layout, (16, 15, 14))),
    key=_key,
    rows=_Rows,
    delimiters="\t,",
    unquoted="\t",
    release_of=release_of,
)
"""The reader of GDELT mentions."""
