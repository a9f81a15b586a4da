"""Trains the network on the outputs of the frozen first blocks (frozen.py): the head alone first, then all that follows.

`--head-only` stops after the head. The dev photos choose the epoch that is kept (WORK/best.pt).
"""

import argparse
import copy
import json
import math
import time
from pathlib import Path

import numpy as np
import torch

from frozen import FROZEN_BLOCKS
from network import fold_norms, insert_norms, load_imagenet
from objective import category_matrix, draw_probabilities, judge, mixed_loss
from photos import read_labels, read_photos

BATCH = 64
CALIBRATION = 512
WARM_UP_RATE = 2e-3


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
    steps = epochs * math.ceil(options.draws / BATCH)
    began = time.time()

    def done(step):
        by_clock = 0 if head_only or not options.minutes else (time.time() - began) / (60 * options.minutes)
        return max(step / steps, by_clock)

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


def layer_rates(network, options):
    """(parameters, learning rate): the head at full rate, trained blocks rising from a quarter of --rate to --rate."""
    groups = [(list(network.head.parameters()), options.head_rate)]
    trained = range(FROZEN_BLOCKS, len(network.blocks))
    for place, index in enumerate(trained):
        factor = 0.25 + 0.75 * place / (len(trained) - 1)
        groups.append((list(network.blocks[index].parameters()), options.rate * factor))
    return groups


@torch.no_grad()
def features_of(network, inputs, count, bfloat16):
    """Mean features of `count` stored inputs, (count, 1280)."""
    network.eval()
    parts = []
    for first in range(0, count, 128):
        x = torch.from_numpy(np.asarray(inputs[first : min(count, first + 128)], dtype=np.float32))
        with torch.autocast("cpu", torch.bfloat16, enabled=bfloat16):
            parts.append(network.features(x, FROZEN_BLOCKS).float())
    return torch.cat(parts)


def train_head(run, variants, network):
    """Warm the head up on features of the unchanged network."""
    count = min(len(variants.labels), run["options"].head_variants)
    head_variants = copy.copy(variants)
    head_variants.inputs = features_of(network, variants.inputs, count, run["options"].bfloat16).numpy()
    head_variants.labels = variants.labels[:count]
    head_variants.probabilities = variants.probabilities[:count] / variants.probabilities[:count].sum()
    run["dev"][None] = features_of(network, run["dev"][FROZEN_BLOCKS], len(run["dev_labels"]), False)
    train_stage(run, head_variants, network, None, [(list(network.head.parameters()), WARM_UP_RATE)], run["options"].head_epochs)
    network.head.load_state_dict(run["best"][1])
    torch.save(network.state_dict(), Path(run["options"].work) / f"{run['options'].name}-head.pt")
    run["head"] = run["best"][0]


def train_blocks(run, variants, network):
    """Train head and all blocks after the frozen ones, with batch norm put back for the time being."""
    options = run["options"]
    network.blocks[:FROZEN_BLOCKS].requires_grad_(False)
    if options.batch_norm:
        insert_norms(network, variants.batch(variants.draw(CALIBRATION, run["random"]))[0], FROZEN_BLOCKS)
    run["best"] = (0.0, None, None)
    train_stage(run, variants, network, FROZEN_BLOCKS, layer_rates(network, options), options.epochs)
    network.load_state_dict(run["best"][1])


def parse_options():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("photos", help="folder with labels.csv")
    parser.add_argument("weights", help="folder of mobilenet_v2_imagenet.npz")
    parser.add_argument("work", help="folder that cache.py and frozen.py filled")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--head-only", action="store_true", help="train the head only")
    parser.add_argument("--head-epochs", type=int, default=12)
    parser.add_argument("--head-variants", type=int, default=20000, help="variants that the head is warmed up on")
    parser.add_argument("--epochs", type=int, default=12)
    parser.add_argument("--minutes", type=float, default=0, help="end sooner, the schedule with it, by the clock (0: don't)")
    parser.add_argument("--from-head", default=None, help="a NAME-head.pt: leave the head's own training out")
    parser.add_argument("--draws", type=int, default=16000, help="variants drawn in an epoch")
    parser.add_argument("--limit", type=int, default=None, help="use only the first variants")
    parser.add_argument("--rate", type=float, default=5e-4, help="learning rate of the last block")
    parser.add_argument("--head-rate", type=float, default=5e-4)
    parser.add_argument("--weight-decay", type=float, default=0.02)
    parser.add_argument("--mixup", type=float, default=0.2)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--average", type=float, default=0.998, help="decay of the weights' moving average")
    parser.add_argument("--batch-norm", action=argparse.BooleanOptionalAction, default=True)
    parser.add_argument("--bfloat16", action="store_true", help="faster on processors that have it")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--name", default="best", help="name of the result, WORK/NAME.pt")
    return parser.parse_args()


def main():
    """Train and save WORK/NAME.pt (batch norm folded), WORK/NAME-head.pt (head only) and WORK/NAME.json (figures)."""
    options = parse_options()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    work = Path(options.work)
    labels, label_categories = read_labels()
    network = load_imagenet(options.weights, len(labels))
    variants = Variants(work, options.photos, label_categories, options.limit)
    run = {
        "options": options,
        "random": np.random.default_rng(options.seed),
        "matrix": category_matrix(label_categories),
        "dev": {FROZEN_BLOCKS: torch.from_numpy(np.load(work / "dev-middle.npy"))},
        "dev_labels": torch.from_numpy(np.load(work / "dev-labels.npy")),
        "best": (0.0, None, None),
        "started": time.time(),
    }
    if options.from_head:
        network.load_state_dict(torch.load(options.from_head))
    else:
        train_head(run, variants, network)
    if not options.head_only:
        train_blocks(run, variants, network)
    network.eval()
    fold_norms(network)
    torch.save(network.state_dict(), work / f"{options.name}.pt")
    summary = {"devHead": run.get("head"), "dev": run["best"][0], "epoch": run["best"][2]}
    summary |= {"seconds": round(time.time() - run["started"]), "options": vars(options)}
    (work / f"{options.name}.json").write_text(json.dumps(summary, indent=2) + "\n")
    print(json.dumps(summary))


if __name__ == "__main__":
    main()
