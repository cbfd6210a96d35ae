"""Kinds of cell values, a module a kind, with the same verbs in each.

``read(raw, context)`` gives the value of a cell or raises ``Unreadable`` with the code of the
defect.  ``read_many(raws)``, where there is one, is a faster grammar for the official form alone
and answers None for the rest.  ``compact`` takes away what carries nothing, ``check_character``
computes what a standard puts last.
"""
