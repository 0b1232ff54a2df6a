"""policyminer reads Korean policy documents and says, in checked tables, which region does what for which industry.

>>> import policyminer
>>> tables = policyminer.mine(policyminer.Document(id="0" * 64, doc="a", text="회의를 열었다."))
>>> tables.triples.empty
True
"""

from policyminer.errors import PolicyMinerError
from policyminer.evaluation.run import evaluate
from policyminer.models import Analysis, CleanText, Document, Mention, Reject, Triple
from policyminer.pipeline import analyse, clean, load, mine, pipeline_version
from policyminer.tables import Tables

__version__ = pipeline_version()
__all__ = [
    "Analysis",
    "CleanText",
    "Document",
    "Mention",
    "PolicyMinerError",
    "Reject",
    "Tables",
    "Triple",
    "analyse",
    "clean",
    "evaluate",
    "load",
    "mine",
]
