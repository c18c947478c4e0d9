"""How real a deed is: what a negation or an infinitive before it leaves done, and what it does not."""

import pytest

from westphalia.reading import read_text


def told(text: str, reader: str = "model") -> set[tuple[str | None, str | None, str | None, str]]:
    return {(e.actor, e.action, e.recipient, e.status.value) for e in read_text(text, reader=reader).events}


@pytest.mark.parametrize("reader", ["model", "rules"])
@pytest.mark.parametrize(
    "text",
    [
        "Ghana did not hesitate to attack Benin.",
        "Ghana has never hesitated to attack Benin.",
        "Ghana did not only attack Benin but also sanctioned Togo.",
        "Ghana not only attacked Benin, it sanctioned Togo.",
        "Ghana seems to have attacked Benin.",
        "Ghana appears to have attacked Benin on Monday.",
    ],
)
def test_done_though_a_negation_or_an_infinitive_stands_before_it(text: str, reader: str) -> None:
    assert ("GHA", "ASSAULT", "BEN", "happened") in told(text, reader)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Not only did Chad expel an envoy of Niger, it closed the border.", ("TCD", "SANCTION", "NER", "happened")),
        ("Peru could not help condemning Bolivia.", ("PER", "ACCUSE", "BOL", "happened")),
        ("Ghana was about to attack Benin.", ("GHA", "ASSAULT", "BEN", "planned")),
    ],
)
def test_also_where_the_model_alone_hears_it(text: str, event: tuple[str, str, str, str]) -> None:
    assert event in told(text)


@pytest.mark.parametrize("reader", ["model", "rules"])
@pytest.mark.parametrize(
    "text",
    [
        "Ghana did not attack Benin.",
        "Ghana hesitated to attack Benin.",
        "Ghana failed to attack Benin.",
        "Ghana will not hesitate to attack Benin.",
        "Ghana did not seem to attack Benin.",
    ],
)
def test_not_done(text: str, reader: str) -> None:
    assert not any(row[3] == "happened" and row[1] == "ASSAULT" for row in told(text, reader))


@pytest.mark.parametrize("reader", ["model", "rules"])
@pytest.mark.parametrize(
    "text",
    [
        'Protesters in London chanted "Free Palestine".',
        'Demonstrators carried banners reading "Hands off Cuba" and "Stop arming Israel".',
        "Crowds in Rabat shouted “Boycott Israel!”",
        'Marchers in Caracas carried signs that said "Lift the sanctions on Venezuela".',
        'A crowd in Lagos chanted "Do not arm Togo".',
        "Free Palestine",
        "Stop the war in Yemen",
    ],
)
def test_a_slogan_tells_nothing_done_or_denied(text: str, reader: str) -> None:
    assert {row[3] for row in told(text, reader)} <= {"urged", "hypothetical"}


def test_words_in_quotation_marks_that_are_no_slogan_are_told() -> None:
    assert ("TUR", "ACCUSE", "ISR", "hypothetical") in told('Turkey would "strongly condemn" Israel.')
    assert ("IRN", "AID", "SYR", "happened") in told('Iran\'s "Help Syria" fund gave Syria two million dollars.')


def test_what_somebody_should_stop_is_not_urged() -> None:
    rows = told("Slovakia should stop vetoing the membership of Kosovo in the Council of Europe.")
    assert ("SVK", "REJECT", "XKX", "hypothetical") in rows and not any(row[3] == "urged" for row in rows)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("India did not condemn Russia's invasion of Ukraine.", ("RUS", "ASSAULT", "UKR", "happened")),
        ("Neither Brazil nor Chile condemned Iran's attack on Israel.", ("IRN", "ASSAULT", "ISR", "happened")),
        ("It was not Armenia but Azerbaijan that bombed Georgia.", ("AZE", "ASSAULT", "GEO", "happened")),
        ("A summit between Modi and Xi yielded no breakthrough.", ("IND", "CONSULT", "CHN", "happened")),
        ("India-Pakistan talks off after bombing", ("IND", "CONSULT", "PAK", "denied")),
        ("Talks between Serbia and Kosovo are off.", ("SRB", "CONSULT", "XKX", "denied")),
        ("Syria should stop its shelling of Turkey.", ("SYR", "ASSAULT", "TUR", "happened")),
        (
            "No one in Ankara doubts that Greece has massed troops against Turkey.",
            ("GRC", "MOBILIZE", "TUR", "happened"),
        ),
        ("Rwanda disputes that its troops attacked Congo.", ("RWA", "ASSAULT", "COD", "denied")),
    ],
)
def test_what_a_negation_is_about(text: str, event: tuple[str, str, str, str]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ethiopia is thought to have bombed Sudan.", "hypothetical"),
        ("Ethiopia was alleged to have bombed Sudan.", "hypothetical"),
        ("Ethiopia is believed to be bombing Sudan.", "hypothetical"),
        ("Ethiopia claimed to have bombed Sudan.", "hypothetical"),
        ("Ethiopia allegedly bombed Sudan.", "hypothetical"),
        ("Ethiopia is said to have bombed Sudan.", "happened"),
        ("Ethiopia is widely reported to have bombed Sudan.", "happened"),
        ("Ethiopia is not thought to have bombed Sudan.", "denied"),
    ],
)
def test_what_is_only_supposed_is_not_denied(text: str, status: str) -> None:
    assert ("ETH", "ASSAULT", "SDN", status) in told(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Russia will no doubt attack Poland.", {"planned", "hypothetical"}),
        ("France, instead of selling Serbia jets, ought to demand more.", {"denied", "urged"}),
        ("Rwanda had denied South Africa's soldiers passage.", {"happened"}),
    ],
)
def test_no_doubt_instead_of_and_what_is_denied_to_somebody(text: str, told: set[str]) -> None:
    statuses = {str(one.status) for one in read_text(text).events}
    assert statuses and statuses <= told


def test_whom_the_author_does_not_charge_is_not_put_in() -> None:
    text = "I do not say that Serbia attacked Kosovo. But the gunmen who murdered a Kosovan policeman left."
    assert {one.actor for one in read_text(text).events if str(one.status) == "happened"} == {None}


def test_who_is_given_tanks_sells_none() -> None:
    events = read_text("Germany has delivered 100 tanks to Ukraine.").events
    assert [(one.actor, str(one.action), one.recipient) for one in events] == [("DEU", "AID", "UKR")]


def test_of_what_somebody_is_suspected_is_no_part_of_who_suspects_him() -> None:
    claims = read_text("Uganda, long suspected by Congo of double-dealing, says the talks have failed.").claims
    assert [one.holder for one in claims if one.text == "the talks have failed"] == ["Uganda"]
