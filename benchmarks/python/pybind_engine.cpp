// A scalar autograd engine in the usual C++ way, for comparison: nodes held by shared_ptr, operands in a vector, a lambda
// for each backward step, bound to Python with pybind11. Written for this benchmark, plainly: neither held back nor tuned.

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cmath>
#include <functional>
#include <memory>
#include <unordered_set>
#include <vector>

namespace py = pybind11;

struct Node;
using Value = std::shared_ptr<Node>;

struct Node : std::enable_shared_from_this<Node> {
    double data, grad = 0;
    std::vector<Value> prev;
    std::function<void()> step = [] {};

    explicit Node(double data, std::vector<Value> prev = {}) : data(data), prev(std::move(prev)) {}

    void backward() {
        std::vector<Node*> order;
        std::unordered_set<Node*> seen;
        // Depth first, with a stack of its own: a chain of 10,000 operations is too deep for some stacks.
        std::vector<std::pair<Node*, std::vector<Value>::iterator>> open{{this, prev.begin()}};
        seen.insert(this);
        while (!open.empty()) {
            auto& [node, next] = open.back();
            if (next == node->prev.end()) {
                order.push_back(node);
                open.pop_back();
            } else {
                Node* child = (next++)->get();
                if (seen.insert(child).second) open.emplace_back(child, child->prev.begin());
            }
        }
        grad = 1;
        for (auto node = order.rbegin(); node != order.rend(); ++node) (*node)->step();
    }
};

static Value add(const Value& a, const Value& b) {
    auto out = std::make_shared<Node>(a->data + b->data, std::vector<Value>{a, b});
    out->step = [a, b, o = out.get()] {
        a->grad += o->grad;
        b->grad += o->grad;
    };
    return out;
}

static Value mul(const Value& a, const Value& b) {
    auto out = std::make_shared<Node>(a->data * b->data, std::vector<Value>{a, b});
    out->step = [a, b, o = out.get()] {
        a->grad += b->data * o->grad;
        b->grad += a->data * o->grad;
    };
    return out;
}

static Value relu(const Value& a) {
    auto out = std::make_shared<Node>(a->data > 0 ? a->data : 0, std::vector<Value>{a});
    out->step = [a, o = out.get()] { a->grad += a->data > 0 ? o->grad : 0; };
    return out;
}

static Value constant(double data) { return std::make_shared<Node>(data); }

PYBIND11_MODULE(pybind_engine, m) {
    py::class_<Node, Value>(m, "Value")
        .def(py::init<double>())
        .def_readwrite("data", &Node::data)
        .def_readwrite("grad", &Node::grad)
        .def_readonly("prev", &Node::prev)
        .def("backward", &Node::backward)
        .def("relu", &relu)
        .def("__add__", &add)
        .def("__add__", [](const Value& a, double b) { return add(a, constant(b)); })
        .def("__radd__", [](const Value& a, double b) { return add(a, constant(b)); })
        .def("__mul__", &mul)
        .def("__mul__", [](const Value& a, double b) { return mul(a, constant(b)); })
        .def("__rmul__", [](const Value& a, double b) { return mul(a, constant(b)); });
}
