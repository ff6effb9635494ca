"""Writes how PyTorch's optimisers move two parameters in ten steps, in double precision, for tests/Micrograd.Tests/Training.

    /usr/bin/python3 tests/pytorch/optimizers.py > tests/Micrograd.Tests/Training/optimizers.csv

Each line: optimiser; a and b after each step. The loss is (a² + 10 b² + a b) / 2 + sin(a), from a = 1.5, b = -2.
"""

import torch

OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.05),
    "sgd momentum": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9),
    "sgd nesterov": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
    "sgd decay": lambda p: torch.optim.SGD(p, lr=0.05, momentum=0.5, weight_decay=0.1),
    "adam": lambda p: torch.optim.Adam(p, lr=0.1),
    "adam betas": lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-4, weight_decay=0.1),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.2),
    "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.05),
    "rmsprop momentum": lambda p: torch.optim.RMSprop(p, lr=0.05, alpha=0.9, momentum=0.7, weight_decay=0.1),
    "clip norm": lambda p: torch.optim.SGD(p, lr=0.05),
    "clip value": lambda p: torch.optim.SGD(p, lr=0.05),
}

for name, make in OPTIMIZERS.items():
    a, b = (torch.tensor(x, dtype=torch.float64, requires_grad=True) for x in (1.5, -2.0))
    optimizer = make([a, b])
    moves = []
    for step in range(10):
        optimizer.zero_grad()
        ((a * a + 10 * b * b + a * b) / 2 + torch.sin(a)).backward()
        if name == "clip value":
            torch.nn.utils.clip_grad_value_([a, b], 1.5)
        if name == "clip norm":  # PyTorch's own adds 1e-6 to the norm
            norm = torch.hypot(a.grad, b.grad)
            if norm > 2:
                a.grad *= 2 / norm
                b.grad *= 2 / norm
        optimizer.step()
        moves += [a.item(), b.item()]
    print(f"{name};{' '.join(map(repr, moves))}")
