"""Documents per CPU-second of the whole pipeline, against Kiwi alone tokenising the same texts once.

    python bench/throughput.py INPUT... [--limit N]

Both run in this one process, in turns of a few documents, so that the machine's mood hits both alike.
"""

import argparse
import resource
import sys
import time
from itertools import islice

from kiwipiepy import Kiwi

from policyminer.models import Analysis, Document
from policyminer.pipeline import analyse, load, receive

CHUNK = 25


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--limit", type=int, help="measure on the first so many documents only")
    arguments = parser.parse_args()
    received = (item for item in receive(arguments.inputs) if isinstance(item, Document))
    documents = list(islice(received, arguments.limit))
    if not documents:
        sys.exit("no document could be read")
    kiwi = Kiwi(num_workers=1)
    load()("준비 운동: 부산시는 항만을 정비한다.")
    kiwi.tokenize("준비 운동")
    pipeline_seconds = kiwi_seconds = 0.0
    triples = 0
    for start in range(0, len(documents), CHUNK):
        chunk = documents[start : start + CHUNK]
        began = time.process_time()
        for document in chunk:
            outcome = analyse(document)
            triples += len(outcome.triples) if isinstance(outcome, Analysis) else 0
        middle = time.process_time()
        for document in chunk:
            kiwi.tokenize(document.text)
        pipeline_seconds += middle - began
        kiwi_seconds += time.process_time() - middle
    count = len(documents)
    characters = sum(len(document.text) for document in documents) / count
    print(f"documents            {count} ({characters:.0f} characters each), {triples} triples")
    print(f"policyminer          {count / pipeline_seconds:.1f} documents per CPU-second")
    print(f"Kiwi alone           {count / kiwi_seconds:.1f} documents per CPU-second")
    print(f"ratio                {kiwi_seconds / pipeline_seconds:.2f}")
    print(f"peak memory          {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
