"""Trains everything after the frozen blocks on what frozen.py stored, and saves the moving average of the last epoch.

The schedule is fixed beforehand: dev is printed after each epoch and chooses nothing.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch

from network import SCALES, fold_norms, load_start, take_statistics
from objective import category_matrix, kind_matrix
from photos import read_labels
from stage import Variants, train_stage

STATISTICS = 512


def layer_rates(network, options):
    """(parameters, learning rate): the head at full rate, trained blocks rising from a quarter of --rate to --rate."""
    groups = [(list(network.head.parameters()), options.head_rate)]
    trained = range(network.frozen, len(network.blocks))
    for place, index in enumerate(trained):
        factor = 0.25 + 0.75 * place / (len(trained) - 1)
        trained_here = [parameter for parameter in network.blocks[index].parameters() if parameter.requires_grad]
        groups.append((trained_here, options.rate * factor))
    return groups


def freeze(network):
    """Leave the first blocks as they are, and all depthwise filters: their gradient takes most of a step on a CPU."""
    network.blocks[: network.frozen].requires_grad_(False)
    for unit in network.units(network.frozen):
        if unit.conv.groups > 1:
            unit.conv.weight.requires_grad_(False)


def parse_options():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("work", help="folder that cache.py and frozen.py filled")
    parser.add_argument("--scale", default="lite0", choices=SCALES)
    parser.add_argument("--without", default=None, help="a source that is left out of training altogether")
    parser.add_argument("--start", default=None, help="a NAME-running.pt to go on from, instead of the weights of load_start")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--minutes", type=float, default=0, help="latest end of the schedule by the clock (0: none)")
    parser.add_argument("--light", type=float, default=1.0, help="how much more often light variants are drawn")
    parser.add_argument("--draws", type=int, default=12000, help="variants drawn in an epoch")
    parser.add_argument("--limit", type=int, default=None, help="use only the first variants")
    parser.add_argument("--rate", type=float, default=6e-4, help="learning rate of the last block")
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--weight-decay", type=float, default=0.03)
    parser.add_argument("--mixup", type=float, default=0.2)
    parser.add_argument("--smoothing", type=float, default=0.05)
    parser.add_argument("--average", type=float, default=0.998, help="decay of the weights' moving average")
    parser.add_argument("--bfloat16", action="store_true", help="faster on processors that have it")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--name", default="best", help="name of the result, WORK/NAME.pt")
    return parser.parse_args()


def start_run(options, variants, start):
    """What the training loop needs besides the network and the variants."""
    work = Path(options.work)
    labels, label_categories = read_labels()
    about = json.loads((work / "dev.json").read_text())
    return {
        "options": options,
        "start": start,
        "random": np.random.default_rng(options.seed),
        "matrices": (kind_matrix(variants.kinds, len(labels)), category_matrix(label_categories)),
        "dev": torch.from_numpy(np.load(work / "dev-middle.npy")).contiguous(memory_format=torch.channels_last),
        "dev_categories": torch.tensor([label_categories[one["labels"][0]] for one in about]),
        "dev_photos": torch.tensor([one["source"] not in ("scenes", "synthetic") for one in about]),
        "epochs": [],
        "started": time.time(),
    }


def main():
    """Train and save WORK/NAME.pt (batch norm folded) and WORK/NAME.json (options and figures by epoch)."""
    options = parse_options()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    work = Path(options.work)
    labels, label_categories = read_labels()
    network = load_start(options.scale, len(labels))
    variants = Variants(work, label_categories, options.limit, options.without, options.light)
    run = start_run(options, variants, network.frozen)
    if options.start:
        network.load_state_dict(torch.load(options.start))
    elif options.scale == "mobilenet":
        take_statistics(network, variants.batch(variants.draw(STATISTICS, run["random"]))[0])
    freeze(network)
    train_stage(run, variants, network, layer_rates(network, options), options.epochs)
    trained = run["average"].eval()
    fold_norms(trained)
    torch.save(trained.state_dict(), work / f"{options.name}.pt")
    summary = {"seconds": round(time.time() - run["started"]), "options": vars(options), "epochs": run["epochs"]}
    (work / f"{options.name}.json").write_text(json.dumps(summary, indent=2) + "\n")
    print(json.dumps({"seconds": summary["seconds"], "dev": run["epochs"][-1]["dev"]}))


if __name__ == "__main__":
    main()
