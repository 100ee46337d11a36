"""Several people in one statement: the same table under other names, for whom it is about, by whom, and who else.

They are made once: an alias copies every column of its table, and costs more than most statements take.
"""

from sqlalchemy.orm import aliased

from app.people.models import Person

WHOM = aliased(Person, name="whom")
BY = aliased(Person, name="by_whom")
ALSO = aliased(Person, name="who_also")
