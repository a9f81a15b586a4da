"""Trains the network on what frozen.py stored: first the head alone, then all blocks after the frozen ones too.

`--head-only` stops after the head. The dev photos choose the epoch that is kept (WORK/best.pt).
"""

import argparse
import copy
import json
import time
from pathlib import Path

import numpy as np
import torch

from frozen import FROZEN_BLOCKS
from network import fold_norms, insert_norms, load_imagenet
from objective import category_matrix
from photos import read_labels
from stage import Variants, train_stage

CALIBRATION = 512
WARM_UP_RATE = 2e-3


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
    groups = [(list(network.head.parameters()), WARM_UP_RATE)]
    train_stage(run, head_variants, network, None, groups, run["options"].head_epochs)
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
    parser.add_argument("--minutes", type=float, default=0, help="latest end of the schedule by the clock (0: none)")
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
