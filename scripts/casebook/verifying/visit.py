"""A visit to a published site: asks its addresses a few at a time, each once, and gathers what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from casebook.verifying.asking import FORBIDDEN, OK, Asker, Reply
from casebook.verifying.faults import KINDS, Seen, Verdict

_AT_ONCE = 4
_MOST_BYTES = 8 << 20
_SECONDS = 10.0


@dataclass
class Visit:
    """One visit. base: the site's address. replies: by addresses from its root; a whole address where it is outside."""

    base: str
    asker: Asker
    replies: dict[str, Reply] = field(default_factory=dict)
    faults: dict[str, dict[Seen, None]] = field(default_factory=dict)

    @classmethod
    def of(cls, base: str) -> Visit:
        """Return a visit that has not asked anything yet."""
        return cls(base, Asker.of(base, _MOST_BYTES, _SECONDS))

    @property
    def name(self) -> str:
        """What people call the site."""
        return self.base

    def ask(self, addresses: Iterable[str]) -> list[Reply]:
        """Ask for addresses from the site's root; return the replies in their order."""
        wanted = list(dict.fromkeys(addresses))
        new = [address for address in wanted if address not in self.replies]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            self.replies.update(zip(new, pool.map(self.asker.ask, map(self.url, new)), strict=True))
        return [self.replies[address] for address in wanted]

    def one(self, address: str) -> Reply:
        """Ask for one address."""
        return self.ask([address])[0]

    def url(self, address: str) -> str:
        """Return the whole address."""
        return address if "://" in address else f"{self.base}{address}"

    def read(self, address: str) -> str | None:
        """Return the text of a page or file; None where it does not come."""
        reply = self.one(address)
        return reply.text if reply.status == OK and reply.is_whole and not self.is_home(reply, address) else None

    def is_home(self, reply: Reply, address: str) -> bool:
        """Tell whether the home page came where something else was asked for."""
        return bool(address) and reply.status == OK and reply.body == self.replies[""].body

    def addresses(self) -> Iterable[str]:
        """Return no addresses: a visit looks at a sample."""
        return ()

    def tell(self, kind: str, reply: Reply, what: str) -> None:
        """Tell of a fault."""
        self.faults.setdefault(kind, {})[Seen(reply.url, what)] = None

    def tell_not_there(self, reply: Reply, kind: str = "missing") -> None:
        """Tell of an address that does not open, by what came instead."""
        if reply.failure:
            self.tell("failed", reply, reply.failure)
        elif reply.status == FORBIDDEN:
            self.tell("modes", reply, "状态码是 403")
        elif reply.leads_to:
            self.tell(kind, reply, f"转到了 {reply.leads_to}")
        else:
            self.tell(kind, reply, "给出的是首页" if reply.status == OK else f"状态码是 {reply.status}")

    def verdict(self) -> Verdict:
        """Return what has come of it."""
        faults = {kind: list(self.faults[kind]) for kind in KINDS if kind in self.faults}
        return Verdict(self.base, len(self.replies), faults)
