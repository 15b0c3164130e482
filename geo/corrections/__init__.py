"""What people say about the machine's answers: it outranks every rule.

Corrections are kept in the data folder, apart from every cache (`store`), laid over an atlas
by a pure function (`apply`), shown before they are kept (`preview`), passed on as files
(`records`, `table`) and turned into gold articles to measure on (`gold`).
"""
