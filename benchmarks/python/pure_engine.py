"""A scalar autograd engine in the usual Python way, for comparison: an object, a set of operands and a closure a node."""


class Value:
    def __init__(self, data, operands=(), op=""):
        self.data = data
        self.grad = 0.0
        self.step = None
        self.prev = set(operands)
        self.op = op

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other), "+")

        def step():
            self.grad += out.grad
            other.grad += out.grad

        out.step = step
        return out

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other), "*")

        def step():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad

        out.step = step
        return out

    def relu(self):
        out = Value(self.data if self.data > 0 else 0.0, (self,), "relu")

        def step():
            self.grad += out.grad if out.data > 0 else 0.0

        out.step = step
        return out

    __radd__ = __add__
    __rmul__ = __mul__

    def backward(self):
        order, seen, open_ = [], {self}, [(self, iter(self.prev))]
        while open_:
            node, children = open_[-1]
            for child in children:
                if child not in seen:
                    seen.add(child)
                    open_.append((child, iter(child.prev)))
                    break
            else:
                order.append(node)
                open_.pop()
        self.grad = 1.0
        for node in reversed(order):
            if node.step:
                node.step()
