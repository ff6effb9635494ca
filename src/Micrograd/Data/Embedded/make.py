#!/usr/bin/python3
"""Makes the embedded data sets, digits.gz and iris.csv, beside this file.

Needs Debian's python3-sklearn, whose copies of the data it reads. Run it from anywhere; it writes the same bytes each
time (gzip without a time stamp; another zlib may compress otherwise, the content is the same).
"""
import gzip
from pathlib import Path

import numpy as np
from sklearn.datasets import load_digits, load_iris

here = Path(__file__).resolve().parent

# A row is 64 pixels, each 0..16, and the digit: one byte each.
digits = load_digits()
rows = np.column_stack([digits.data, digits.target]).astype(np.uint8)
assert rows.shape == (1797, 65) and (rows[:, :64] == digits.data).all()
(here / "digits.gz").write_bytes(gzip.compress(rows.tobytes(), 9, mtime=0))

# A line is four lengths in centimetres, written with one decimal as Fisher printed them, and the species.
iris = load_iris()
lines = [",".join([*iris.feature_names, "species"])]
for lengths, species in zip(iris.data, iris.target_names[iris.target]):
    cells = [f"{length:.1f}" for length in lengths]
    assert [float(cell) for cell in cells] == lengths.tolist()
    lines.append(",".join([*cells, species]))
(here / "iris.csv").write_text("\n".join(lines) + "\n")
