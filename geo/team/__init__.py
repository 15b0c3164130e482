"""A team's server: who somebody is, what they may see and do, and how much a day.

Decisions are functions of a person and what is asked (`rules`); whom a collection is shared
with, and what each person had read today, is kept in a file of its own (`store`).
"""

from __future__ import annotations

from geo.team.rules import (
    Limits as Limits,
    Person as Person,
    Role as Role,
    Rules as Rules,
    Spent as Spent,
    may_audit as may_audit,
    may_change as may_change,
    may_correct as may_correct,
    may_enter as may_enter,
    may_keep_archives as may_keep_archives,
    may_read as may_read,
    may_take_back as may_take_back,
    of_browser as of_browser,
    person_of as person_of,
    read_rules as read_rules,
    require_left as require_left,
    require_may_change as require_may_change,
    require_may_correct as require_may_correct,
    require_may_keep_archives as require_may_keep_archives,
    require_may_take_back as require_may_take_back,
    signed as signed,
)
from geo.team.store import Team as Team, open_team as open_team
