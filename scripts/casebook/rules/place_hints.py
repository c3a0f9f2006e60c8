"""Which division was meant: short names, missing levels, names run together, names no longer in use, development zones."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from casebook.records.divisions import COUNTY, STREET, Divisions, Place, is_town
from casebook.records.entries import PlaceChange
from casebook.text.pinyin import split_tone
from casebook.text.readings import usual

MOST = 3
_LONGEST_TEXT = 60
_SHORTEST_NAME = 2
_COUNTIES = "县区旗"
_SEPARATORS = re.compile(r"[\s/\\>|,;:、，；：·—–›-]+")
_PLACEHOLDERS = frozenset(
    {"市辖区", "市辖县", "省直辖县", "省直辖", "省直辖县级行政区划", "自治区直辖县级行政区划", "中国", "中华人民共和国"}
)
_PEOPLES = (
    "壮 回 维吾尔 蒙古 藏 苗 彝 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 拉祜 水 东乡 纳西 景颇 "
    "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 塔吉克 鄂温克 德昂 保安 裕固 鄂伦春 普米 怒 独龙 各"
)
_ENDINGS = re.compile(
    f"(?:(?:(?:{_PEOPLES.replace(' ', '|')})族?)+自治[区州县旗]|自治[区州县旗]|特别行政区|省|地区|新区|盟|市|区|县|旗"
    "|街道办事处|街道|街|镇|乡)$"
)


@dataclass(frozen=True)
class Zone:
    """A development zone that documents name as a place. within: the divisions in which it lies."""

    name: str
    within: tuple[Place, ...]

    @property
    def around(self) -> str:
        """The path of the division that holds all of them, where they are several."""
        paths = [place.path for place in self.within]
        same = [step for step, *others in zip(*paths, strict=False) if set(others) <= {step}]
        return "/".join(same) if len(paths) > 1 else ""

    @property
    def offered(self) -> tuple[str, ...]:
        """The paths from which to choose."""
        return (*(place.full for place in self.within), *filter(None, [self.around]))


@cache
def _zones() -> dict[str, list[str]]:
    lines = (files("casebook") / "data" / "areas.txt").read_text(encoding="utf-8").splitlines()
    return {name: codes for name, *codes in (line.split() for line in lines if not line.startswith("#"))}


@dataclass(frozen=True)
class PlaceHints:
    """Finds the divisions that a wrongly written place may mean; made only where a record has one."""

    divisions: Divisions

    @cached_property
    def _codes(self) -> dict[str, list[str]]:
        """Codes by full, short and former name, higher divisions first."""
        codes: dict[str, list[str]] = {}
        for code in sorted(self.divisions.names, key=lambda code: (len(code), code)):
            for said in self._said(code):
                codes.setdefault(said, []).append(code)
        return codes

    def _said(self, code: str) -> frozenset[str]:
        """Return all names under which a division is written; none for what counts as a town and is none."""
        name = self.divisions.names[code]
        if len(code) == STREET and not is_town(name):
            return frozenset()
        said = {name, short_name(name), *(change.was for change in self.divisions.former(code) if change.was)}
        if name.endswith("街道"):
            said.add(name.removesuffix("道"))
            # A city without districts calls its streets so: 东莞东城区.
            said |= {f"{short_name(name)}区"} if len(self.divisions.parent(code)) < COUNTY else set()
        return frozenset(said)

    def meant(self, text: str) -> tuple[str, ...]:
        """Return the paths that a text may mean, likeliest first, at most three; never a place that only looks alike."""
        parts = _parts(text)
        found = list(self._ending("".join(parts))) or list(self._corrected(parts))
        return tuple(dict.fromkeys(place.full for place in found))[:MOST]

    def sure(self, text: str) -> str:
        """Return the path that a text names in its own way: short, run together, without levels; nothing where it may be another."""
        found = dict.fromkeys(place.full for place in self._ending("".join(_parts(text))))
        return next(iter(found)) if len(found) == 1 else ""

    def renamed(self, text: str) -> tuple[PlaceChange, ...]:
        """Return the changes that ended the name with which a text ends; none where a place still bears it, or the rest does not fit."""
        name = next(iter(_parts(text)[-1:]), "")
        meant = {place.code for place in self._ending("".join(_parts(text)))}
        changes = [change for code in sorted(meant) for change in self.divisions.former(code)]
        ended = [change for change in changes if change.was and name.endswith(change.was)]
        return tuple(ended) if meant and meant <= {change.code for change in ended} else ()

    def zone(self, text: str) -> Zone | None:
        """Return the development zone that a text names, where the names before it are of the divisions around."""
        parts = _parts(text)
        for at, part in enumerate(parts):
            name = next((name for name in _zones() if part.endswith(name)), "")
            within = tuple(map(self.divisions.place, _zones().get(name, ())))
            before = "".join(parts[:at]) + part.removesuffix(name)
            if name and any(self._around(place, before, inner=True) for place in within):
                streets = [
                    place for place in self._ending("".join((*parts[:at], *parts[at + 1 :]))) if at + 1 < len(parts)
                ]
                inside = [s for s in streets if any(s.code.startswith(place.code) for place in within)]
                return Zone(name, tuple(inside) or within)
        return None

    def _ending(self, text: str) -> Iterator[Place]:
        """Yield the divisions whose name ends the text while names of divisions around them make up the rest."""
        for start in range(len(text) - _SHORTEST_NAME + 1):
            codes = self._codes.get(text[start:], [])
            fitting = [place for place in map(self.divisions.place, codes) if self._around(place, text[:start])]
            if fitting:
                yield from (place for place in fitting if len(place.code) == len(fitting[0].code))
                return

    def _around(self, place: Place, text: str, *, inner: bool = False) -> bool:
        """Tell whether a text is made of names of the divisions around a place, from the outside in; some may be missing.

        inner: the place itself is among them.
        """
        rest, code = text, place.code if inner else self.divisions.parent(place.code)
        while code:
            said = sorted((said for said in self._said(code) if rest.endswith(said)), key=len)
            rest = rest.removesuffix(said[-1]) if said else rest
            code = self.divisions.parent(code)
        return not rest

    def _corrected(self, parts: list[str]) -> Iterator[Place]:
        """Yield the division found from the top where each name is one, or is one of them misspelt."""
        here: Place | None = None
        for part in parts:
            found = self.divisions.find(f"{here.full}/{part}" if here else part)
            if isinstance(found, Place):
                here = found
                continue
            inside = [p for p in self._ending(part) if here is None or p.code.startswith(here.code)]
            near = inside[0] if len(inside) == 1 else self._misspelt(here, part)
            if near is None:
                return
            here = near
        if here is not None:
            yield here

    def _misspelt(self, around: Place | None, name: str) -> Place | None:
        """Return the one division whose name a text misspells: by its sound, in another order, or as another kind of division."""
        inside = self.divisions.children(around.code if around else "")
        alike = [code for other, code in inside.items() if _is_misspelling(name, other, code)]
        return self.divisions.place(alike[0]) if len(alike) == 1 else None


def _is_misspelling(written: str, name: str, code: str) -> bool:
    if len(code) == STREET and not is_town(name):
        return False
    county_for_city = written[-1] in _COUNTIES and len(code) < COUNTY
    if short_name(written) == short_name(name) and not county_for_city:
        return True
    if len(written) != len(name) or len(name) <= _SHORTEST_NAME:
        return False
    differing = [(one, other) for one, other in zip(written, name, strict=True) if one != other]
    return sorted(written) == sorted(name) or all(_sound(one) == _sound(other) for one, other in differing)


def _sound(character: str) -> str:
    return split_tone(usual(character))[0]


def _parts(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT])
    return [part for part in _SEPARATORS.split(plain) if part and part not in _PLACEHOLDERS]


def short_name(name: str) -> str:
    """Return a division's name as spoken: `白云区` 白云; a name of two characters stays."""
    short = _ENDINGS.sub("", name)
    return short if len(short) >= _SHORTEST_NAME else name
