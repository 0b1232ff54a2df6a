"""One name a document: ids the records bring stay as they are, made-up names give way."""

from dataclasses import replace

from policyminer.models import Document, Reject, RejectReason
from policyminer.sources.received import Draft, one_line, reject

_SHOWN = 80


class Names:
    """The names given in one run, each with the place of its document."""

    def __init__(self) -> None:
        self._places: dict[str, str] = {}
        self._counts: dict[str, int] = {}

    def settle(self, draft: Draft) -> Document | Reject:
        """Give the draft its final name; rejected where its own id already stands for another document."""
        doc = draft.document.doc
        if not draft.named:
            doc = self._free(doc)
        elif doc in self._places:
            shown = one_line(doc)[:_SHOWN]
            message = f"the id {shown} already stands for {self._places[doc]}; give each document an id of its own"
            return reject(draft.place, RejectReason.DUPLICATE_ID, message, doc)
        self._places[doc] = draft.place
        return replace(draft.document, doc=doc)

    def _free(self, name: str) -> str:
        """The name, or the first of name-2, name-3 … that is still free."""
        free = name
        while free in self._places:
            self._counts[name] = self._counts.get(name, 1) + 1
            free = f"{name}-{self._counts[name]}"
        return free
