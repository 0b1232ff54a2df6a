"""Texts for annotations that carry none: from local copies of the releases, or from the public API by day.

Source of the API: data.go.kr 15095295, the ministry of culture's service of press releases; it answers in XML, for at
most three days a request.
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import urlopen

from lxml import etree  # type: ignore[import-untyped]

from policyminer.cleaning.markup import visible_runs, visible_text
from policyminer.errors import SourceError, UsageError
from policyminer.models import Document
from policyminer.pipeline import Input, receive

API = "https://apis.data.go.kr/1371000/pressReleaseService/pressReleaseList"
KEY_VARIABLE = "DATA_GO_KR_KEY"
PREFIX = "press-"
TIMEOUT, ATTEMPTS, PAUSE, PAGE = 60, 3, 1.0, 500
LARGEST_ANSWER = 64 << 20


@dataclass(frozen=True, slots=True)
class Hydrated:
    """How many texts were written, and the names of entries that none was found for."""

    found: int
    missing: tuple[str, ...]


def hydrate(
    annotations: Path, out: Path, *, copies: Iterable[Input] = (), key: str | None = None, api: str = API
) -> Hydrated:
    """Write the releases that `annotations` (JSON lines with `doc` and `published`) speak of as JSON lines with
    id, title, publisher, published, url and text, in the order of the annotations.

    Texts are taken from `copies` (files, folders, JSON lines; names are ids or file stems), else from the API by news
    id and day where a `key` is given. Raises SourceError where the annotations cannot be read or the API refuses,
    UsageError where there is neither copy nor key, or `out` cannot be written.
    """
    days = _read_days(annotations)
    copies = list(copies)
    if not copies and key is None:
        raise UsageError(f"no texts to take: give --from with local copies, or set {KEY_VARIABLE} to an API key")
    found = {item["id"]: item for item in _from_copies(copies, days.keys())}
    if key is not None:
        wanted = {doc: day for doc, day in days.items() if doc not in found and day is not None}
        for day in sorted(set(wanted.values())):
            for item in _from_api(api, key, day):
                if item["id"] in wanted:
                    found[item["id"]] = item
    lines = [json.dumps(found[doc], ensure_ascii=False) for doc in days if doc in found]
    try:
        out.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"{out}: cannot be written ({error.strerror}); give --out a file in an existing folder"
        raise UsageError(message) from error
    return Hydrated(len(lines), tuple(doc for doc in days if doc not in found))


def _read_days(path: Path) -> dict[str, date | None]:
    try:
        entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return {str(e["doc"]): date.fromisoformat(e["published"]) if e.get("published") else None for e in entries}
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise SourceError(f"{path}: no annotations, JSON lines with `doc` and `published` ({error})") from error


def _from_copies(copies: list[Input], wanted: Iterable[str]) -> Iterator[dict[str, Any]]:
    names = frozenset(wanted)
    for item in receive(copies):
        if isinstance(item, Document) and item.doc in names:
            text = visible_text(visible_runs(item.text)) if item.media_type == "text/html" else item.text
            yield {
                "id": item.doc,
                "title": item.title,
                "publisher": item.publisher,
                "published": item.published.isoformat() if item.published else None,
                "url": item.url,
                "text": text,
            }


def _from_api(api: str, key: str, day: date) -> Iterator[dict[str, Any]]:
    """All releases of a day."""
    asked = {"serviceKey": key, "startDate": f"{day:%Y%m%d}", "endDate": f"{day:%Y%m%d}", "numOfRows": PAGE}
    seen: set[str] = set()
    for page in count(1):
        items = [_item(item) for item in _news_items(_get(api, asked | {"pageNo": page}, day), day)]
        new = [item for item in items if item["id"] not in seen]
        yield from new
        seen.update(item["id"] for item in new)
        if len(items) < PAGE or not new:  # a service that knows no pages repeats the first
            return


def _get(api: str, asked: Mapping[str, object], day: date) -> bytes:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with urlopen(f"{api}?{urlencode(asked)}", timeout=TIMEOUT) as answer:  # noqa: S310 - the user's own URL
                return bytes(answer.read(LARGEST_ANSWER))
        except (URLError, TimeoutError, ConnectionError) as error:
            if isinstance(error, HTTPError):
                error.close()
            if attempt == ATTEMPTS:
                # The URL holds the key and is not told.
                reason = getattr(error, "reason", error)
                message = f"the press release API did not answer for {day} ({reason}); try again later"
                raise SourceError(message) from None
            time.sleep(PAUSE * attempt)
    raise AssertionError  # pragma: no cover - the loop returns or raises


def _news_items(answer: bytes, day: date) -> list[Any]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(answer, parser)
    except etree.XMLSyntaxError as error:
        raise SourceError(f"the press release API gave no XML for {day} ({error}); check the key") from error
    code = root.findtext(".//resultCode") or root.findtext(".//returnReasonCode") or ""
    if code.lstrip("0"):
        told = root.findtext(".//resultMsg") or root.findtext(".//returnAuthMsg") or code
        raise SourceError(f"the press release API refused the request for {day} ({told}); check {KEY_VARIABLE}")
    return list(root.iter("NewsItem"))


def _item(item: Any) -> dict[str, Any]:
    def text(name: str) -> str | None:
        value = item.findtext(name)
        return value.strip() if value and value.strip() else None

    approved = text("ApproveDate")
    published = datetime.strptime(approved[:10], "%m/%d/%Y").date().isoformat() if approved else None
    return {
        "id": f"{PREFIX}{text('NewsItemId')}",
        "title": text("Title"),
        "publisher": text("MinisterCode"),
        "published": published,
        "url": text("OriginalUrl"),
        "text": visible_text(visible_runs(text("DataContents") or "")).strip(),
    }
