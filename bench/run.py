"""The process that measures one database; the rows go to stdout as JSON."""

import json
import os
import sys
from contextlib import redirect_stdout

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "ponte.config.settings"
django.setup()

from bench.measuring import measure_all  # noqa: E402 - its models need a Django that is set up

if __name__ == "__main__":
    with redirect_stdout(sys.stderr):
        rows = list(measure_all([int(size) for size in sys.argv[1:]]))
    sys.stdout.write(json.dumps(rows))
