"""Answers so many lines of a stream, two names each, and prints the most memory that it took, in KiB."""

import io
import resource
import sys

from valcli.cli.batch import Batch
from valcli.cli.names_in import Lines
from valcli.output.look import Look
from valcli.store.opening import open_facts

names = Lines(io.BytesIO(b"".join(b"name %d\nalcohol\n" % number for number in range(int(sys.argv[1])))))
written = sum(len(piece) for piece in Batch(open_facts(None), names, "jsonl", "all", Look()))
print(written, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
