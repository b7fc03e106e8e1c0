"""Join the tellings of one event: headline, highlight, lead and repeats become one claim with several quotes."""

from collections.abc import Iterable, Sequence

from kg.claims.bundles import LEADER, Bundle
from kg.claims.cast import Cast
from kg.claims.countings import names_all
from kg.claims.drafts import AGENTS, PATIENTS, SANCTIONS, Draft
from kg.claims.figures import Band
from kg.model import ClaimType, EntityKind, Factuality, Role, SectionKind

_LATEST = 40  # bundles that are looked at beside those that share a filler, so that time grows with length only


def merge_drafts(drafts: Sequence[Draft], cast: Cast) -> list[Bundle]:
    """Join drafts into bundles, in the order of the text; what fits no bundle opens one."""
    bundles: list[Bundle] = []
    latest: dict[ClaimType, list[Bundle]] = {}
    sharing: dict[tuple[ClaimType, str], list[Bundle]] = {}
    for draft in sorted(drafts, key=_merge_order):
        keys = [slot.key for slot in draft.slots if slot.key is not None and slot.role not in AGENTS]
        near = [
            *latest.get(draft.type, ())[-_LATEST:],
            *(b for key in keys for b in sharing.get((draft.type, key), ())[-_LATEST:]),
        ]
        home = _find_home(draft, near, cast)
        if home is None:
            home = Bundle(draft.type, draft.factuality, number=len(bundles))
            bundles.append(home)
            latest.setdefault(draft.type, []).append(home)
        home.add([draft])
        for key in keys:
            sharing.setdefault((draft.type, key), []).append(home)
    return sorted(_fold_headlines(bundles, cast), key=lambda bundle: (bundle.main.quote.start, str(bundle.type)))


def _merge_order(draft: Draft) -> tuple[bool, bool, int]:
    return draft.is_decision, draft.is_nominal and not draft.keys(*PATIENTS), draft.quote.start


def _fold_headlines(bundles: list[Bundle], cast: Cast) -> list[Bundle]:
    """Fold an event that only the headline tells as fact into the plan of the text: headlines use the present."""
    kept = list(bundles)
    for bundle in bundles:
        if bundle.factuality != Factuality.ASSERTED or any(
            draft.section != SectionKind.HEADLINE for draft in bundle.drafts
        ):
            continue
        planned = [other for other in kept if other.type == bundle.type and other.factuality == Factuality.PLANNED]
        home = next(
            (
                other
                for other in planned
                if any(fits_bundle(other, draft, cast) or _same_doer(other, draft) for draft in bundle.drafts)
            ),
            None,
        )
        if home is not None:
            home.add(bundle.drafts)
            kept.remove(bundle)
    return kept


def _same_doer(bundle: Bundle, draft: Draft) -> bool:
    return bool(bundle.keys(*AGENTS) & set(draft.keys(*AGENTS)))


def _find_home(draft: Draft, near: Sequence[Bundle], cast: Cast) -> Bundle | None:
    fitting = {bundle.number: bundle for bundle in near if _same_standing(bundle, draft)}
    ordered = [fitting[number] for number in sorted(fitting, reverse=True)]
    return next((bundle for bundle in ordered if fits_bundle(bundle, draft, cast)), None)


def _same_standing(bundle: Bundle, draft: Draft) -> bool:
    if bundle.factuality == draft.factuality:
        return True
    if {bundle.factuality, draft.factuality} <= {Factuality.ASSERTED, Factuality.REPORTED}:
        return True
    return draft.is_decision and bundle.factuality in {Factuality.ASSERTED, Factuality.REPORTED}


def fits_bundle(bundle: Bundle, draft: Draft, cast: Cast) -> bool:
    """Say whether a telling may be of the event that others tell, however surely either is told."""
    if draft.type in {ClaimType.POSITION_HOLDING, ClaimType.AWARD_CONFERRAL, ClaimType.RELATION, ClaimType.STATEMENT}:
        return _is_same_state(bundle, draft, cast)
    if not _times_fit(bundle, draft) or not _agents_fit(bundle, draft, cast):
        return False
    if draft.type in SANCTIONS:
        return _targets_fit(bundle, draft, cast)
    if draft.type in {ClaimType.NEGOTIATION, ClaimType.AGREEMENT}:
        return _talks_fit(bundle, draft)
    if draft.type in {ClaimType.CONDITION, ClaimType.MISTREATMENT}:
        same_people = bundle.keys(*PATIENTS) == set(draft.keys(*PATIENTS))
        return same_people and bundle.values(Role.CONDITION_TYPE) == set(draft.values(Role.CONDITION_TYPE))
    return _patients_fit(bundle, draft, cast)


def _is_same_state(bundle: Bundle, draft: Draft, cast: Cast) -> bool:
    """Compare what has no day of its own: posts, prizes, relations, speech."""
    if draft.type == ClaimType.POSITION_HOLDING:
        return _posts_fit(bundle, draft, cast)
    if draft.type == ClaimType.AWARD_CONFERRAL:
        return all(bundle.keys(role) == set(draft.keys(role)) for role in (Role.RECIPIENT, Role.AWARD))
    return _relations_fit(bundle, draft) if draft.type == ClaimType.RELATION else _speech_fits(bundle, draft)


def _speech_fits(bundle: Bundle, draft: Draft) -> bool:
    """Say whether one speaker takes the same stand towards the same; what nobody in particular says stands alone."""
    if not draft.keys(Role.SPEAKER) or draft.section == SectionKind.SCENARIO:
        return False
    same = bundle.keys(Role.SPEAKER) == set(draft.keys(Role.SPEAKER))
    addressees, mine = bundle.keys(Role.ADDRESSEE), set(draft.keys(Role.ADDRESSEE))
    same = same and bundle.values(Role.ATTITUDE) == set(draft.values(Role.ATTITUDE))
    return same and (not mine or not addressees or bool(addressees & mine))


def _relations_fit(bundle: Bundle, draft: Draft) -> bool:
    """Say whether two relations are of one sort between the same two; either may be named first of normal ones."""
    if any(bundle.values(role) != set(draft.values(role)) for role in (Role.RELATION_TYPE, Role.POLARITY)):
        return False
    theirs, mine = (_list_ends(told) for told in (bundle, draft))
    is_same = theirs == mine or ("normal-relations" in draft.values(Role.RELATION_TYPE) and theirs == mine[::-1])
    return is_same and _times_fit(bundle, draft)


def _list_ends(told: Bundle | Draft) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(told.keys(Role.SUBJECT_AGENT)), frozenset(told.keys(Role.OBJECT_AGENT))


def _posts_fit(bundle: Bundle, draft: Draft, cast: Cast) -> bool:
    """Say whether two posts of one person for one principal are one: "envoy" and "special envoy"."""
    theirs, mine = bundle.keys(Role.ON_BEHALF_OF), set(draft.keys(Role.ON_BEHALF_OF))
    if bundle.keys(Role.HOLDER) != set(draft.keys(Role.HOLDER)) or (theirs and mine and theirs != mine):
        return False
    known, told = (_name_posts(keys, cast) for keys in (bundle.keys(Role.POSITION), draft.keys(Role.POSITION)))
    return any(one.endswith(other) or other.endswith(one) or LEADER in {one, other} for one in known for other in told)


def _name_posts(keys: Iterable[str], cast: Cast) -> list[str]:
    return [cast.figures[key].names[0].lower() for key in keys if key in cast.figures]


def _times_fit(bundle: Bundle, draft: Draft) -> bool:
    if draft.moment is None or draft.moment.bounds is None:
        return True
    mine = draft.moment.bounds
    return all(theirs.low <= mine.high and mine.low <= theirs.high for theirs in bundle.bounds())


def _agents_fit(bundle: Bundle, draft: Draft, cast: Cast) -> bool:
    theirs, mine = bundle.keys(*AGENTS), set(draft.keys(*AGENTS))
    if not theirs or not mine or theirs & mine:
        return True
    if {_state(key, cast) for key in theirs} & {_state(key, cast) for key in mine} - {""}:
        return True
    if draft.type in SANCTIONS and (_act_apart(theirs, mine, cast) or _act_apart(mine, theirs, cast)):
        return False
    return all(_is_domestic(key, cast) for key in theirs) or all(_is_domestic(key, cast) for key in mine)


def _act_apart(ones: set[str], others: set[str], cast: Cast) -> bool:
    """Say whether a council or commission acts on one side and only states on the other: "Norland, too, listed her"."""
    figures = [cast.figures[key] for key in ones if key in cast.figures]
    is_joint = bool(figures) and all(
        set(" ".join(figure.names).lower().split()) & _JOINT and figure.of_state is None for figure in figures
    )
    return is_joint and all(key in cast.figures and cast.figures[key].kind == EntityKind.STATE for key in others)


_JOINT = frozenset({"council", "commission", "bloc", "union"})


def _is_domestic(key: str, cast: Cast) -> bool:
    """Say whether a doer may well act for the state that another telling names: a person, a court, a jail."""
    figure = cast.figures.get(key)
    return figure is None or (figure.ref is None and figure.of_state is None)


def _state(key: str, cast: Cast) -> str:
    figure = cast.figures.get(key)
    if figure is None:
        return ""
    return figure.of_state or cast.index.states.get(key) or cast.organs.get(key, key)


def _targets_fit(bundle: Bundle, draft: Draft, cast: Cast) -> bool:
    theirs, mine = bundle.keys(Role.TARGET), set(draft.keys(Role.TARGET))
    if not _kinds_fit(bundle, draft):
        return False
    goods, mine_goods = bundle.values(Role.TARGET_GOOD), set(draft.values(Role.TARGET_GOOD))
    if theirs & mine or goods & mine_goods:
        return True
    if mine and theirs:
        return bands_fit(theirs, mine, cast)
    if draft.moment is not None and bundle.shares_sentence(draft):
        return False
    return bool(draft.keys(Role.ACTOR)) or not mine


def _kinds_fit(bundle: Bundle, draft: Draft) -> bool:
    """Say whether a licence or a delisting may be the relief that others tell: only of its own kind."""
    theirs, mine = bundle.values(Role.RELIEF_KIND), set(draft.values(Role.RELIEF_KIND))
    return not theirs or not mine or bool(theirs & mine) or not {"licensed", "delisted"} & (theirs | mine)


def bands_fit(theirs: set[str], mine: set[str], cast: Cast) -> bool:
    """Say whether two tellings may speak of the same group, by kind and count."""
    for left in cast.list_bands(theirs):
        for right in cast.list_bands(mine):
            loose = {"people", "prisoners", "detainees", "political-prisoners"}
            is_like = (
                left.group_kind == right.group_kind
                or left.words & right.words
                or {left.group_kind, right.group_kind} <= loose
            )
            if _counts_fit(left, right) and is_like:
                return True
    return False


def _counts_fit(left: Band, right: Band) -> bool:
    if left.count is None or right.count is None:
        return True
    if left.count.exact is None or right.count.exact is None:
        return True
    return left.count.exact == right.count.exact


def _talks_fit(bundle: Bundle, draft: Draft) -> bool:
    theirs, mine = bundle.keys(Role.PLACE), set(draft.keys(Role.PLACE))
    parties, mine_parties = bundle.keys(Role.PARTY, Role.NEGOTIATOR), set(draft.keys(Role.PARTY, Role.NEGOTIATOR))
    if theirs and mine and not theirs & mine:
        return False
    return bool(theirs & mine) or bool(parties & mine_parties) or not mine_parties


def _patients_fit(bundle: Bundle, draft: Draft, cast: Cast) -> bool:
    theirs, mine = bundle.keys(*PATIENTS), set(draft.keys(*PATIENTS))
    if theirs & mine:
        return _places_fit(bundle, draft, cast) and _terms_fit(bundle, draft)
    if not mine or not theirs:
        return draft.is_nominal
    if _joins_crowd(bundle, draft, cast):
        return True
    if any(_part_of(key, theirs, cast) for key in mine):
        return False
    if _described(theirs, mine, cast) and _terms_fit(bundle, draft):
        return bundle.is_aside or draft.section != SectionKind.BODY
    in_short = bundle.is_aside or draft.section != SectionKind.BODY
    in_short = in_short and _places_fit(bundle, draft, cast)
    return in_short and (bands_fit(theirs, mine, cast) or names_all([*bundle.drafts, draft], cast))


def _described(theirs: set[str], mine: set[str], cast: Cast) -> bool:
    """Say whether "the preacher" of a headline is the person that the text names later."""
    for one, other in ((theirs, mine), (mine, theirs)):
        for band in [band for band in cast.list_bands(one) if not band.is_plural]:
            words = {noun.lemma for word in band.words if (noun := cast.lexicon.nouns.get(word)) is not None}
            if any(cast.is_person(key) and words & cast.figures[key].words for key in other):
                return True
    return False


def _joins_crowd(bundle: Bundle, draft: Draft, cast: Cast) -> bool:
    """Say whether people named as "also released", by nobody and on no day, belong to the counted group."""
    persons = draft.keys(Role.RELEASED)
    if (
        draft.type != ClaimType.RELEASE
        or draft.keys(*AGENTS)
        or draft.moment is not None
        or not _modes_fit(bundle, draft)
        or not all(cast.is_person(key) for key in persons)
    ):
        return False
    first = next((key for key in cast.freed if cast.bands_by_key[key].count is not None), None)
    for band in cast.list_bands(bundle.keys(Role.RELEASED)):
        if (
            band.key == first
            and band.part_of is None
            and band.count is not None
            and (band.count.exact or band.count.low or 0) >= len(band.members) + len(persons)
        ):
            for slot in draft.slots:
                if slot.role == Role.RELEASED and slot.key is not None:
                    band.members.setdefault(slot.key, slot.quote)
            return True
    return False


def _modes_fit(bundle: Bundle, draft: Draft) -> bool:
    """Say whether two releases may be one: those bailed are not those acquitted."""
    theirs, mine = bundle.values(Role.RELEASE_MODE), set(draft.values(Role.RELEASE_MODE))
    return not theirs or not mine or bool(theirs & mine)


def _part_of(key: str, wholes: set[str], cast: Cast) -> bool:
    band = cast.bands_by_key.get(key)
    return band is not None and band.part_of in wholes


def _places_fit(bundle: Bundle, draft: Draft, cast: Cast) -> bool:
    if draft.type != ClaimType.TRANSFER:
        return True
    theirs = {_state(key, cast) for key in bundle.keys(Role.TO_PLACE) if not _is_any_place(key, cast)}
    mine = {_state(key, cast) for key in draft.keys(Role.TO_PLACE) if not _is_any_place(key, cast)}
    return not theirs or not mine or bool(theirs & mine)


def _is_any_place(key: str, cast: Cast) -> bool:
    """Say whether a place is known by a common noun alone, as "prison" is."""
    figure = cast.figures.get(key)
    return figure is not None and figure.ref is None and figure.names[0].lower() in cast.lexicon.nouns


def _terms_fit(bundle: Bundle, draft: Draft) -> bool:
    theirs, mine = bundle.values(Role.PENALTY_LENGTH), set(draft.values(Role.PENALTY_LENGTH))
    return not theirs or not mine or bool(theirs & mine)
