"""Numbers that remember how they were made, and give you their derivatives."""

from ._engine import *
from ._engine import __version__
