"""One stage of training: drawing variants, the schedule, the moving average, the loop and the judgement on dev."""

import copy
import json
import math
import time
from pathlib import Path

import numpy as np
import torch

from objective import draw_probabilities, judge, list_kinds, mixed_loss

BATCH = 64


class Variants:
    """The stored inputs of training with their kinds, drawn with the probabilities of objective.py.

    `without` names a source whose pictures are never drawn; light variants are drawn `light` times as often as others.
    """

    def __init__(self, work, label_categories, limit=None, without=None, light=1.0):
        about = json.loads((work / "train.json").read_text())
        source = np.load(work / "middle-source.npy")[:limit]
        origins = np.array([one["source"] for one in about])[source]
        self.kinds, kind_of = list_kinds(about)
        self.kind_of = torch.from_numpy(kind_of[source])
        categories = [label_categories[kind[0]] for kind in self.kinds]
        self.places = np.flatnonzero(origins != without)
        _, origin = np.unique(origins[self.places], return_inverse=True)
        weights = np.where(np.load(work / "middle-light.npy")[:limit][self.places], light, 1.0)
        weights = weights * draw_probabilities(kind_of[source][self.places], origin, categories)
        self.probabilities = weights / weights.sum()
        self.inputs = np.load(work / "middle.npy", mmap_mode="r")

    def draw(self, count, random):
        """`count` random indices."""
        return self.places[random.choice(len(self.places), count, p=self.probabilities)]

    def batch(self, indices):
        """Inputs (float32) and kinds of `indices`."""
        inputs = torch.from_numpy(self.inputs[indices].astype(np.float32))
        return inputs.contiguous(memory_format=torch.channels_last), self.kind_of[indices]


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


def mix(x, kinds, alpha, random):
    """Mixup: x and its reversal, the two vectors of kinds and the share of the first."""
    share = float(random.beta(alpha, alpha)) if alpha else 1.0
    return share * x + (1 - share) * x.flip(0), kinds, kinds.flip(0), share


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


def train_stage(run, variants, network, groups, epochs):
    """Train what `groups` (parameters, learning rate) names on the stored outputs of the frozen blocks.

    Leaves the moving average in run["average"] and a line for each epoch in run["epochs"].
    """
    options, random, matrices = run["options"], run["random"], run["matrices"]
    optimiser = torch.optim.AdamW(
        [{"params": parameters, "lr": lr} for parameters, lr in groups], weight_decay=options.weight_decay
    )
    done = progress(epochs * math.ceil(options.draws / BATCH), options.minutes)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: rate(done(step)))
    average = Average(network, options.average)
    run["average"] = average.network
    for epoch in range(epochs):
        network.train()
        indices, losses = variants.draw(options.draws, random), []
        for first in range(0, len(indices), BATCH):
            if done(schedule.last_epoch) >= 1:
                break
            x, kinds = variants.batch(np.sort(indices[first : first + BATCH]))
            order = torch.from_numpy(random.permutation(len(kinds)))
            x, one, other, share = mix(x[order], kinds[order], options.mixup, random)
            with torch.autocast("cpu", torch.bfloat16, enabled=options.bfloat16):
                logits = network(x, run["start"])
            loss = mixed_loss(logits.float(), one, other, share, matrices, options.smoothing)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            schedule.step()
            average.update(network)
            losses.append(float(loss.detach()))
        if not losses:
            break
        record(run, epoch, sum(losses) / len(losses))


def record(run, epoch, loss):
    """Judge the moving average on dev (for the reader; nothing is chosen by it), log it and save it."""
    logits = dev_logits(lambda x: run["average"](x, run["start"]), run["dev"])
    photos = run["dev_photos"]
    score, recall = judge(logits[photos], run["dev_categories"][photos], run["matrices"][1])
    _, scenes = judge(logits[~photos], run["dev_categories"][~photos], run["matrices"][1])
    shown = " ".join(f"{category[:6]} {value:.3f}" for category, value in list(recall.items())[:5])
    shown += f" | scenes: bags {scenes['closed_bag']:.3f} nothing {scenes['nothing_to_judge']:.3f}"
    print(f"epoch {epoch} loss {loss:.3f} dev {score:.4f} | {shown} | {time.time() - run['started']:.0f} s", flush=True)
    run["epochs"].append({"epoch": epoch, "loss": loss, "dev": score, "recall": recall})
    torch.save(run["average"].state_dict(), Path(run["options"].work) / f"{run['options'].name}-running.pt")
