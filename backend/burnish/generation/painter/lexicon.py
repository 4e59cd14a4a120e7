"""The few words that the painter knows. It does not understand sentences: a word that is there tips the dice."""

import re
from dataclasses import dataclass, field

_LONGEST = 2000
"""Characters of a prompt that are searched for words."""


@dataclass(slots=True)
class Wishes:
    """What the words of a prompt ask for."""

    subjects: list[str] = field(default_factory=list)
    """Subjects of :mod:`burnish.generation.painter.composition`, the first one counting most."""
    moods: list[str] = field(default_factory=list)
    seasons: list[str] = field(default_factory=list)
    accents: list[str] = field(default_factory=list)
    features: set[str] = field(default_factory=set)
    """Things that a subject may show, for example ``lighthouse``."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SUBJECTS = {
    "coast": _words(
        "sea ocean coast beach shore wave surf harbour harbor lighthouse cliff island ship sail sailboat port bay"
    ),
    "lake": _words("lake mountain alp fjord peak aurora reflection summit glacier valley northern cabin"),
    "countryside": _words(
        "hill field village farm meadow country countryside windmill mill balloon lavender tuscany landscape hay"
        " haystack church cottage house vineyard road path barn"
    ),
    "city": _words("city town skyline street building skyscraper tower bridge london paris york venice downtown urban"),
    "forest": _words("forest wood woods tree birch path grove jungle oak leaf leaves trail"),
    "desert": _words(
        "desert dune sand planet space mars alien cactus oasis palm mesa galaxy saturn pyramid camel scifi"
    ),
    "still_life": _words(
        "still fruit apple orange pear vase bouquet flower rose tulip sunflower table bowl lemon daisy"
    ),
    "pond": _words("pond lily lilies garden monet willow frog water waterlily japanese park"),
    "abstract": _words(
        "abstract geometric cubist cubism modern kandinsky klee square circle shape pattern quilt music"
    ),
}
_MOODS = {
    "morning": _words("morning dawn sunrise breakfast"),
    "noon": _words("noon sunny sunshine bright blue midday clear"),
    "golden": _words("golden evening warm afternoon autumn gold"),
    "sunset": _words("sunset sundown fire burning dramatic crimson"),
    "dusk": _words("dusk twilight lamp lantern neon cosy cozy"),
    "night": _words("night midnight moon moonlight star starry stars dark aurora galaxy northern"),
    "storm": _words("storm stormy rain rainy thunder grey gray cloudy wind tempest"),
    "mist": _words("mist misty fog foggy haze calm quiet pale"),
    "fauve": _words("wild fauve matisse vivid colourful colorful surreal dream psychedelic fantasy magic alien"),
}
_SEASONS = {
    "spring": _words("spring april blossom cherry sakura fresh"),
    "summer": _words("summer june july august sunny poppy"),
    "autumn": _words("autumn fall october november harvest maple"),
    "winter": _words("winter snow snowy ice icy frost frozen christmas december cold"),
}
_ACCENTS = {
    "red": _words("red scarlet crimson ruby poppy"),
    "orange": _words("orange amber rust"),
    "yellow": _words("yellow sunflower lemon"),
    "green": _words("green emerald moss"),
    "turquoise": _words("turquoise teal cyan aqua mint"),
    "blue": _words("blue azure navy cobalt indigo sapphire"),
    "violet": _words("violet purple lavender lilac"),
    "pink": _words("pink rose magenta"),
    "brown": _words("brown sepia chocolate"),
    "white": _words("white ivory"),
    "black": _words("black"),
    "gold": _words("gold golden"),
}
_FEATURES = {
    "lighthouse": _words("lighthouse"),
    "village": _words("village town harbour harbor church"),
    "beach": _words("beach sand shore"),
    "birds": _words("bird birds gull seagull swallow"),
    "boat": _words("boat ship sail sailboat"),
    "bridge": _words("bridge"),
    "mountain": _words("mountain alp peak"),
    "balloon": _words("balloon"),
    "flower": _words("flower meadow poppy bouquet vase rose tulip sunflower daisy"),
    "fruit": _words("fruit apple orange pear bowl lemon"),
    "lavender": _words("lavender"),
    "path": _words("path road trail"),
    "field": _words("hay haystack harvest"),
    "windmill": _words("windmill mill"),
    "farm": _words("farm tuscany barn cottage"),
    "birch": _words("birch"),
    "planet": _words("planet space saturn alien galaxy"),
    "palm": _words("palm oasis"),
    "aurora": _words("aurora northern"),
}


def wishes_of(prompt: str) -> Wishes:
    """What the words of the prompt ask for, in their order; unknown words ask for nothing."""
    wishes = Wishes()
    for word in re.findall(r"[a-z]+", prompt[:_LONGEST].lower()):
        forms = {word, word.removesuffix("s"), word.removesuffix("es")}
        wishes.subjects += _named(_SUBJECTS, forms)
        wishes.moods += _named(_MOODS, forms)
        wishes.seasons += _named(_SEASONS, forms)
        wishes.accents += _named(_ACCENTS, forms)
        wishes.features.update(_named(_FEATURES, forms))
    return wishes


def _named(groups: dict[str, frozenset[str]], forms: set[str]) -> list[str]:
    """The names of the groups that one of the forms of a word is in."""
    return [name for name, words in groups.items() if not words.isdisjoint(forms)]
