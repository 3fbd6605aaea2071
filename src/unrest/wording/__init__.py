"""Numbers and dates as prose writes them, read strictly, and compared with the value that they are cited for.

Digits of every script are read; number words, months and weekdays are English.
Nothing is guessed: what has two readings (01/02/2022; 1.234) is told as unreadable, and who compares it says that it
was not checked.
"""

from .day import Day, dates_in
from .figure import says_quantity
from .moment import says_when
from .number import RULES, Number, numbers_in

__all__ = ["RULES", "Day", "Number", "dates_in", "numbers_in", "says_quantity", "says_when"]
