"""Three invented articles: two that tell one release and relief differently, and one of a swap."""

from datetime import date

from kg.model import ClaimType, EntityKind, Factuality, LinkKind, Role, When
from tests.graph.invented import Page, make_document


def write_first_page() -> Page:
    """Write the first telling: Norland frees 123, it is not said when, and it follows the relief."""
    page = Page(
        make_document(
            "Norland frees 123 prisoners as Sudmark lifts timber sanctions",
            "Norland has released 123 prisoners, among them Mara Velt and the poet Tomas Brandl.",
            "The move follows a decision of Sudmark to lift sanctions on timber.",
            "The freed prisoners were flown to Sudmark.",
            "Five of them are foreigners.",
            "President Olen Karst has run Norland for years.",
            "Norland has released 123 prisoners, among them Mara Velt and the poet Tomas Brandl.",
        ),
        "article-norland-frees-123",
    )
    norland, sudmark = page.state("NRL"), page.state("SDM")
    velt, brandl = page.person("Mara Velt", "person-mara-velt"), page.person("Tomas Brandl", "person-tomas-brandl")
    karst = page.person("Olen Karst", "person-olen-karst")
    post = page.thing(EntityKind.POSITION, "position-president-NRL", ref="position-president-NRL")
    timber = page.thing(EntityKind.GOOD, "timber", ref="timber")
    freed = page.group("123 prisoners", "group-release-released", count=123, members=(velt, brandl))
    page.group("Five of them", "group-foreigners", count=5, kind="foreigners", part_of=freed)
    release = page.claim(
        ClaimType.RELEASE,
        "release-nrl",
        "Norland has released 123 prisoners",
        roles=[
            (Role.RELEASED_BY, norland, "Norland"),
            (Role.RELEASED, freed, "123 prisoners"),
            (Role.RELEASED, velt, "Mara Velt"),
            (Role.RELEASED, brandl, "Tomas Brandl"),
        ],
        when=When(not_after=date(2025, 3, 2)),
        more_quotes=(
            page.quote("Norland frees 123 prisoners"),
            page.quote("Norland has released 123 prisoners", 1),
        ),
    )
    relief = page.claim(
        ClaimType.SANCTION_RELIEF,
        "relief-sdm",
        "decision of Sudmark to lift sanctions on timber",
        roles=[
            (Role.ACTOR, sudmark, "Sudmark"),
            (Role.TARGET, norland, "Norland"),
            (Role.TARGET_GOOD, timber, "timber"),
        ],
        values={Role.RELIEF_KIND: "lifted", Role.SANCTION_TYPE: "trade-restriction"},
        when=When(not_after=date(2025, 3, 2)),
    )
    page.name_sanction(relief, "sanction-sdm-nrl-timber")
    page.claim(
        ClaimType.TRANSFER,
        "transfer-nrl",
        "The freed prisoners were flown to Sudmark",
        roles=[(Role.TRANSFEREE, freed, "The freed prisoners"), (Role.TO_PLACE, sudmark, "Sudmark")],
        when=When(not_after=date(2025, 3, 2)),
    )
    page.claim(
        ClaimType.POSITION_HOLDING,
        "holding-karst-president",
        "President Olen Karst",
        roles=[(Role.HOLDER, karst, "Olen Karst"), (Role.POSITION, post, "President")],
        when=When(not_after=date(2025, 3, 2)),
    )
    page.link(
        LinkKind.EXCHANGE,
        release,
        relief,
        "The move follows",
        Factuality.INFERRED,
        ("undertaking-release-inferred", "undertaking-relief-inferred", "agreement-inferred"),
    )
    page.link(LinkKind.PRECEDED_BY, release, relief, "follows")
    return page


def write_second_page() -> Page:
    """Write the second telling: 124, on a day, by the president, in exchange; with a denial and a wish beside."""
    page = Page(
        make_document(
            "Norland lets 124 go in exchange for timber relief",
            "President Olen Karst pardoned 124 prisoners on Saturday, spokeswoman Lena Ost said.",
            "Mara Welt, Tomas Brandl and Ivo Sand were freed in exchange for the end of the Sudmark ban on timber.",
            "Piet Marr, held since 2020, was not released, Lena Ost said.",
            "A rumour that 123 prisoners had been let out by Norland is false.",
            "His wife asks Norland to free Piet Marr.",
            published=date(2025, 3, 3),
        ),
        "article-norland-lets-124-go",
    )
    norland, sudmark = page.state("NRL"), page.state("SDM")
    velt, brandl = page.person("Mara Welt", "person-mara-velt"), page.person("Tomas Brandl", "person-tomas-brandl")
    sand, marr = page.person("Ivo Sand", "person-ivo-sand"), page.person("Piet Marr", "person-piet-marr")
    karst, ost = page.person("Olen Karst", "person-olen-karst"), page.person("Lena Ost", "person-lena-ost")
    timber = page.thing(EntityKind.GOOD, "timber", ref="timber")
    freed = page.group("124 prisoners", "group-release-released", count=124, members=(velt, brandl, sand))
    rumoured = page.group("123 prisoners", "group-rumoured", count=123)
    bound = date(2025, 3, 3)
    release = page.claim(
        ClaimType.RELEASE,
        "release-nrl",
        "President Olen Karst pardoned 124 prisoners on Saturday",
        roles=[
            (Role.RELEASED_BY, karst, "Olen Karst"),
            (Role.RELEASED, freed, "124 prisoners"),
            (Role.RELEASED, velt, "Mara Welt"),
            (Role.RELEASED, brandl, "Tomas Brandl"),
            (Role.RELEASED, sand, "Ivo Sand"),
            (Role.ATTRIBUTED_TO, ost, "Lena Ost"),
        ],
        values={Role.RELEASE_MODE: "pardon"},
        factuality=Factuality.REPORTED,
        when=When(on_date=date(2025, 3, 1), not_after=bound, quote=page.quote("on Saturday")),
    )
    relief = page.claim(
        ClaimType.SANCTION_RELIEF,
        "relief-sdm",
        "the end of the Sudmark ban on timber",
        roles=[
            (Role.ACTOR, sudmark, "Sudmark"),
            (Role.TARGET, norland, "Norland"),
            (Role.TARGET_GOOD, timber, "timber"),
        ],
        values={Role.RELIEF_KIND: "lifted"},
        when=When(not_after=bound),
    )
    page.name_sanction(relief, "sanction-sdm-nrl-timber")
    page.claim(
        ClaimType.DETENTION,
        "detention-marr",
        "Piet Marr, held since 2020",
        roles=[(Role.DETAINEE, marr, "Piet Marr")],
        when=When(
            not_before=date(2020, 1, 1),
            began_by=date(2020, 12, 31),
            ongoing_on=bound,
            quote=page.quote("since 2020"),
        ),
    )
    not_freed = page.claim(
        ClaimType.RELEASE,
        "release-marr-denied",
        "Piet Marr, held since 2020, was not released",
        roles=[(Role.RELEASED, marr, "Piet Marr")],
        factuality=Factuality.DENIED,
    )
    denial = page.claim(
        ClaimType.STATEMENT,
        "statement-denies",
        "Piet Marr, held since 2020, was not released, Lena Ost said",
        roles=[(Role.SPEAKER, ost, "Lena Ost")],
        values={Role.ATTITUDE: "denies", Role.GIST: "Marr was not released."},
        when=When(not_after=bound),
    )
    page.claim(
        ClaimType.RELEASE,
        "release-nrl-denied",
        "123 prisoners had been let out by Norland",
        roles=[(Role.RELEASED, rumoured, "123 prisoners"), (Role.RELEASED_BY, norland, "Norland")],
        factuality=Factuality.DENIED,
    )
    page.claim(
        ClaimType.RELEASE,
        "release-marr-demanded",
        "asks Norland to free Piet Marr",
        roles=[(Role.RELEASED, marr, "Piet Marr"), (Role.RELEASED_BY, norland, "Norland")],
        factuality=Factuality.DEMANDED,
    )
    page.link(
        LinkKind.EXCHANGE,
        release,
        relief,
        "in exchange for",
        slugs=("undertaking-release", "undertaking-relief", "agreement-timber"),
    )
    page.link(LinkKind.CONTENT, denial, not_freed, "was not released")
    return page


def write_swap_page() -> Page:
    """Write the third telling: a swap as a whole and in parts, a release of one man, a joint release."""
    page = Page(
        make_document(
            "A swap of 24 prisoners last August",
            "In all 24 people were swapped on 1 August 2024.",
            "Norland freed 15 prisoners and Sudmark freed nine spies.",
            "Norland also let go Rik Kroon on 5 August 2024.",
            "On 9 August 2024 Norland and Sudmark together freed 7 sailors.",
            published=date(2025, 3, 4),
        ),
        "article-a-swap",
    )
    norland, sudmark = page.state("NRL"), page.state("SDM")
    kroon = page.person("Rik Kroon", "person-rik-kroon")
    groups = {
        "swap": page.group("24 people", "group-swap", count=24, kind="people"),
        "nrl": page.group("15 prisoners", "group-swap-nrl", count=15),
        "sdm": page.group("nine spies", "group-swap-sdm", count=9, kind="spies"),
        "joint": page.group("7 sailors", "group-sailors", count=7, kind="sailors"),
    }
    swap_day = When(on_date=date(2024, 8, 1), quote=page.quote("on 1 August 2024"))
    whole = page.claim(
        ClaimType.RELEASE,
        "release-swap",
        "24 people were swapped",
        roles=[(Role.RELEASED, groups["swap"], "24 people")],
        when=swap_day,
    )
    for code, state, words in (("nrl", norland, "Norland freed 15 prisoners"), ("sdm", sudmark, "freed nine spies")):
        part = page.claim(
            ClaimType.RELEASE,
            f"release-swap-{code}",
            words,
            roles=[
                (Role.RELEASED, groups[code], "15 prisoners" if code == "nrl" else "nine spies"),
                (Role.RELEASED_BY, state, "Norland" if code == "nrl" else "Sudmark"),
            ],
            when=swap_day,
        )
        page.link(LinkKind.PART_OF, part, whole, "were swapped")
    page.claim(
        ClaimType.RELEASE,
        "release-kroon",
        "Norland also let go Rik Kroon",
        roles=[(Role.RELEASED, kroon, "Rik Kroon"), (Role.RELEASED_BY, norland, "Norland")],
        when=When(on_date=date(2024, 8, 5), quote=page.quote("on 5 August 2024")),
    )
    page.claim(
        ClaimType.RELEASE,
        "release-sailors",
        "Norland and Sudmark together freed 7 sailors",
        roles=[
            (Role.RELEASED, groups["joint"], "7 sailors"),
            (Role.RELEASED_BY, norland, "Norland"),
            (Role.RELEASED_BY, sudmark, "Sudmark"),
        ],
        when=When(on_date=date(2024, 8, 9), quote=page.quote("On 9 August 2024")),
    )
    return page
