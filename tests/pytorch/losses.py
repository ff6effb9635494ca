"""Writes the losses and their gradients that PyTorch computes, in double precision, for tests/Micrograd.Tests/Training.

    /usr/bin/python3 tests/pytorch/losses.py > tests/Micrograd.Tests/Training/losses.csv

Each line: loss; inputs; targets; value; gradient by each input. Lists are separated by spaces.
"""

import torch

torch.manual_seed(7)
functional = torch.nn.functional


def row(name, x, target, loss):
    x = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    value = loss(x)
    value.backward()
    lists = [x.tolist(), target, [value.item()], x.grad.tolist()]
    print(";".join([name, *(" ".join(repr(float(number)) for number in numbers) for numbers in lists)]))


for size in (1, 2, 5):
    predictions = (2 * torch.randn(size, dtype=torch.float64)).tolist()
    targets = torch.randn(size, dtype=torch.float64).tolist()
    t = torch.tensor(targets, dtype=torch.float64)
    row("mse", predictions, targets, lambda x: functional.mse_loss(x, t))
    row("mae", predictions, targets, lambda x: functional.l1_loss(x, t))
    row("huber", predictions, targets, lambda x: functional.huber_loss(x, t))
    row("huber 0.3", predictions, targets, lambda x: functional.huber_loss(x, t, delta=0.3))
    sides = torch.rand(size, dtype=torch.float64).round().tolist()
    signs = [1.0 if t > 0 else -1.0 for t in targets]
    row("hinge", predictions, signs, lambda x: torch.relu(1 - x * torch.tensor(signs, dtype=torch.float64)).mean())
    for name, choice in (("bce", sides), ("bce", torch.rand(size, dtype=torch.float64).tolist())):
        c = torch.tensor(choice, dtype=torch.float64)
        row(name, predictions, choice, lambda x: functional.binary_cross_entropy_with_logits(x, c))
        row("bce of p", torch.sigmoid(torch.tensor(predictions)).tolist(), choice, lambda x: functional.binary_cross_entropy(x, c))

row("huber", [1.0, -1.0, 0.0], [0.0, 0.0, 0.0], lambda x: functional.huber_loss(x, torch.zeros(3, dtype=torch.float64)))
row("bce", [-1000.0], [1.0], lambda x: functional.binary_cross_entropy_with_logits(x, torch.ones(1, dtype=torch.float64)))

for classes in (2, 5):
    scores = (2 * torch.randn(classes, dtype=torch.float64)).tolist()
    for target in range(classes):
        t = torch.tensor([target])
        row("softmax", scores, [target], lambda x: functional.cross_entropy(x[None], t))
        row("margin", scores, [target], lambda x: functional.multi_margin_loss(x[None], t))
        row("margin 0.4", scores, [target], lambda x: functional.multi_margin_loss(x[None], t, margin=0.4))
        row("nll", torch.log_softmax(torch.tensor(scores), 0).tolist(), [target], lambda x: functional.nll_loss(x[None], t))
