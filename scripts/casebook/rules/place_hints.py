"""Which division was meant: short names, missing levels, names run together, names that are no longer in use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from casebook.records.divisions import Divisions, Place

MOST = 3
_LONGEST_TEXT = 60
_SHORTEST_NAME = 2
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
# Names that laws of the last decades ended, as people still write them, with what holds the place now.
FORMER = {
    "崇文区": "北京市/东城区", "宣武区": "北京市/西城区", "卢湾区": "上海市/黄浦区", "南市区": "上海市/黄浦区",
    "闸北区": "上海市/静安区", "南汇区": "上海市/浦东新区", "塘沽区": "天津市/滨海新区", "汉沽区": "天津市/滨海新区",
    "大港区": "天津市/滨海新区", "万盛区": "重庆市/綦江区", "双桥区": "重庆市/大足区", "东山区": "广东省/广州市/越秀区",
    "芳村区": "广东省/广州市/荔湾区", "萝岗区": "广东省/广州市/黄埔区", "增城市": "广东省/广州市/增城区",
    "从化市": "广东省/广州市/从化区", "番禺市": "广东省/广州市/番禺区", "花都市": "广东省/广州市/花都区",
    "顺德市": "广东省/佛山市/顺德区", "南海市": "广东省/佛山市/南海区", "下城区": "浙江省/杭州市/拱墅区",
    "江干区": "浙江省/杭州市/上城区", "萧山市": "浙江省/杭州市/萧山区", "白下区": "江苏省/南京市/秦淮区",
    "下关区": "江苏省/南京市/鼓楼区", "沧浪区": "江苏省/苏州市/姑苏区", "平江区": "江苏省/苏州市/姑苏区",
    "金阊区": "江苏省/苏州市/姑苏区", "吴江市": "江苏省/苏州市/吴江区", "胶南市": "山东省/青岛市/黄岛区",
    "即墨市": "山东省/青岛市/即墨区", "莱芜市": "山东省/济南市/莱芜区", "章丘市": "山东省/济南市/章丘区",
    "襄樊市": "湖北省/襄阳市", "思茅市": "云南省/普洱市", "双流县": "四川省/成都市/双流区",
    "郫县": "四川省/成都市/郫都区", "长安县": "陕西省/西安市/长安区", "户县": "陕西省/西安市/鄠邑区",
}  # fmt: skip


@dataclass(frozen=True)
class PlaceHints:
    """Finds the divisions that a wrongly written place may mean; made only where a record has one."""

    divisions: Divisions

    @cached_property
    def _codes(self) -> dict[str, list[str]]:
        """Codes by full and by short name, higher divisions first."""
        codes: dict[str, list[str]] = {}
        for code in sorted(self.divisions.names, key=lambda code: (len(code), code)):
            name = self.divisions.names[code]
            for said in {name, short_name(name)}:
                codes.setdefault(said, []).append(code)
        return codes

    def meant(self, text: str) -> tuple[str, ...]:
        """Return the paths that a text may mean, likeliest first, at most three."""
        parts = _parts(text)
        if not parts:
            return ()
        former = [FORMER[parts[-1]]] if parts[-1] in FORMER else []
        found = list(self._ending("".join(parts))) or ([] if former else list(self._corrected(parts)))
        return tuple(dict.fromkeys([*former, *(place.full for place in found)]))[:MOST]

    def _ending(self, text: str) -> Iterator[Place]:
        """Yield the divisions whose name ends the text while names of divisions around them make up the rest."""
        for start in range(len(text) - _SHORTEST_NAME + 1):
            codes = self._codes.get(text[start:], [])
            fitting = [place for place in map(self.divisions.place, codes) if _around(place, text[:start])]
            if fitting:
                yield from (place for place in fitting if len(place.code) == len(fitting[0].code))
                return

    def _corrected(self, parts: list[str]) -> Iterator[Place]:
        """Yield divisions found from the top by the most similar name on each level."""
        here: Place | None = None
        for part in parts:
            found = self.divisions.find(f"{here.full}/{part}" if here else part)
            if isinstance(found, Place):
                here = found
                continue
            inside = [p for p in self._ending(part) if here is None or p.code.startswith(here.code)]
            near = inside[0] if len(inside) == 1 else self._similar(here, part)
            if near is None:
                return
            here = near
        if here is not None:
            yield here

    def _similar(self, around: Place | None, name: str) -> Place | None:
        names = self.divisions.children(around.code if around else "")
        close = get_close_matches(name, list(names), n=1, cutoff=0.6)
        return self.divisions.place(names[close[0]]) if close else None


def _parts(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text[:_LONGEST_TEXT])
    return [part for part in _SEPARATORS.split(plain) if part and part not in _PLACEHOLDERS]


def short_name(name: str) -> str:
    """Return a division's name as spoken: `白云区` 白云; a name of two characters stays."""
    short = _ENDINGS.sub("", name)
    return short if len(short) >= _SHORTEST_NAME else name


def _around(place: Place, text: str) -> bool:
    """Tell whether a text is made of names of the divisions around a place, from the outside in; some may be missing."""
    rest = text
    for name in reversed(place.path[:-1]):
        said = next((said for said in (name, short_name(name)) if rest.endswith(said)), "")
        rest = rest.removesuffix(said) if said else rest
    return not rest
