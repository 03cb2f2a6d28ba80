"""The one reader of names: a text -> the names in it, and what was not understood.

lexicon  the names and the words around them, looked up by exact keys
scan     tokens -> pieces: the longest names, and the words of a class
strength numbers with their units; whether two weights stand on one substance
turning  words that take a name away
parts    pieces -> parts with their names, and what is left unread
group    what they give back
"""
