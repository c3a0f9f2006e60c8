"""Times and bytes of search in a real browser, key by key."""

from __future__ import annotations

import gzip
import statistics
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, Request, sync_playwright

OPTIONS = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
FRESH = 8
# Types a query key by key; each key's time ends when the list holds the results for what stands in the box.
TYPE = """async typed => {
  const input = document.querySelector('#cb-search-input'), list = document.querySelector('#cb-search-list');
  const times = [];
  await cbSearch.start();
  for (let n = 1; n <= typed.length; n++) {
    input.value = typed.slice(0, n);
    list.textContent = '';
    const start = performance.now();
    const seen = new Promise(done => {
      const watch = new MutationObserver(() => { if (list.firstChild) { watch.disconnect(); done(performance.now()); } });
      watch.observe(list, {childList: true});
    });
    input.dispatchEvent(new Event('input'));
    times.push(await seen - start);
  }
  return times;
}"""
ASK_PAGEFIND = """async typed => {
  const start = performance.now();
  const found = await window.pagefind.search(typed);
  await Promise.all(found.results.slice(0, 8).map(r => r.data()));
  return [performance.now() - start];
}"""
LOAD_PAGEFIND = "async () => { window.pagefind = await import('/pagefind/pagefind.js'); await window.pagefind.init(); }"


@dataclass
class Sent:
    """The files that a page has asked for, and their gzip bytes."""

    folder: Path
    names: set[str] = field(default_factory=set)

    def note(self, request: Request) -> None:
        self.names.add(request.url.split("/", 3)[3].split("?")[0] or "index.html")

    def bytes(self) -> int:
        """Return what was sent besides the page itself."""
        files = (self.folder / name for name in self.names if not name.endswith(".html"))
        return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files if file.is_file())


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word, over lasting connections as web servers do."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *args: object) -> None:
        """Say nothing."""


def summary(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"median {statistics.median(ordered):.1f} ms, p95 {ordered[int(len(ordered) * 0.95) - 1]:.1f} ms"


@dataclass(frozen=True)
class Engine:
    """A way to ask: script that takes a query and returns times in ms; script that makes a page ready."""

    name: str
    ask: str
    ready: str


OURS = Engine("ours, each key", TYPE, "() => 0")
PAGEFIND = Engine("pagefind, whole query", ASK_PAGEFIND, LOAD_PAGEFIND)


@dataclass(frozen=True)
class Measuring:
    """Measures one site in one browser. slow: by how many times the processor is slowed."""

    browser: Browser
    base: str
    folder: Path
    slow: int

    def line(self, engine: Engine, typed: Sequence[str]) -> str:
        """Return bytes of the first query (over fresh browsers) and times, cold and warm."""
        cold, sent = self.cold(engine, typed[:FRESH])
        warm = self.warm(engine, typed)
        kilobytes = f"{statistics.median(sent) / 1024:.0f} KB (most {max(sent) / 1024:.0f})"
        times = f"cold {summary(cold)}; warm {summary(warm)}"
        return f"{engine.name}, processor 1/{self.slow}: first query {kilobytes}; {times}"

    def cold(self, engine: Engine, typed: Sequence[str]) -> tuple[list[float], list[int]]:
        times: list[float] = []
        sent = []
        for query in typed:
            context = self.browser.new_context()
            files = Sent(self.folder)
            page = self.opened(context.new_page(), engine, files)
            times += page.evaluate(engine.ask, query)
            page.wait_for_timeout(50)
            sent.append(files.bytes())
            context.close()
        return times, sent

    def warm(self, engine: Engine, typed: Sequence[str]) -> list[float]:
        page = self.opened(self.browser.new_page(), engine, Sent(self.folder))
        for query in typed:
            page.evaluate(engine.ask, query)
        times = [float(t) for query in typed for t in page.evaluate(engine.ask, query)]
        page.close()
        return times

    def opened(self, page: Page, engine: Engine, files: Sent) -> Page:
        page.on("request", files.note)
        if self.slow > 1:
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": self.slow})
        page.goto(self.base)
        page.evaluate(engine.ready)
        return page


def lines(folder: Path, typed: Sequence[str]) -> Iterator[str]:
    """Yield one line for each measurement of the site in a folder."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", chromium_sandbox=False, args=list(OPTIONS)
        )
        yield from (Measuring(browser, base, folder, slow).line(OURS, typed) for slow in (1, 4))
        if (folder / "pagefind").is_dir():
            yield Measuring(browser, base, folder, 1).line(PAGEFIND, typed)
        browser.close()
    server.shutdown()
