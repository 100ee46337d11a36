"""What the cast wrote, by the name of the entry."""

from typing import NamedTuple


class Said(NamedTuple):
    """The words of one entry: a face, how the talking was shared, what was done, what comes next, what the mentor was."""

    feeling: str | None
    talk: int | None
    did: str
    next_time: str | None = None
    parts: tuple[str, ...] = ()


DUTCH: dict[str, Said] = {
    "samira_1": Said(
        "okay", 2, "We hebben kennisgemaakt in de bibliotheek. Ik vond het spannend maar het viel mee.", None
    ),
    "joris_1": Said(
        "good",
        0,
        "Eerste keer samen. Samira vertelde over haar school en over haar broertje. Ze tekent veel. Ik heb vooral geluisterd.",
        "Haar schetsboek mag ik volgende keer zien.",
        parts=("confidant",),
    ),
    "samira_2": Said(
        "good", 0, "Joris heeft mijn tekeningen gezien. Hij zei niet gewoon mooi, hij vroeg hoe ik het doe."
    ),
    "joris_2": Said(
        "good",
        -1,
        "Over de opdracht voor beeldend gepraat. Ze weet goed wat ze wil, maar durft het niet te vragen.",
        parts=("confidant", "coach"),
    ),
    "samira_me": Said(
        "meh",
        None,
        "Ik zei dat het goed gaat thuis. Dat was niet helemaal waar, maar ik wilde er nu niet over praten.",
    ),
    "joris_3": Said(
        "okay",
        2,
        "Rustige middag, Samira was moe. We hebben een rondje gelopen langs het water.",
        "Niet te veel vragen.",
        parts=("confidant",),
    ),
    "samira_pair": Said(
        "great",
        1,
        "We hebben de presentatie drie keer geoefend en de derde keer keek ik niet meer op mijn blaadje!",
        "Zonder blaadje beginnen",
        parts=("cheerleader",),
    ),
    "joris_4": Said(
        "great",
        1,
        "Samira heeft haar presentatie geoefend. Bij de derde keer stond er iemand anders. Trots.",
        parts=("cheerleader",),
    ),
    "samira_5": Said(
        "good", 0, "De presentatie was een 7,5. We hebben taart gegeten.", "Kijken naar open dagen"
    ),
    "joris_team": Said(
        "okay",
        0,
        "Samira wil naar de open dag van het mbo, maar thuis is nog niet iedereen het eens. Ik weet niet goed wat mijn plek daarin is.",
        "Vragen of zij het zelf met haar moeder wil bespreken.",
    ),
    "samira_team": Said(
        "hard",
        1,
        "Ik had ruzie met een vriendin en de hele dag buikpijn. Joris heeft geluisterd en niets gezegd, dat was fijn.",
        parts=("confidant",),
    ),
    "joris_me": Said(
        "meh",
        None,
        "Ik had zelf een slechte dag en was er niet helemaal bij. Dat mag ik haar best eens zeggen.",
    ),
    "samira_please_read": Said(
        "hard",
        0,
        "Er gaat een foto van mij rond in de groepsapp van school. Ik weet niet wat ik moet doen. Noor, kun je dit lezen?",
        "Ik wil dat iemand meedenkt",
    ),
    "joris_7": Said(
        "okay",
        1,
        "We hebben lang gepraat. Samira heeft zelf bedacht dat ze het aan Noor wil vertellen.",
        parts=("confidant",),
    ),
    "samira_8": Said(
        "good",
        -1,
        "Met Noor en Joris gepraat. De foto is weg en ik heb weer zin in school. We hebben ook nog wiskunde gedaan.",
        parts=("confidant", "collaborator"),
    ),
    "joris_8": Said(
        "good",
        0,
        "Een stuk lichter dan vorige week. Wiskunde gedaan, breuken gaan steeds beter.",
        "Open dag plannen",
        parts=("collaborator", "coach"),
    ),
    "joris_not_yet": Said(
        "great",
        0,
        "Naar de open dag geweest. Samira stelde zelf vragen aan de docent en wist precies wat ze wilde weten.",
        "Samen het aanmeldformulier bekijken",
    ),
    "samira_diary": Said("good", None, "Vandaag alleen naar de stad geweest en nieuwe stiften gekocht."),
    "samira_diary_hard": Said(
        "hard", None, "Slecht geslapen. Mama was verdrietig en ik wist niet wat ik moest zeggen."
    ),
    "joris_diary": Said(
        "okay", None, "Bij mezelf merk ik dat ik te snel met oplossingen kom. Eerst vragen, dan pas praten."
    ),
    "milan_1": Said(
        "good", 0, "Met Aysel naar het buurthuis geweest, zij kent daar iedereen.", "Haar cv bekijken"
    ),
    "aysel_1": Said("good", 0, "Milan hielp me met mijn cv. Ik had meer te vertellen dan ik dacht."),
    "aysel_team": Said(
        "okay", 2, "Milan praat soms wel veel. Kan iemand dat tegen hem zeggen? Ik durf het niet zo."
    ),
    "milan_pair": Said(
        "great",
        -1,
        "Aysel mag op gesprek komen bij de bakker! We hebben het gesprek nagespeeld.",
        "Bellen na haar gesprek",
    ),
    "group": Said(
        "good",
        0,
        "Met zijn drieën de fietsen van de buurman gemaakt. Yusuf deed de remmen helemaal alleen.",
        "Banden plakken",
    ),
    "group_mentee": Said("great", 0, "Ik heb de remmen gemaakt en ze doen het echt."),
    "peer": Said(
        "okay", 0, "Amina en ik hebben samen geleerd voor biologie. Uitleggen is moeilijker dan leren."
    ),
    "closed_mentor": Said("good", 0, "Laatste keer samen. We hebben teruggekeken en pannenkoeken gebakken."),
    "closed_mentee": Said(
        "good", 0, "De laatste keer met Wouter. Ik ga het missen, maar ik kan het nu zelf."
    ),
    "elsewhere": Said(
        "okay", 1, "Bij ons in Zwolle was Tijn er weer, na twee weken ziek. We hebben geschaakt."
    ),
    "elsewhere_team": Said("good", 0, "Ik heb voor het eerst gewonnen met schaken van Vera."),
}

ANSWER = "Wat goed dat je dit opschrijft, Samira. Ik bel je morgen na school, en daarna kijken we samen wat we doen. Je bent niet alleen."
REASONS = (
    "Jullie houden allebei van tekenen en wonen dicht bij elkaar. Jullie hebben op dezelfde middag tijd."
)
QUESTION = "Houdt Wouter ook van dieren? Ik heb een hond en die moet mee."
WORRY = {
    "facts": "Aysel zei dat ze drie dagen niet thuis geslapen heeft. Ze had dezelfde kleren aan als dinsdag.",
    "thoughts": "Ik denk dat er ruzie is thuis, maar dat zei ze niet.",
    "seen_on": "Donderdagmiddag",
    "place": "Bij de bakker",
    "told": "Ik heb gezegd dat ik dit niet voor mezelf hou en dat ik Karim bel. Dat vond ze goed.",
}
FIRST_STEP = "Milan gebeld en alles op een rij gezet. Aysel komt maandag langs op kantoor."
ASKS = "Het gaat over de groep. Ik wil er niet meer heen maar ik durf het niet te zeggen."
OPENS = "Ravi kwam vandaag niet op school en is niet thuis. Zijn ouders en de wijkagent weten het. We zoeken een plek waar hij kan zijn."
CALLS = "Ik bel je om half tien. Als je niet kunt praten, druk je me gewoon weg."
SPOKE_JORIS = (
    "Joris zoekt nog naar zijn plek als het over thuis gaat. Afgesproken: hij vraagt het eerst aan Samira."
)
SPOKE_SAMIRA = "Het gaat goed. Ze wil vaker naar buiten in plaats van de bibliotheek."
FIT = "Ik merk dat ik op woensdag te moe ben. Misschien past een ander beter bij haar."
