"""The columns of the four tables, declared once; pandera, Arrow and Table Schema forms are derived in `forms`."""

from dataclasses import dataclass, replace
from enum import StrEnum

from policyminer.models import DatePrecision, RejectReason, RemovalReason, Status

SCHEMA_VERSION = "1"
"""Raised whenever a column is added, removed, renamed or changes its meaning."""

MAX_KRW = 2**63 - 1
"""The largest amount of won a column of 64-bit integers holds."""

LIST_SEPARATOR = "|"
"""Stands between the members of a list in one cell."""


class ColumnType(StrEnum):
    """What a cell holds. `TEXT` is free text; `CODE` is text that identifies or classifies, never a number."""

    TEXT = "text"
    CODE = "code"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `title` and `description` are Korean; `pattern` must match the whole cell; bounds are inclusive."""

    name: str
    type: ColumnType
    title: str
    description: str
    required: bool = False
    unique: bool = False
    is_list: bool = False
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: float | None = None
    maximum: float | None = None


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """`column` holds values of the column of the same name in `table`."""

    column: str
    table: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name, its columns in order and its keys; `title` and `description` are Korean."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()

    @property
    def column_names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


TEXT, CODE, INTEGER, NUMBER = ColumnType.TEXT, ColumnType.CODE, ColumnType.INTEGER, ColumnType.NUMBER
BOOLEAN, DATE, DATETIME = ColumnType.BOOLEAN, ColumnType.DATE, ColumnType.DATETIME

_HEX16 = r"[0-9a-f]{16}"
_SHA256 = r"[0-9a-f]{64}"
_UNSPACED = r"\S+"

_DOC_ID = Column("doc_id", CODE, "문서 식별자", "받은 바이트의 SHA-256(16진수 64자).", required=True, pattern=_SHA256)
_DOC = Column("doc", TEXT, "문서 이름", "사용자가 문서에 붙인 이름. 한 번의 실행 안에서 겹치지 않는다.", required=True)
_PROVENANCE = (
    Column("source_path", TEXT, "원본 경로", "문서를 읽은 파일의 경로."),
    Column("source_url", TEXT, "원본 주소", "문서를 발표한 웹 주소."),
    Column("publisher", TEXT, "발행 기관", "문서를 낸 기관 또는 언론사."),
    Column("title", TEXT, "제목", "문서의 제목."),
    Column("published", DATE, "발행일", "문서가 밝힌 발행일."),
)
_SOURCE_PATH, _SOURCE_URL, _PUBLISHER, _TITLE, _PUBLISHED = _PROVENANCE
_VERSIONS = (
    Column("schema_version", CODE, "스키마 판", "이 표의 열 정의의 판.", required=True, pattern=_UNSPACED),
    Column("pipeline_version", TEXT, "처리기 판", "이 행을 만든 policyminer의 판.", required=True),
)

TRIPLES = Table(
    name="triples",
    title="지역–산업–사업",
    description="한 행은 한 지역에서 한 산업을 위하여 계획·추진·완료된 사업 하나이다.",
    columns=(
        Column(
            "triple_id",
            CODE,
            "행 식별자",
            "문서·지역·산업·정규화한 사업명의 해시. 추출기가 바뀌어도 같은 내용이면 같다.",
            required=True,
            pattern=_HEX16,
        ),
        _DOC_ID,
        _DOC,
        *_PROVENANCE,
        Column("region", TEXT, "지역(원문)", "본문이 쓴 그대로의 지역 표현.", required=True),
        Column("region_name", TEXT, "지역 이름", "문서 날짜에 시행 중인 공식 지역 이름."),
        Column(
            "region_code",
            CODE,
            "지역 코드",
            "행정표준 지역 코드(시·도 2자리, 시·군·구 5자리) 또는 권역 코드. 앞자리 0을 지키는 문자열이다.",
            pattern=_UNSPACED,
        ),
        Column("region_level", CODE, "지역 단위", "지역의 단위(시·도, 시·군·구, 권역 등).", pattern=_UNSPACED),
        Column("region_scheme", TEXT, "권역 체계", "권역을 정한 계획의 이름. 행정구역이면 비어 있다."),
        Column(
            "region_successor",
            CODE,
            "후속 지역 코드",
            "폐지된 지역을 이어받은 지역의 코드. 여럿이면 |로 잇는다.",
            is_list=True,
            pattern=_UNSPACED,
        ),
        Column("industry", TEXT, "산업(원문)", "본문이 쓴 그대로의 산업 표현.", required=True),
        Column("industry_name", TEXT, "산업 이름", "어휘표의 표준 산업 이름."),
        Column("industry_code", CODE, "산업 코드", "어휘표의 산업 코드.", pattern=_UNSPACED),
        Column(
            "ksic_code",
            CODE,
            "표준산업분류 코드",
            "한국표준산업분류(제11차) 코드. 여럿이면 |로 잇는다.",
            is_list=True,
            pattern=_UNSPACED,
        ),
        Column(
            "industry_inherited",
            BOOLEAN,
            "산업 물려받음",
            "산업을 같은 문장이 아니라 상위 제목이나 문서 주제에서 물려받았으면 참.",
            required=True,
        ),
        Column("initiative", TEXT, "사업", "사업 이름 또는 목적어와 동작 명사.", required=True),
        Column("initiative_type", CODE, "사업 유형", "사업의 유형.", pattern=_UNSPACED),
        Column("status", CODE, "진행 상태", "계획, 추진 중, 완료 가운데 하나.", enum=tuple(Status)),
        Column("programme", TEXT, "상위 프로그램", "사업이 속한 프로그램 또는 공모의 이름."),
        Column("agencies", TEXT, "추진 기관", "사업을 추진하는 기관. 여럿이면 |로 잇는다.", is_list=True),
        Column("budget_krw", INTEGER, "예산(원)", "예산을 원 단위 정수로 나타낸 값.", minimum=0, maximum=MAX_KRW),
        Column("budget_text", TEXT, "예산(원문)", "본문이 쓴 그대로의 예산 표현."),
        Column("start_date", DATE, "시작일", "사업 기간의 첫날(포함)."),
        Column("end_date", DATE, "종료일", "사업 기간의 마지막 날(포함)."),
        Column("date_precision", CODE, "날짜 정밀도", "본문이 기간을 밝힌 정밀도.", enum=tuple(DatePrecision)),
        Column("evidence", TEXT, "근거 문장", "정제한 본문에서 글자 그대로 따온 근거.", required=True),
        Column(
            "evidence_start",
            INTEGER,
            "근거 시작",
            "근거의 첫 글자 위치(유니코드 코드 포인트, 0부터).",
            required=True,
            minimum=0,
        ),
        Column(
            "evidence_end",
            INTEGER,
            "근거 끝",
            "근거의 마지막 글자 다음 위치(유니코드 코드 포인트).",
            required=True,
            minimum=1,
        ),
        Column("rule", TEXT, "규칙", "이 행을 찾아낸 규칙 또는 모델.", required=True),
        Column(
            "confidence",
            NUMBER,
            "확신도",
            "이 행이 맞을 확률(0–1, 소수 넷째 자리).",
            required=True,
            minimum=0,
            maximum=1,
        ),
        *_VERSIONS,
    ),
    primary_key=("triple_id",),
    foreign_keys=(ForeignKey("doc_id", "documents"),),
)

DOCUMENTS = Table(
    name="documents",
    title="문서",
    description="한 행은 읽은 문서 하나이다. 사업이 하나도 없는 문서도 싣는다.",
    columns=(
        _DOC_ID,
        replace(_DOC, unique=True),
        _SOURCE_PATH,
        _SOURCE_URL,
        Column("media_type", CODE, "매체 형식", "받은 내용의 형식(text/plain, text/html 등).", required=True),
        _TITLE,
        _PUBLISHER,
        Column("author", TEXT, "글쓴이", "문서가 밝힌 글쓴이."),
        _PUBLISHED,
        Column(
            "retrieved",
            DATETIME,
            "수집 시각",
            "문서를 받은 시각. Z로 끝나면 세계 협정시이고, 아니면 시간대를 알 수 없다.",
        ),
        Column("characters", INTEGER, "원문 글자 수", "원문의 코드 포인트 수.", required=True, minimum=0),
        Column("body_characters", INTEGER, "본문 글자 수", "정제한 본문의 코드 포인트 수.", required=True, minimum=0),
        Column("lines_kept", INTEGER, "남긴 줄 수", "정제한 본문의 줄 수.", required=True, minimum=0),
        Column("lines_removed", INTEGER, "걷어낸 줄 수", "본문이 아니어서 걷어낸 줄 수.", required=True, minimum=0),
        Column("triples", INTEGER, "행 수", "triples 표에 실린 이 문서의 행 수.", required=True, minimum=0),
        Column(
            "refused", INTEGER, "물리친 후보 수", "확신도가 문턱에 못 미쳐 싣지 않은 후보 수.", required=True, minimum=0
        ),
        Column("text_sha256", CODE, "본문 해시", "정제한 본문(UTF-8)의 SHA-256.", required=True, pattern=_SHA256),
        *_VERSIONS,
    ),
    primary_key=("doc_id",),
)

REMOVED = Table(
    name="removed",
    title="걷어낸 줄",
    description="한 행은 본문이 아니라고 보아 걷어낸 줄 하나이다.",
    columns=(
        _DOC_ID,
        _DOC,
        Column("line", TEXT, "줄", "걷어낸 줄, 또는 줄에서 잘라 낸 부분."),
        Column("reason", CODE, "까닭", "본문이 아닌 까닭.", required=True, enum=tuple(RemovalReason)),
        Column("score", NUMBER, "점수", "본문이 아니라는 확신(0–1).", required=True, minimum=0, maximum=1),
        Column(
            "source_start",
            INTEGER,
            "원문 시작",
            "원문에서 첫 글자의 위치(코드 포인트, 0부터). 모르면 비어 있다.",
            minimum=0,
        ),
        Column(
            "source_end",
            INTEGER,
            "원문 끝",
            "원문에서 마지막 글자 다음 위치(코드 포인트). 모르면 비어 있다.",
            minimum=0,
        ),
    ),
    foreign_keys=(ForeignKey("doc_id", "documents"),),
)

REJECTS = Table(
    name="rejects",
    title="읽지 못한 입력",
    description="한 행은 문서가 되지 못한 입력 하나와 그 까닭이다.",
    columns=(
        Column("source", TEXT, "입력", "입력의 경로. 파일 안의 한 행이면 ‘:줄 번호’가 붙는다.", required=True),
        Column("doc", TEXT, "문서 이름", "사용자가 붙인 이름. 없으면 비어 있다."),
        Column("reason", CODE, "까닭", "읽지 못한 까닭.", required=True, enum=tuple(RejectReason)),
        Column("message", TEXT, "설명", "무슨 일이 있었고 어떻게 하면 되는지(영어 한 줄).", required=True),
    ),
)

TABLES: tuple[Table, ...] = (TRIPLES, DOCUMENTS, REMOVED, REJECTS)
