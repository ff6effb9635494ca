"""Walking a graph as notebooks do: sets of nodes, id(), _prev and _op, with nothing but the root in hand."""

import gc
import shutil
import subprocess
import sys
from collections import Counter

import micrograd_sharp as mg
import pytest
from micrograd_sharp import Value, draw_dot


def trace(root):
    """Nodes and edges, collected into sets by a function that calls itself."""
    nodes, edges = set(), set()

    def build(value):
        if value not in nodes:
            nodes.add(value)
            for child in value._prev:
                edges.add((child, value))
                build(child)

    build(root)
    return nodes, edges


def drawn(root):
    """What a picture would show: a box for each value, a circle for each operation, and arrows, by id()."""
    nodes, edges = trace(root)
    boxes = {str(id(n)): f"{n.label}|{n.data:.4f}|{n.grad:.4f}" for n in nodes}
    circles = {str(id(n)) + n._op: n._op for n in nodes if n._op}
    arrows = {(str(id(n)) + n._op, str(id(n))) for n in nodes if n._op}
    arrows |= {(str(id(a)), str(id(b)) + b._op) for a, b in edges}
    return boxes, circles, arrows


def expression():
    a, b, c = Value(2.0, label="a"), Value(-3.0, label="b"), Value(10.0, label="c")
    e = a * b
    e.label = "e"
    d = e + c
    d.label = "d"
    f = Value(-2.0, label="f")
    out = d * f
    out.label = "L"
    out.backward()
    return out


def test_a_picture_with_only_the_root_kept():
    root = expression()
    gc.collect()
    boxes, circles, arrows = drawn(root)
    assert sorted(boxes.values()) == sorted([
        "a|2.0000|6.0000", "b|-3.0000|-4.0000", "c|10.0000|-2.0000", "e|-6.0000|-2.0000",
        "d|4.0000|-2.0000", "f|-2.0000|4.0000", "L|-8.0000|1.0000",
    ])
    assert Counter(circles.values()) == {"*": 2, "+": 1} and len(arrows) == 9
    assert all(end in boxes or end in circles for arrow in arrows for end in arrow)


def test_nodes_are_the_same_objects_each_time():
    a = Value(2.0)
    y = (a * 3 + 1).tanh()
    first, edges = trace(y)
    second, _ = trace(y)
    assert first == second and {id(n) for n in first} == {id(n) for n in second}
    assert a in first and y in first
    assert all(child in parent._prev for child, parent in edges)


def test_marks_on_nodes_found_by_a_walk_last_while_they_are_kept():
    y = expression()
    (d,) = [n for n in y._prev if n.label == "d"]
    d.note = "found"
    (again,) = [n for n in y._prev if n.label == "d"]
    assert again is d and again.note == "found"


def test_a_value_used_twice_is_one_node():
    a = Value(3.0)
    square = a * a
    assert square._prev == {a} and square.children == (a, a)
    y = square + square
    nodes, edges = trace(y)
    assert len(nodes) == 3 and len(edges) == 2


def test_shared_nodes_with_only_the_root_kept():
    def build():
        a = Value(1.5)
        h = a.tanh()
        left, right = h * 2, h.exp()
        return left + right

    root = build()
    gc.collect()
    nodes, edges = trace(root)
    assert Counter(n._op for n in nodes) == {"": 2, "tanh": 1, "*": 1, "exp": 1, "+": 1}
    assert len(edges) == 6
    (tanh,) = [n for n in nodes if n._op == "tanh"]
    assert sum(child is tanh for child, _ in edges) == 2


def test_the_graph_of_a_network():
    model = mg.nn.MLP(3, [4, 4, 1])
    y = model([1.0, -2.0, 3.0])
    nodes, edges = trace(y)
    assert set(model.parameters()) <= nodes
    y.backward()
    assert any(p.grad for p in model.parameters())
    assert draw_dot(y).source.count("->") >= len(edges) / 2


def test_operations_name_themselves():
    a, b = Value(1.5), Value(0.5)
    ops = [y._op for y in (a + b, a * b, a - b, a / b, a**b, a**2, a.relu(), a.tanh(), a.exp(), -a)]
    assert ops[:2] == ["+", "*"] and ops[2:5] == ["-", "/", "**"]
    assert ops[6].lower() == "relu" and ops[7:9] == ["tanh", "exp"] and ops[9]
    assert a._op == "" == a.op and (a + b).op == "+"


def test_operands_keep_their_order():
    a, b = Value(1.0), Value(2.0)
    assert (a - b).children == (a, b) and (b - a).children == (b, a)
    assert [n.data for n in (5 - a).children] == [5.0, 1.0] and [n.data for n in (a / 4).children] == [1.0, 4.0]
    assert a.children == ()


def test_a_deep_walk_with_only_the_root_kept():
    def build(depth):
        x = Value(1.0)
        for _ in range(depth):
            x = x * 0.5 + 1.0
        return x

    node, steps = build(50_000), 0
    while node.children:
        node = node.children[0]
        steps += 1
    assert steps == 100_000 and node.data == 1.0


def test_draw_dot_writes_graphviz():
    root = expression()
    text = draw_dot(root).source
    assert text.lstrip().startswith("digraph") and "LR" in text
    for word in ("a", "b", "c", "d", "e", "f", "L", "10", "-6", "*", "+"):
        assert word in text
    assert "TB" in draw_dot(root, rankdir="TB").source
    if dot := shutil.which("dot"):
        svg = subprocess.run([dot, "-Tsvg"], input=text, capture_output=True, text=True, check=True).stdout
        assert "<svg" in svg


def test_draw_dot_with_and_without_the_graphviz_package(monkeypatch, tmp_path):
    root = expression()
    monkeypatch.setitem(sys.modules, "graphviz", None)
    plain = draw_dot(root)
    assert type(plain).__name__ == "DotSource" and str(plain) == plain.source
    assert plain.save(str(tmp_path / "graph.dot")) and (tmp_path / "graph.dot").read_text() == plain.source
    monkeypatch.undo()
    import graphviz
    drawn = draw_dot(root, format="png")
    assert isinstance(drawn, graphviz.Source) and drawn.format == "png"
    assert drawn.source.count("->") == plain.source.count("->")


@pytest.mark.parametrize("label", ['a "quoted" label', "back\\slash", "two\nlines", "{braces|and}", "<b>", "ÿ → 2"])
def test_labels_cannot_break_the_drawing(label):
    source = draw_dot(Value(1.0, label=label) * 2).source
    if dot := shutil.which("dot"):
        subprocess.run([dot, "-Tsvg"], input=source, capture_output=True, text=True, check=True)


def test_draw_dot_names_the_wrong_type():
    with pytest.raises(TypeError, match="float"):
        draw_dot(2.0)
