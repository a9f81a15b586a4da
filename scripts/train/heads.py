"""What frozen ImageNet features make of sources they never saw: a head on the features of one or both networks, leaving each source out.

Needs no variants and no fine-tuning, so that choices can be compared in minutes. Prints, for each left-out source, the balanced
accuracy on all of its photographs and how it divides between items that other sources teach and items that nobody else does.
"""

import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from mobilenet import load_imagenet
from network import FEATURE_LENGTH, FEATURES, fold_norms, load_start
from objective import category_matrix, draw_probabilities, judge, kind_matrix, list_kinds, mixed_loss
from photos import CATEGORIES, read_labels, read_photos, read_training_photos
from preprocess import read_upright, resize_pixels, to_input

SOURCES = ("zju26", "gcv2_256", "arvio")
NETWORKS = {"mobilenet": [1], "lite0": [0], "both": [0, 1]}
READ, BATCH = 32, 256


def compute_features(photos_dir, weights_dir, rows):
    """(N, 2, 1280): of EfficientNet-Lite0 and of MobileNetV2, both as ImageNet left them, of each whole photograph."""
    lite, mobile = load_start("lite0", 1).eval(), load_imagenet(weights_dir)
    fold_norms(lite)
    found = []
    for start in range(0, len(rows), READ):
        pictures = [resize_pixels(read_upright(Path(photos_dir) / row["file"])) for row in rows[start : start + READ]]
        x = torch.from_numpy(to_input(np.stack(pictures))).contiguous(memory_format=torch.channels_last)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            found.append(torch.stack([lite.features(x), mobile(x)], 1).half().numpy())
        if start % (20 * READ) == 0:
            print(f"{start} of {len(rows)}", flush=True)
    return np.concatenate(found)


def read_features(options, rows):
    """As kept in WORK, or computed and kept."""
    path = Path(options.work) / "photo-features.npy"
    if not path.exists():
        np.save(path, compute_features(options.photos, options.weights, rows))
    features = torch.from_numpy(np.load(path).astype(np.float32).reshape(len(rows), 2, FEATURES))
    return FEATURE_LENGTH * functional.normalize(features, dim=2)


def make_head(inputs, labels, hidden):
    """A linear layer, or one with a hidden layer before it."""
    if not hidden:
        return nn.Sequential(nn.Dropout(0.5), nn.Linear(inputs, labels))
    middle = [nn.Dropout(0.25), nn.Linear(inputs, hidden), nn.ReLU(), nn.Dropout(0.5)]
    return nn.Sequential(*middle, nn.Linear(hidden, labels))


def train_head(x, about, hidden, options):
    """A head that was taught `about` (source and labels of each row of x), drawn and asked as train.py does."""
    labels, label_categories = read_labels()
    kinds, kind_of = list_kinds(about)
    _, origin = np.unique([one["source"] for one in about], return_inverse=True)
    probabilities = draw_probabilities(kind_of, origin, [label_categories[kind[0]] for kind in kinds])
    matrices = (kind_matrix(kinds, len(labels)), category_matrix(label_categories))
    torch.manual_seed(options.seed)
    random = np.random.default_rng(options.seed)
    head = make_head(x.shape[1], len(labels), hidden)
    optimiser = torch.optim.AdamW(head.parameters(), 1e-3, weight_decay=0.03)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * step / options.steps))
    )
    for _ in range(options.steps):
        chosen = random.choice(len(x), BATCH, p=probabilities)
        targets = torch.from_numpy(kind_of[chosen])
        loss = mixed_loss(head(x[chosen]), targets, targets, 1.0, matrices, 0.05)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return head.eval()


@torch.no_grad()
def measure(head, x, rows, taught):
    """Balanced accuracy on `rows`; right and all by whether others teach the item; what it would be if those were right."""
    _, label_categories = read_labels()
    matrix = category_matrix(label_categories)
    actual = torch.tensor([row["category_index"] for row in rows])
    logits = head(x)
    right = (torch.softmax(logits, 1) @ matrix).argmax(1) == actual
    elsewhere = torch.tensor([bool(taught & set(row["labels"])) for row in rows])
    recalls = [float((right | elsewhere)[actual == index].float().mean()) for index in actual.unique()]
    return {
        "balanced": judge(logits, actual, matrix)[0],
        "byCategory": {CATEGORIES[index]: float(right[actual == index].float().mean()) for index in actual.unique()},
        "taughtElsewhere": [int(right[elsewhere].sum()), int(elsewhere.sum())],
        "taughtNowhereElse": [int(right[~elsewhere].sum()), int((~elsewhere).sum())],
        "ifAllTaughtElsewhereWereRight": sum(recalls) / len(recalls),
    }


def leave_out(source, networks, hidden, given, options):
    """The figures of a head that never saw `source`, on all of its photographs."""
    rows, training, features = given
    place = {row["file"]: index for index, row in enumerate(rows)}
    about = [row for row in training if row["source"] != source]
    x = features[:, networks].flatten(1)
    head = train_head(x[[place[row["file"]] for row in about]], about, hidden, options)
    asked = [index for index, row in enumerate(rows) if row["source"] == source]
    taught = {label for row in about for label in row["labels"]}
    return measure(head, x[asked], [rows[index] for index in asked], taught)


def main():
    """Print a line for each choice and, at the end, all figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("photos", help="folder with labels.csv")
    parser.add_argument("weights", help="folder of MobileNetV2's ImageNet weights")
    parser.add_argument("work", help="folder to keep the features in")
    parser.add_argument("--steps", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    rows = read_photos(options.photos)
    given = (rows, read_training_photos(options.photos), read_features(options, rows))
    for hidden in (0, 512):
        for name, networks in NETWORKS.items():
            found = {source: leave_out(source, networks, hidden, given, options) for source in SOURCES}
            mean = sum(one["balanced"] for one in found.values()) / len(found)
            shown = " ".join(f"{source} {one['balanced']:.3f}" for source, one in found.items())
            print(f"{name} hidden {hidden}: mean {mean:.3f} | {shown}", flush=True)
            print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main()
