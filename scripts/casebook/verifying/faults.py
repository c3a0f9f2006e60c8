"""What can be wrong with how a site is served: each kind with the line to change, for nginx and in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_SHOWN = 3
_PAGE = "about/publishing/"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fault. id: for programs. title: what is wrong. nginx: the line to write; others: the same in words."""

    id: str
    title: str
    nginx: str
    others: str


_READABLE = (
    "运行 chmod -R a+rX 网站文件夹，上面各层文件夹也要能进（chmod a+x）；开启了 SELinux 的再运行 restorecon -R。"
)
_UPLOAD = "把 build 生成的文件夹里的文件全部传上去，路径不变；有 CDN 的，再刷新它。"
_BUILD = "用 python3 scripts/manage.py build 生成，不要改生成的文件；网关改了网页的，请它放行。"
KINDS: Final = {kind.id: kind for kind in (
    Kind("home", "首页打不开，或者不是本库的网站", "root /srv/www/zlk;（子路径写上一层 root /srv/www;） index index.html;",
         "核对网址；核对网站文件夹：里面有 index.html，网址的路径与文件夹对得上。文件都在的，多半是没有权限：chmod -R a+rX 网站文件夹。"),
    Kind("away", "整个网站转到了打不开的地方，或者别的网站", "改或删去 return 301 那一行",
         "转到的地方要打得开；要核对那里，用那里的网址再运行一次。"),
    Kind("modes", "网页服务器没有权限读网站里的文件（状态码 403，或文件夹在、网页读不到）", _READABLE, _READABLE),
    Kind("missing", "应当有的网页或文件打不开", "核对 root；try_files、rewrite 不要拦住这些网址", f"{_UPLOAD}文件在的，多半是没有权限：{_READABLE}"),
    Kind("anchors", "网页里少了登记过的位置（#后面的）", "与 nginx 无关", f"网页是旧的，或者被改过。{_UPLOAD}"),
    Kind("redirect", "网址末尾少了斜线的，没有转到只多一条斜线的同一个网址", "absolute_redirect off;",
         "打开文件夹时补上末尾的斜线；转到的网址不换协议、域名和端口，问号后面的保留。"),
    Kind("status", "没有的网页，状态码不是 404", "error_page 404 /404.html; 并删去 try_files … /index.html",
         "找不到时给出网站里的 404.html，状态码是 404，不要给首页，也不要转走。"),
    Kind("page404", "没有的网页，给出的不是网站自己的 404.html", "error_page 404 /404.html;（子路径写 /zlk/404.html）",
         "把找不到时的页面设为网站里的 404.html。"),
    Kind("cached404", "“没有这个网页”会被存起来，以后有了这一页也看不到", "404 上不要写 add_header Cache-Control 或 proxy_cache_valid 404",
         "状态码是 404 的不要缓存，CDN 上也一样。"),
    Kind("type", "文件的类型（Content-Type）不对", "types { text/markdown md; … } 整段照配置写，不用系统的 mime.types",
         f"照“发布和运行”（{_PAGE}）里的表设定各种文件的类型。"),
    Kind("charset", "文字没有写明编码是 UTF-8，汉字会乱", "charset utf-8; charset_types text/css text/csv text/markdown text/plain …;",
         "文字类文件的 Content-Type 末尾加 ; charset=utf-8。"),
    Kind("gzip", "没有压缩，网页打开慢", "gzip on; gzip_proxied any; gzip_types text/css application/javascript application/json …;",
         "对网页、样式、脚本和 JSON 打开 gzip 压缩；网关和 CDN 不要去掉它。"),
    Kind("cache", "网页和数据会被存起来，更新以后看到的还是旧的", "expires -1;",
         "网页和数据写 Cache-Control: no-cache，每次核对是否有变。"),
    Kind("assets-cache", "名字带内容编号的样式和脚本没有存一年，每次都重新核对",
         'location ~ "/assets/(css|js)/[a-z-]+\\.[0-9a-f]{8}\\.(css|js)$" { expires 365d; }',
         "assets/css/ 和 assets/js/ 里名字带内容编号的，写 Cache-Control: max-age=31536000。"),
    Kind("nosniff", "缺少 X-Content-Type-Options: nosniff", "add_header X-Content-Type-Options nosniff always;",
         "每个回答都加 X-Content-Type-Options: nosniff；nginx 的 location 里另写了 add_header 的，那里要全部再写一遍。"),
    Kind("frames", "没有禁止别的网站把网页嵌进去", "add_header Content-Security-Policy \"frame-ancestors 'self'; …\" always;",
         "网页加 Content-Security-Policy: frame-ancestors 'self'。"),
    Kind("policy", "网页里没有内容安全策略（CSP）", "与 nginx 无关", _BUILD),
    Kind("loads", "网页要加载别的网站的内容，或者 https 的网页里有 http 的", "删去 sub_filter 一类的行", _BUILD),
    Kind("dots", "以点开头的文件给人看了", "location ~ /\\.(?!well-known/) { return 404; }",
         "以点开头的文件和文件夹不给看（.well-known/ 除外）；网站文件夹里不要放 .git。"),
    Kind("domain", "网页里写的公开网址不是这里", "与 nginx 无关",
         "用 build --site-url 写现在的网址，或改 mkdocs.yml 的 site_url，重新生成；旧域名照“换域名”一节转过来。"),
    Kind("assets", "网页要用的样式或脚本不在：只更新了一半", "核对 root，网站文件夹整个换上", _UPLOAD),
    Kind("half", "各页不是同一次生成的：只更新了一半，或者缓存着旧的", "网站文件夹整个换上，不要逐个文件覆盖", _UPLOAD),
    Kind("failed", "有的网址没有好好回答", "看 nginx 的 error.log", "看网页服务器的错误日志；网关限制了访问次数的，隔一会儿再运行。"),
)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a fault was seen: the address, and what came."""

    url: str
    what: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of asking a site. asked: how many addresses; faults: by their kinds, in the order of `KINDS`."""

    site: str
    asked: int
    faults: dict[str, list[Seen]]


def as_text(verdict: Verdict) -> str:
    """Return each fault with where it was seen and what to change, and a closing line."""
    return "".join(f"{line}\n" for line in _lines(verdict))


def _lines(verdict: Verdict) -> Iterator[str]:
    for number, (id_, seen) in enumerate(verdict.faults.items(), start=1):
        kind = KINDS[id_]
        yield f"{number}. {kind.title}"
        yield from (f"   {one.url}：{one.what}" for one in seen[:_SHOWN])
        if len(seen) > _SHOWN:
            yield f"   ……另有 {len(seen) - _SHOWN} 处"
        yield f"   nginx：{kind.nginx}"
        if kind.others != kind.nginx:
            yield f"   别的：{kind.others}"
    found = f"有 {len(verdict.faults)} 样不对，见上。" if verdict.faults else "没有发现问题。"
    yield f"核对了 {verdict.site} 的 {verdict.asked} 个网址，{found}"


def as_json(verdict: Verdict) -> str:
    """Return the same for programs."""
    faults = [
        {
            "kind": id_,
            "message": KINDS[id_].title,
            "nginx": KINDS[id_].nginx,
            "others": KINDS[id_].others,
            "seen": [{"url": one.url, "what": one.what} for one in seen],
        }
        for id_, seen in verdict.faults.items()
    ]
    told = {"site": verdict.site, "asked": verdict.asked, "faults": faults}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
