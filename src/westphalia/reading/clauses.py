"""A shallow parse of one sentence: noun phrases, verb groups, and what hangs on each verb.

There is no grammar behind it, only order: a verb's subject is the noun phrase on its left, its objects and
prepositional phrases follow on its right up to the next clause. Infinitives and -ing forms know the verb, noun or
adjective that governs them, so that «refused to sign», «plans to sign» and «urged them to sign» can be told apart.
"""

from __future__ import annotations

from westphalia.reading.arguments import attach_arguments
from westphalia.reading.government import govern
from westphalia.reading.phrases import noun_phrases
from westphalia.reading.subjects import attach_antecedent, attach_subject
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tokens import Token
from westphalia.reading.verbgroups import find_participles, verb_groups


def parse(tokens: list[Token]) -> Parse:
    """The shallow parse of the tagged tokens of one sentence."""
    phrases = noun_phrases(tokens)
    verbs = verb_groups(tokens)
    result = Parse(
        tokens,
        phrases,
        verbs,
        {phrase.first: phrase for phrase in phrases},
        {phrase.last: phrase for phrase in phrases},
        {i: number for number, verb in enumerate(verbs) for i in range(verb.first, verb.last + 1)},
    )
    find_participles(result)
    numbers = range(len(verbs))
    for number in numbers:
        govern(result, number)
    for number in numbers:
        attach_arguments(result, number)
    for number in numbers:
        attach_subject(result, number)
    for number in numbers:
        attach_antecedent(result, number)
    for verb in verbs:
        _leave_the_subject(result, verb)
    return result


def _leave_the_subject(result: Parse, verb: Verb) -> None:
    """«Under a deal brokered by Qatar, Chad and Libya exchanged prisoners»: Qatar alone brokered it."""
    if verb.mood != "part":
        return
    for k, (preposition, at, group) in enumerate(verb.prepositions):
        if preposition != "by":
            continue
        later = (other for other in result.verbs if other.mood == "fin" and other.first > at)
        acting = [phrase for other in later for phrase in other.subject]
        alone = [phrase for phrase in group if phrase not in acting]
        if alone and alone != group and result.tag(alone[-1].last) == ",":
            verb.prepositions[k] = (preposition, at, alone)
