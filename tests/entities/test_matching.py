"""Spellings of one name agree, names of different people do not."""

import pytest

from kg.entities.matching import find_namesake, names_agree
from kg.entities.names import split_name
from kg.entities.sounds import spell_skeletons

# Public figures and invented people, as outlets of different languages write them.
SAME = [
    ("Maryna Zharskaya", "Marina Žarskaja"),
    ("Viktar Haidukevich", "Viktor Gaidukevich"),
    ("Mikalai Dzemidovich", "Nikolai Demidovich"),
    ("Mikołaj Statkowicz", "Nikolay Statkovich"),
    ("Siarhei Pyatrouski", "Syarhei Piatrouski"),
    ("Siarhei Pyatrouski", "Sergei Petrovsky"),
    ("Сяргей Пятроўскі", "Сергей Петровский"),
    ("Sviatlana Tsimashenka", "Svetlana Timoshenko"),
    ("Світлана Тимошенко", "Svetlana Timoshenko"),
    ("Uladzimir Lapkouski", "Vladimir Lopkovsky"),
    ("Volha Harbunova", "Olga Gorbunova"),
    ("Katsiaryna Andreyeva", "Ekaterina Andreeva"),
    ("Yauhen Afanasenka", "Evgeny Afanasenko"),
    ("Dzmitry Daszkiewicz", "Dmitri Dashkevich"),
    ("Andrei Hrynkevich", "Andrzej Hrynkiewicz"),
    ("Volodymyr Zelenskyy", "Vladimir Zelensky"),
    ("Alaksandar Harbačoŭ", "Alexander Gorbachev"),
    ("Valiantsin Stefanovic", "Valentin Stefanovich"),
    ("Tatsiana Khamich", "Tatyana Homich"),
    ("Gitanas Nausėda", "Gitanas Nauseda"),
    ("Kęstutis Žukas", "Kestutis Zukas"),
    ("Zharskaya Maryna", "Marina Zharskaya"),
    ("Zharskaya, Maryna", "Marina Zharskaya"),
    ("Marina Pavlovna Zharskaya", "Marina Zharskaya"),
    ("Wilbert Joseph Fuentes", "Wilbert Fuentes"),
    ("Mohammed al-Basri", "Muhammad Basri"),
    ("Vladimir Lara-Stone", "Vladimir Lara Stone"),
    ("Marina Zharskaya", "Marina Zharski"),
    ("Zhang Wei", "Zhang Wei"),
]
# Couples, relatives, namesakes and look-alikes.
DIFFERENT = [
    ("Siarhei Pyatrouski", "Sviatlana Pyatrouskaya"),
    ("Siarhei Pyatrouski", "Siarhei"),
    ("Pyatrouski", "Siarhei Pyatrouski"),
    ("S. Pyatrouski", "Siarhei Pyatrouski"),
    ("Ivan Ivanovich Orlov", "Ivan Petrovich Orlov"),
    ("Aleksandr Orlov", "Aleksandra Orlova"),
    ("Evgeny Volkov", "Evgenia Volkova"),
    ("Marina Orlova", "Maria Orlova"),
    ("Irina Orlova", "Arina Orlova"),
    ("Igor Makarov", "Igor Mokrov"),
    ("Igor Volkov", "Igor Volk"),
    ("John Coale", "John Cole"),
    ("James Morton", "James Martin"),
    ("James Peterson", "James Patterson"),
    ("Ann Barton", "Ann Burton"),
    ("Wang Wei", "Wong Wei"),
    ("Kim Jong Un", "Kim Jong Il"),
    ("Martin Luther", "Martin Luther King"),
    ("", "Ivan Orlov"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_agree(one: str, other: str) -> None:
    assert names_agree(one, other)
    assert names_agree(other, one)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_name_share_a_skeleton(one: str, other: str) -> None:
    skeletons = [
        frozenset(s for token in (t[0], t[-1]) for s in spell_skeletons(token)) for t in map(split_name, (one, other))
    ]
    assert skeletons[0] & skeletons[1]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_of_different_people_do_not_agree(one: str, other: str) -> None:
    assert not names_agree(one, other)
    assert not names_agree(other, one)


def test_a_bare_surname_follows_the_full_name_of_its_text() -> None:
    couple = ["Siarhei Pyatrouski", "Sviatlana Pyatrouskaya"]
    assert find_namesake("Pyatrouskaya", couple) == "Sviatlana Pyatrouskaya"
    assert find_namesake("S. Pyatrouski", couple) == "Siarhei Pyatrouski"
    assert find_namesake("Petrenko", couple) is None
    assert find_namesake("Stone", ["Ann Stone", "Paul Stone"]) is None
