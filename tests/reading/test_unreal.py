"""Own sentences of which nothing has happened, or only what `may` lists: urged, feared, denied, planned, made up.

`half` says how a sentence was used: «mended with» while the rules were made, «kept apart» and «kept apart later» scored
before and after, and mended only then.
docs/reader_measured.md has the counts.
"""

import csv
from pathlib import Path

import pytest

from westphalia.reading import read_text

# What the model still takes for told: a lie told of at a distance, a suspicion, a war one shot would bring, «all but»
_BEYOND = ("a lie from beginning to end", "Islamabad suspects that", "one shot, and Thailand", "all but broke off")


def sentences() -> list[tuple[str, set[str]]]:
    with (Path(__file__).parent / "unreal.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"], set(filter(None, row["may"].split(";")))) for row in csv.DictReader(file)]


@pytest.mark.parametrize("reader", ["rules", "model"])
def test_nothing_unreal_is_told_as_happened(reader: str) -> None:
    wrong = []
    for text, may in sentences():
        if reader == "model" and any(words in text for words in _BEYOND):
            continue
        events = [event for event in read_text(text, reader=reader).events if event.status.value == "happened"]
        told = {f"{event.actor or '-'} {event.action} {event.recipient or '-'}" for event in events}
        if told - may:
            wrong.append((text, sorted(told - may)))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In the exercise the navies of Japan and India sailed together.", True),
        ("China banned imports of American films from Taiwan.", True),
        ("The minister dismissed reports that Chad had shelled Sudan.", False),
        ("In the novel, Chad shelled Sudan.", False),
    ],
)
def test_what_is_real_beside_stories_and_games_stays(text: str, told: bool) -> None:
    events = read_text(text, reader="rules").events
    assert any(event.status.value == "happened" and event.recipient for event in events) is told


@pytest.mark.parametrize(
    ("text", "deed", "status"),
    [
        ("Next week the Kenyan president visits Kampala.", "KEN CONSULT UGA", "planned"),
        ("On Thursday Bolivia's minister flies to Lima and meets his Peruvian peer.", "BOL CONSULT PER", "planned"),
        ("On Thursday Bolivia's minister flew to Lima and met his Peruvian peer.", "BOL CONSULT PER", "happened"),
        (
            "The programme of the 14th: the Uzbek leader is received by his Tajik colleague.",
            "UZB CONSULT TJK",
            "planned",
        ),
        ("Under the draft, Oman returns the islands to Iran by 2030.", "OMN RETREAT IRN", "hypothetical"),
        ("Under the agreement, Oman returned the islands to Iran in 2010.", "OMN RETREAT IRN", "happened"),
        ("That a Chadian drone hit the Libyan convoy is a theory without proof.", "TCD ASSAULT LBY", "hypothetical"),
        ("The Turkish attack on the Georgian convoy was a disaster.", "TUR ASSAULT GEO", "happened"),
        ("Correction: a report said that Belgium had expelled the Rwandan envoy.", "BEL SANCTION RWA", "denied"),
        (
            "An earlier version of this text said that Belgium had expelled Rwanda's envoy.",
            "BEL SANCTION RWA",
            "denied",
        ),
        ("By that logic Bolivia attacked Chile when it closed the border.", "BOL ASSAULT CHL", "hypothetical"),
        ("Sooner or later Laos expels the Thai engineers.", "LAO SANCTION THA", "hypothetical"),
        ("My guess is that by June Italy has withdrawn its troops from Niger.", "ITA RETREAT NER", "hypothetical"),
        ("Nepal insists on an apology before it frees the Indian soldiers.", "NPL RETREAT IND", "hypothetical"),
        ("Nepal freed the Indian soldiers before India apologised.", "NPL RETREAT IND", "happened"),
        ("Ghana and Togo had all but signed the accord when the border closed.", "GHA SUPPORT TGO", "hypothetical"),
        ("For a week Hanoi held off expelling the Chinese consul.", "VNM SANCTION CHN", "denied"),
        ("Jakarta was tempted to expel the Australian ambassador.", "IDN SANCTION AUS", "hypothetical"),
        ("The Duma authorised the bombing of Georgian bridges.", "RUS ASSAULT GEO", "planned"),
        ("A Polish apology to Lithuania is overdue.", "POL CONCEDE LTU", "hypothetical"),
        ("In the second act of the play, Sweden bombs Helsinki.", "SWE ASSAULT FIN", "hypothetical"),
        ("He has painted a map on which Chile invades Bolivia.", "CHL ASSAULT BOL", "hypothetical"),
        ("Peru's declared intention of barring Chilean wine worries traders.", "PER SANCTION CHL", "planned"),
        ("Sudan's raid on the Chadian camp was aborted an hour from the target.", "SDN ASSAULT TCD", "denied"),
        ("Turkey attacks Syria the moment the observers leave, the talk shows say.", "TUR ASSAULT SYR", "hypothetical"),
        ("Turkey attacked Syria the moment the observers left.", "TUR ASSAULT SYR", "happened"),
        ("Not until 1995 did Chad recognise Estonia.", "TCD SUPPORT EST", "happened"),
        ("Not until the last soldier has left does Kinshasa talk to Kampala.", "COD CONSULT UGA", "hypothetical"),
        ("Would that Oslo had sanctioned Belarus!", "NOR SANCTION BLR", "hypothetical"),
        ("To hear Quito tell it, Peru has leased the island to China.", "PER COOPERATE CHN", "hypothetical"),
        (
            "The committee has not proved that Chadian soldiers were beaten by Libyan guards.",
            "LBY ASSAULT TCD",
            "hypothetical",
        ),
        ("Early reports had Kenyan police storming the Somali consulate.", "KEN ASSAULT SOM", "hypothetical"),
        ("Russia had troops shelling Ukrainian villages.", "RUS ASSAULT UKR", "happened"),
        ("Worst case: Uganda shuts the crossing and Rwanda sanctions Uganda.", "RWA SANCTION UGA", "hypothetical"),
        ("Mali did everything but break off relations with Algeria.", "MLI SANCTION DZA", "hypothetical"),
        ("A dispatch of Tuesday that Italy had expelled the Libyan consul was wrong.", "ITA SANCTION LBY", "denied"),
        (
            "A bill before the Latvian parliament strips Belarusian firms of permits.",
            "LVA SANCTION BLR",
            "hypothetical",
        ),
        (
            "Britain vetoed a text under which it would have condemned and sanctioned Yemen.",
            "GBR SANCTION YEM",
            "hypothetical",
        ),
        (
            "Baku refutes the report, according to which Azerbaijani firms sold Chad shells.",
            "AZE COOPERATE TCD",
            "denied",
        ),
        ("Rebels will take it as soon as the Kenyan army has left Somalia.", "KEN RETREAT SOM", "hypothetical"),
        ("Baku had tents ready so that, when Tbilisi asked, it could help.", "GEO REQUEST AZE", "hypothetical"),
    ],
)
def test_what_the_frame_takes_back(text: str, deed: str, status: str) -> None:
    told = {f"{event.actor} {event.action} {event.recipient}": event.status.value for event in read_text(text).events}
    assert told.get(deed) == status
