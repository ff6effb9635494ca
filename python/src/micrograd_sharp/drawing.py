"""Pictures of graphs, by Graphviz. The DOT text is written by the engine."""

from __future__ import annotations

from ._engine import Value, dot_source

TYPE_CHECKING = False  # As in nn.
if TYPE_CHECKING:
    from typing import Any

__all__ = ["draw_dot", "DotSource"]


class DotSource:
    """The DOT text of a graph, for where the ``graphviz`` package is not installed: ``dot -Tsvg`` draws it."""

    def __init__(self, source: str) -> None:
        self.source = source

    def save(self, filename: str) -> str:
        """Writes the text to a file, and gives back the file's name."""
        with open(filename, "w", encoding="utf-8") as file:
            file.write(self.source)
        return filename

    def __str__(self) -> str:
        return self.source


def draw_dot(root: Value, format: str = "svg", rankdir: str = "LR") -> Any:
    """The graph that a value was computed by, as an object with ``source``, the text in Graphviz' language.

    Where the ``graphviz`` package is installed this is a ``graphviz.Source``: a notebook shows it, and ``render()``
    writes a file in the given format. Elsewhere it is a :class:`DotSource`. ``rankdir`` is "LR" for inputs on the
    left, "TB" for inputs at the top.
    """
    source = dot_source(root, rankdir)
    try:
        from graphviz import Source
    except ImportError:
        return DotSource(source)
    return Source(source, format=format)
