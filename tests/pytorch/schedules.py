"""Writes the learning rates of PyTorch's schedules, step by step, for tests/Micrograd.Tests/Training.

    /usr/bin/python3 tests/pytorch/schedules.py > tests/Micrograd.Tests/Training/schedules.csv

Each line: schedule; the rate of each of 30 steps, from step 0. PyTorch's cosine goes on where ours stays, and is cut there.
"""

import warnings

import torch
from torch.optim import lr_scheduler as s

warnings.simplefilter("ignore")
COUNT = 30
SCHEDULES = {
    "constant": (0.3, lambda o: s.LambdaLR(o, lambda step: 1.0)),
    "linear": (0.4, lambda o: s.LinearLR(o, start_factor=1, end_factor=0.25, total_iters=20)),
    "linear up": (0.4, lambda o: s.LinearLR(o, start_factor=0.05, end_factor=1, total_iters=7)),
    "cosine": (0.4, lambda o: s.CosineAnnealingLR(o, T_max=20, eta_min=0.01)),
    "step": (0.4, lambda o: s.StepLR(o, step_size=4, gamma=0.3)),
    "step up": (0.01, lambda o: s.StepLR(o, step_size=7, gamma=2)),
    "warm-up, linear": (0.4, lambda o: s.SequentialLR(o, [
        s.LinearLR(o, start_factor=1 / 6, total_iters=5), s.LinearLR(o, start_factor=1, end_factor=0, total_iters=20)], [5])),
    "warm-up, cosine": (0.4, lambda o: s.SequentialLR(o, [
        s.LinearLR(o, start_factor=1 / 4, total_iters=3), s.CosineAnnealingLR(o, T_max=27, eta_min=0)], [3])),
}

for name, (rate, make) in SCHEDULES.items():
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=rate)
    schedule, rates = make(optimizer), []
    for step in range(COUNT):
        rates.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        schedule.step()
    if name == "cosine":
        rates[20:] = [0.01] * (COUNT - 20)
    print(f"{name};{' '.join(map(repr, rates))}")
