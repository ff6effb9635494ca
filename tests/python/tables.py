"""Writes tables as Python's csv and json modules write them, and the cells as they read them back, for
tests/Micrograd.Tests/Data.

    /usr/bin/python3 tests/python/tables.py > tests/Micrograd.Tests/Data/tables.jsonl

Each line is an object: "file", a name; "text", what is in it; "columns", the names; "cells", by columns, where a number is
written as the 16 hexadecimal digits of its 64 bits.
"""

import csv
import io
import json
import random
import struct

random.seed(5)

NOTATIONS = (repr, "{:.17g}".format, "{:+.3e}".format, "{:.0f}".format, "{:E}".format, lambda x: f"{x:.6f}".rstrip("0"))
ODD = ("-0", ".5", "5.", "+.25e+2", "1e-400", "4.9e-324", "2.2250738585072011e-308", "1.7976931348623157e308",
       "9007199254740993", "0.1", "123456789012345678901234567890", "1E5", "00012")
LETTERS = "abcXYZéß漢😀 ,;\t\"'\n0129.-#&\\/|"


def number():
    kind = random.randrange(4)
    if kind == 0:
        return random.choice(ODD)
    if kind == 1:
        return str(random.randrange(-1000, 1000))
    x = random.gauss(0, 1) * 10.0 ** random.randrange(-30 if kind == 2 else -2, 30 if kind == 2 else 3)
    return random.choice(NOTATIONS)(x)


def text():
    return "t" + "".join(random.choice(LETTERS) for _ in range(random.randrange(8))) + "."


def bits(x):
    return struct.pack(">d", x).hex()


def emit(file, text, names, kinds, rows):
    cells = [[bits(float(row[i])) if kind == "number" else row[i].strip() for row in rows] for i, kind in enumerate(kinds)]
    print(json.dumps({"file": file, "text": text, "columns": names, "cells": cells}))


def table():
    kinds = [random.choice(("number", "text")) for _ in range(random.randrange(1, 6))]
    rows = [[number() if kind == "number" else text() for kind in kinds] for _ in range(random.randrange(1, 12))]
    return [f"{kind} {i}" for i, kind in enumerate(kinds)], kinds, rows


def csv_case(i):
    names, kinds, rows = table()
    delimiter = random.choice(",;\t") if len(names) > 1 else ","
    written = io.StringIO(newline="")
    writer = csv.writer(
        written, delimiter=delimiter, lineterminator=random.choice(("\n", "\r\n")),
        quoting=random.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL)))
    writer.writerows([names, *rows])
    read = list(csv.reader(io.StringIO(written.getvalue(), newline=""), delimiter=delimiter))
    bom = random.choice(("", "\ufeff"))
    emit(f"{i}.csv", bom + written.getvalue(), read[0], kinds, read[1:])


def json_case(i):
    names, kinds, rows = table()
    values = [[float(cell) if kind == "number" else cell for cell, kind in zip(row, kinds)] for row in rows]
    objects = [dict(zip(names, row)) for row in values]
    ascii_only = random.random() < 0.5
    form = random.randrange(3)
    if form == 0:
        written = json.dumps(objects, indent=random.choice((None, 2)), ensure_ascii=ascii_only)
        read = [list(row.values()) for row in json.loads(written)]
    elif form == 1:
        written = "".join(json.dumps(row, ensure_ascii=ascii_only) + "\n" for row in objects)
        read = [list(json.loads(line).values()) for line in written.split("\n") if line]
    else:
        written = json.dumps(values, ensure_ascii=ascii_only)
        read, names = json.loads(written), [f"c{c + 1}" for c in range(len(names))]
    emit(f"{i}.json", written, names, kinds, read)


for i in range(60):
    csv_case(i)
for i in range(30):
    json_case(i)
