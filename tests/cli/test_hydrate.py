"""Texts for annotations: from local copies, and from a press release service that answers, refuses and breaks."""

import json
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlparse

import pytest

from .calls import run, write_objects

KEY = "gibberish-key+/="
Answer = Callable[[dict[str, list[str]]], tuple[int, str]]


def release(number: int, day: str = "07/18/2024") -> str:
    return (
        f"<NewsItem><NewsItemId>{number}</NewsItemId><ApproveDate>{day} 10:00:00</ApproveDate>"
        f"<Title><![CDATA[항만 정비 {number}]]></Title><MinisterCode>한빛부</MinisterCode>"
        "<DataContents><![CDATA[<p>부산시는 항만을&nbsp;정비한다.</p><p>둘째 줄</p>]]></DataContents></NewsItem>"
    )


def response(*items: str, code: str = "0", message: str = "NORMAL_SERVICE") -> str:
    header = f"<header><resultCode>{code}</resultCode><resultMsg>{message}</resultMsg></header>"
    return f"<response>{header}<body>{''.join(items)}</body></response>"


class Service:
    """A real server on loopback; `answer` says what it answers to a query, `asked` what it was asked."""

    def __init__(self) -> None:
        self.answer: Answer = lambda _query: (200, response())
        self.asked: list[dict[str, list[str]]] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                query = parse_qs(urlparse(self.path).query)
                service.asked.append(query)
                status, body = service.answer(query)
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/list"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    monkeypatch.setattr("policyminer.hydrate.PAUSE", 0.01)
    monkeypatch.setenv("DATA_GO_KR_KEY", KEY)
    made = Service()
    thread = Thread(target=made.server.serve_forever)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()


@pytest.fixture
def annotations(tmp_path: Path) -> Path:
    entries = [{"doc": f"press-{number}", "published": "2024-07-18", "triples": []} for number in (1, 2)]
    return write_objects(tmp_path / "a.gold.jsonl", *entries)


def written(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_local_copies_suffice(annotations: Path, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    (copies / "press-1.txt").write_text("부산시는 항만을 정비한다.", encoding="utf-8")
    write_objects(copies / "more.jsonl", {"id": "press-2", "text": "둘", "title": "제목"}, {"id": "x", "text": "셋"})
    ran = run("hydrate", annotations, "--from", copies, "--out", tmp_path / "out.jsonl")
    assert (ran.status, ran.err) == (0, "")
    assert [(d["id"], d["text"]) for d in written(tmp_path / "out.jsonl")] == [
        ("press-1", "부산시는 항만을 정비한다."),
        ("press-2", "둘"),
    ]


def test_the_service_is_asked_by_day(annotations: Path, tmp_path: Path, service: Service) -> None:
    service.answer = lambda _query: (200, response(release(2), release(3), release(1)))
    ran = run("hydrate", annotations, "--api", service.url, "--out", tmp_path / "out.jsonl")
    assert (ran.status, ran.err) == (0, "")
    first, second = written(tmp_path / "out.jsonl")
    assert (first["id"], second["id"]) == ("press-1", "press-2")
    assert first["text"].split() == ["부산시는", "항만을", "정비한다.", "둘째", "줄"]
    assert (first["title"], first["publisher"], first["published"]) == ("항만 정비 1", "한빛부", "2024-07-18")
    [query] = service.asked
    assert (query["serviceKey"], query["startDate"], query["endDate"]) == ([KEY], ["20240718"], ["20240718"])


def test_what_is_not_found_is_told(annotations: Path, tmp_path: Path, service: Service) -> None:
    service.answer = lambda _query: (200, response(release(1)))
    ran = run("hydrate", annotations, "--api", service.url, "--out", tmp_path / "out.jsonl")
    assert (ran.status, ran.err) == (1, "not found: press-2\n")


def test_a_service_that_knows_no_pages_is_asked_no_more(annotations: Path, tmp_path: Path, service: Service) -> None:
    service.answer = lambda _query: (200, response(*(release(number) for number in range(1, 501))))
    assert run("hydrate", annotations, "--api", service.url, "--out", tmp_path / "out.jsonl").status == 0
    assert [query["pageNo"] for query in service.asked] == [["1"], ["2"]]


@pytest.mark.parametrize(
    ("status", "body", "told"),
    [
        (500, "", "did not answer"),
        (200, "no XML <", "no XML"),
        (200, response(code="30", message="SERVICE_KEY_IS_NOT_REGISTERED_ERROR"), "SERVICE_KEY_IS_NOT_REGISTERED"),
    ],
)
def test_a_service_that_fails_is_one_line_without_the_key(
    status: int, body: str, told: str, annotations: Path, tmp_path: Path, service: Service
) -> None:
    service.answer = lambda _query: (status, body)
    ran = run("hydrate", annotations, "--api", service.url, "--out", tmp_path / "out.jsonl")
    assert (ran.status, ran.out) == (2, "")
    [line] = ran.err.splitlines()
    assert told in line
    assert KEY not in line
    assert not (tmp_path / "out.jsonl").exists()


def test_it_recovers_from_one_failure(annotations: Path, tmp_path: Path, service: Service) -> None:
    answers = iter([(503, ""), (200, response(release(1), release(2)))])
    service.answer = lambda _query: next(answers)
    assert run("hydrate", annotations, "--api", service.url, "--out", tmp_path / "out.jsonl").status == 0


def test_an_entity_bomb_is_refused(annotations: Path, tmp_path: Path, service: Service) -> None:
    lines = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE r [<!ENTITY e0 "lol">{lines}]><r><NewsItem><Title>&e9;</Title></NewsItem></r>'
    service.answer = lambda _query: (200, bomb)
    ran = run("hydrate", annotations, "--api", service.url, "--out", tmp_path / "out.jsonl")
    assert ran.status in (1, 2)
    assert "lol" not in ran.out + ran.err


def test_nothing_to_look_in(annotations: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATA_GO_KR_KEY", raising=False)
    ran = run("hydrate", annotations, "--out", tmp_path / "out.jsonl")
    assert ran.status == 2
    assert "DATA_GO_KR_KEY" in ran.err


@pytest.mark.parametrize("text", ["{", '{"published": "2024-07-18"}', '{"doc": "a", "published": "July"}', "[]"])
def test_what_is_no_annotation(text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(text, encoding="utf-8")
    ran = run("hydrate", path, "--from", tmp_path, "--out", tmp_path / "out.jsonl")
    assert ran.status == 2
    assert str(path) in ran.err
