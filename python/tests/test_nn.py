"""Networks: micrograd's face and first weights, training as in pure Python, copies, and errors in the user's words."""

import copy
import pickle
import random

import micrograd_sharp as mg
import numpy as np
import pytest
import reference
from micrograd_sharp import Value
from micrograd_sharp.nn import MLP, Layer, Module, Neuron
from moons import moons, train


@pytest.fixture(autouse=True)
def seeded():
    random.seed(1337)


def test_weights_are_drawn_as_micrograd_draws_them():
    model = MLP(2, [16, 16, 1])
    random.seed(1337)
    for layer, inputs in zip(model.layers, (2, 16, 16)):
        for neuron in layer.neurons:
            assert [w.data for w in neuron.w] == [random.uniform(-1, 1) for _ in range(inputs)]
            assert neuron.b.data == 0.0
    assert len(model.parameters()) == 337
    assert model.parameters()[:3] == [*model.layers[0].neurons[0].w, model.layers[0].neurons[0].b]


def test_repr_is_micrograd_s():
    assert repr(Neuron(3)) == "ReLUNeuron(3)" and repr(Neuron(3, nonlin=False)) == "LinearNeuron(3)"
    assert repr(Neuron(2, activation="tanh")) == "TanhNeuron(2)"
    assert str(Layer(2, 2)) == "Layer of [ReLUNeuron(2), ReLUNeuron(2)]"
    assert str(MLP(2, [2, 1])) == "MLP of [Layer of [ReLUNeuron(2), ReLUNeuron(2)], Layer of [LinearNeuron(2)]]"


@pytest.mark.parametrize("activation", ["relu", "tanh", "sigmoid", "gelu", "silu", "softplus", "leaky_relu", "elu"])
def test_a_neuron_is_an_activation_of_a_weighted_sum(activation):
    neuron = Neuron(3, activation=activation)
    neuron.b.data = 0.25
    x = [0.5, -1.0, 2.0]
    y = neuron(x)
    y.backward()
    gradients = [p.grad for p in neuron.parameters()]
    neuron.zero_grad()
    assert [p.grad for p in neuron.parameters()] == [0.0] * 4
    chain = getattr(neuron.b + neuron.w[0] * x[0] + neuron.w[1] * x[1] + neuron.w[2] * x[2], activation)()
    chain.backward()
    assert y.data == pytest.approx(chain.data, rel=1e-14)
    assert gradients == pytest.approx([p.grad for p in neuron.parameters()], rel=1e-13)


def test_a_linear_neuron():
    neuron = Neuron(2, nonlin=False)
    assert neuron([1.0, 0.0]).data == neuron.w[0].data
    neuron.nonlin = True
    assert neuron([-neuron.w[0].data, 0.0]).data == 0.0


def test_inputs_of_every_kind():
    model = MLP(2, [4, 1])
    expected = model([0.5, -1.5]).data
    for x in ((0.5, -1.5), np.array([0.5, -1.5]), [np.float32(0.5), np.float64(-1.5)], [Value(0.5), -1.5], iter([0.5, -1.5])):
        assert model(x).data == expected
    inputs = [Value(0.5), Value(-1.5)]
    model(inputs).backward()
    h = 1e-6
    for i, x in enumerate(inputs):
        up, down = ([v.data + s * (k == i) for k, v in enumerate(inputs)] for s in (h, -h))
        assert x.grad == pytest.approx((model(up).data - model(down).data) / (2 * h), rel=1e-6, abs=1e-8)


def test_one_output_is_a_value_and_several_are_a_list():
    assert isinstance(MLP(2, [3, 1])([1, 2]), Value)
    outputs = MLP(2, [3, 2])([1, 2])
    assert type(outputs) is list and [type(y) for y in outputs] == [Value, Value]
    assert isinstance(MLP(1, [1, 1, 1])([0.5]), Value)


def test_errors_in_the_user_s_words():
    with pytest.raises(ValueError, match="rellu"):
        MLP(2, [3, 1], activation="rellu")
    model = MLP(3, [4, 1])
    with pytest.raises(ValueError, match="3.*4|4.*3"):
        model([1, 2, 3, 4])
    with pytest.raises(TypeError, match="str"):
        model(["a", "b", "c"])


def test_a_module_of_one_s_own():
    class Two(Module):
        def __init__(self):
            self.left, self.right = Neuron(2), Neuron(2, activation="tanh")

        def parameters(self):
            return self.left.parameters() + self.right.parameters()

        def __call__(self, x):
            return self.left(x) + self.right(x)

    model = Two()
    model([1.0, 1.0]).backward()
    assert any(p.grad for p in model.parameters())
    model.zero_grad()
    assert not any(p.grad for p in model.parameters()) and Module().parameters() == []
    Module().zero_grad()


def test_neurons_of_one_s_own_in_a_layer():
    class Doubled(Neuron):
        def __call__(self, x):
            return super().__call__(x) * 2

    layer = Layer(2, 2)
    plain = [y.data for y in layer([1.0, -0.5])]
    for neuron in layer.neurons:
        neuron.__class__ = Doubled
    assert [y.data for y in layer([1.0, -0.5])] == [2 * y for y in plain]


@pytest.mark.parametrize("duplicate", [copy.deepcopy, lambda model: pickle.loads(pickle.dumps(model))])
def test_models_are_copied_whole(duplicate):
    model = MLP(2, [4, 1], activation="tanh")
    model.layers[0].neurons[0].b.label = "first bias"
    model([0.5, 0.25]).backward()
    twin = duplicate(model)
    assert twin([0.5, 0.25]).data == model([0.5, 0.25]).data and repr(twin) == repr(model)
    assert twin.layers[0].neurons[0].b.label == "first bias"
    before = [p.data for p in model.parameters()]
    for p in twin.parameters():
        p.data += 1
    assert [p.data for p in model.parameters()] == before
    assert not set(twin.parameters()) & set(model.parameters())


def hinge_and_weights(model, rows, classes):
    """The loss of micrograd's demonstration: the mean hinge of the scores, and a little of the squared weights."""
    scores = [model(row) for row in rows]
    parameters = model.parameters()
    return mg.losses.hinge(scores, classes) + 1e-4 * mg.dot(parameters, parameters)


def the_same_in_operators(model, rows, classes):
    losses = [(1 + -c * model(row)).relu() for row, c in zip(rows, classes)]
    return sum(losses) * (1.0 / len(losses)) + 1e-4 * sum(p * p for p in model.parameters())


class OwnNeuron(mg.nn.Module):
    """A neuron as a user writes it, one multiplication at a time."""

    def __init__(self, inputs, nonlin):
        self.weights = [Value(random.uniform(-1, 1)) for _ in range(inputs)]
        self.bias = Value(0.0)
        self.nonlin = nonlin

    def __call__(self, x):
        total = self.bias
        for weight, signal in zip(self.weights, x):
            total = total + weight * signal
        return total.relu() if self.nonlin else total

    def parameters(self):
        return self.weights + [self.bias]


class OwnNetwork(mg.nn.Module):
    def __init__(self, sizes):
        self.layers = [
            [OwnNeuron(inputs, outputs > 1) for _ in range(outputs)] for inputs, outputs in zip(sizes, sizes[1:])
        ]

    def __call__(self, x):
        for layer in self.layers:
            x = [neuron(x) for neuron in layer]
        return x[0]

    def parameters(self):
        return [p for layer in self.layers for neuron in layer for p in neuron.parameters()]


@pytest.fixture(scope="module")
def losses_in_pure_python():
    def loss_of(model, rows, classes):
        hinges = []
        for row, c in zip(rows, classes):
            margin = reference.affine([reference.Number(-c)], [model(row)], reference.Number(1))
            hinges.append(reference.apply("relu", margin))
        parameters = model.parameters()
        return reference.affine(
            [reference.Number(1e-4)], [reference.affine(parameters, parameters, reference.Number(0))], reference.mean(hinges)
        )

    random.seed(1337)
    return train(reference.Network([2, 16, 16, 1]), loss_of, steps=100)


def test_training_in_pure_python_learns(losses_in_pure_python):
    assert losses_in_pure_python[0] > 0.5 and losses_in_pure_python[-1] < 0.05


def test_training_through_nn_is_that_of_pure_python(losses_in_pure_python):
    losses = train(MLP(2, [16, 16, 1]), hinge_and_weights, steps=100)
    assert losses == pytest.approx(losses_in_pure_python, rel=0, abs=1e-9)


def test_training_in_operators_is_that_of_pure_python(losses_in_pure_python):
    from micrograd.nn import MLP

    losses = train(MLP(2, [16, 16, 1]), the_same_in_operators, steps=100)
    assert losses == pytest.approx(losses_in_pure_python, rel=0, abs=1e-9)


def test_training_a_class_of_one_s_own_is_that_of_pure_python(losses_in_pure_python):
    losses = train(OwnNetwork([2, 16, 16, 1]), the_same_in_operators, steps=100)
    assert losses == pytest.approx(losses_in_pure_python, rel=0, abs=1e-9)


def test_training_with_the_optimiser_is_that_of_pure_python(losses_in_pure_python):
    rows, classes = moons()
    model = MLP(2, [16, 16, 1])
    optimizer, rate = mg.optim.SGD(model), mg.optim.LinearSchedule(1.0, 0.1, steps=100)
    losses = []
    for step in range(100):
        loss = hinge_and_weights(model, rows, classes)
        optimizer.zero_grad()
        loss.backward()
        optimizer.learning_rate = rate(step)
        optimizer.step()
        losses.append(loss.data)
    assert losses == pytest.approx(losses_in_pure_python, rel=0, abs=1e-9)


def test_a_wrong_number_of_inputs_is_said_in_the_users_words():
    with pytest.raises(ValueError, match="A neuron with 2 weights expects 2 inputs, got 3."):
        MLP(2, [1])([1, 2, 3])
