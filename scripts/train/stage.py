"""One stage of training: drawing variants, the schedule, the moving average, the loop and the judgement on dev."""

import copy
import math
import time
from pathlib import Path

import numpy as np
import torch

from objective import draw_probabilities, judge, mixed_loss
from photos import read_photos

BATCH = 64


class Variants:
    """The stored inputs of training with their labels, drawn with the probabilities of objective.py."""

    def __init__(self, work, photos_dir, label_categories, limit):
        source = np.load(work / "middle-source.npy")[:limit]
        labels = np.load(work / "train-labels.npy")
        origin = [row["source"] for row in read_photos(photos_dir) if row["split"] == "train"]
        origin += ["scenes"] * (len(labels) - len(origin))
        self.labels = torch.from_numpy(labels[source])
        origins = np.unique(origin, return_inverse=True)[1]
        self.probabilities = draw_probabilities(labels[source], origins[source], label_categories)
        self.inputs = np.load(work / "middle.npy", mmap_mode="r")

    def draw(self, count, random):
        """`count` random indices."""
        return random.choice(len(self.labels), count, p=self.probabilities)

    def batch(self, indices):
        """Inputs (float32) and labels of `indices`."""
        return torch.from_numpy(self.inputs[indices].astype(np.float32)), self.labels[indices]


class Average:
    """An exponential moving average of a network's weights; running statistics are copied."""

    def __init__(self, network, decay):
        self.network, self.decay, self.steps = copy.deepcopy(network).eval(), decay, 0

    @torch.no_grad()
    def update(self, network):
        """Move towards `network`; the first steps move faster."""
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for mine, theirs in zip(self.network.parameters(), network.parameters()):
            mine.lerp_(theirs, 1 - decay)
        for mine, theirs in zip(self.network.buffers(), network.buffers()):
            mine.copy_(theirs)


def mix(x, labels, alpha, random):
    """Mixup: x and its reversal, the two label vectors and the share of the first."""
    share = float(random.beta(alpha, alpha)) if alpha else 1.0
    return share * x + (1 - share) * x.flip(0), labels, labels.flip(0), share


def rate(done, warm_up=0.05):
    """Factor on the learning rate when the share `done` is behind: a linear rise, then half a cosine down to 1 %."""
    if done < warm_up:
        return done / warm_up
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * (min(done, 1) - warm_up) / (1 - warm_up)))


def progress(steps, minutes):
    """A function that says which share of the training is behind at a step, by steps or (minutes > 0) by the clock."""
    began = time.time()
    return lambda step: max(step / steps, (time.time() - began) / (60 * minutes) if minutes else 0)


@torch.no_grad()
def dev_logits(forward, dev):
    """Logits of all dev pictures."""
    return torch.cat([forward(dev[start : start + 128]) for start in range(0, len(dev), 128)])


def train_stage(run, variants, network, start, groups, epochs):
    """Train what `groups` (parameters, learning rate) names on inputs of block `start` (None: features).

    Keeps the average of the best dev epoch in run["best"].
    """
    options, random, matrix = run["options"], run["random"], run["matrix"]
    head_only = start is None
    optimiser = torch.optim.AdamW(
        [{"params": parameters, "lr": lr} for parameters, lr in groups], weight_decay=options.weight_decay
    )
    steps, minutes = epochs * math.ceil(options.draws / BATCH), 0 if head_only else options.minutes
    done = progress(steps, minutes)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(done(step)))
    average = Average(network.head if head_only else network, options.average)
    for epoch in range(epochs):
        network.train()
        indices, losses = variants.draw(options.draws, random), []
        for first in range(0, len(indices), BATCH):
            if done(schedule.last_epoch) >= 1:
                break
            x, labels = variants.batch(np.sort(indices[first : first + BATCH]))
            order = torch.from_numpy(random.permutation(len(labels)))
            x, one, other, share = mix(x[order], labels[order], options.mixup, random)
            with torch.autocast("cpu", torch.bfloat16, enabled=options.bfloat16 and not head_only):
                logits = network.head(x) if head_only else network(x, start)
            loss = mixed_loss(logits.float(), one, other, share, matrix, options.smoothing)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            average.update(network.head if head_only else network)
            losses.append(float(loss.detach()))
        averaged = average.network
        forward = averaged if head_only else lambda x, net=averaged: net(x, start)
        if not losses:
            break
        record(run, epoch, sum(losses) / len(losses), dev_logits(forward, run["dev"][start]), averaged)


def record(run, epoch, loss, logits, averaged):
    """Judge an epoch on dev, log it, and keep it when it is the best so far."""
    score, recall = judge(logits, run["dev_labels"], run["matrix"])
    shown = " ".join(f"{category} {value:.3f}" for category, value in recall.items())
    print(f"epoch {epoch} loss {loss:.3f} dev {score:.4f} | {shown} | {time.time() - run['started']:.0f} s", flush=True)
    if score > run["best"][0]:
        run["best"] = (score, copy.deepcopy(averaged.state_dict()), epoch)
        torch.save(run["best"], Path(run["options"].work) / f"{run['options'].name}-running.pt")
