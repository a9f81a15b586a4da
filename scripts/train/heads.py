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
from objective import category_matrix, draw_probabilities, kind_matrix, list_kinds, mixed_loss
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
    features = torch.from_numpy(np.load(path)[: len(rows)].astype(np.float32).reshape(len(rows), 2, FEATURES))
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
        with torch.autocast("cpu", torch.bfloat16):
            logits = head(x[chosen])
        loss = mixed_loss(logits.float(), targets, targets, 1.0, matrices, 0.05)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
    return head.eval()


@torch.no_grad()
def category_logits(head, x):
    """Logarithms of the probabilities of the categories (with closed_bag and nothing_to_judge)."""
    _, label_categories = read_labels()
    return (torch.softmax(head(x), 1) @ category_matrix(label_categories) + 1e-7).log()


def unseen(left_out, asked, networks, hidden, given, options):
    """Category logits for all photographs of the source `asked` by a head that saw none of `left_out`, and the rows of these."""
    rows, training, features = given
    place = {row["file"]: index for index, row in enumerate(rows)}
    about = [row for row in training if row["source"] not in left_out and row["file"] in place]
    x = features[:, networks].flatten(1)
    head = train_head(x[[place[row["file"]] for row in about]], about, hidden, options)
    those = [index for index, row in enumerate(rows) if row["source"] == asked]
    return category_logits(head, x[those]), [rows[index] for index in those]


def categories_of(rows):
    """The category (index) of each row."""
    return torch.tensor([row["category_index"] for row in rows])


def recalls(right, actual):
    """Category to the share of its photographs that are right."""
    return {CATEGORIES[index]: float(right[actual == index].float().mean()) for index in actual.unique()}


def balanced(logits, actual):
    """Mean recall of the categories that there are."""
    found = recalls(logits.argmax(1) == actual, actual).values()
    return sum(found) / len(found)


def measure(logits, rows, taught):
    """Balanced accuracy; right and all by whether others teach the item; what it would be if those that are taught were right."""
    actual = categories_of(rows)
    right = logits.argmax(1) == actual
    elsewhere = torch.tensor([bool(taught & set(row["labels"])) for row in rows])
    possible = recalls(right | elsewhere, actual).values()
    return {
        "balanced": balanced(logits, actual),
        "byCategory": recalls(right, actual),
        "taughtElsewhere": [int(right[elsewhere].sum()), int(elsewhere.sum())],
        "taughtNowhereElse": [int(right[~elsewhere].sum()), int((~elsewhere).sum())],
        "ifAllTaughtElsewhereWereRight": sum(possible) / len(possible),
    }


def fit_offsets(pairs):
    """Temperature and offsets that make categories likeliest, each weighing the same, at the cost that src/evaluation/ has for them."""
    logits, actual = (torch.cat(parts) for parts in zip(*pairs))
    shares = torch.bincount(actual, minlength=len(CATEGORIES)).clamp(min=1)
    weights = 1 / shares[actual] / len(actual.unique())
    log_temperature, offsets = torch.zeros(1, requires_grad=True), torch.zeros(len(CATEGORIES), requires_grad=True)
    optimiser = torch.optim.LBFGS([log_temperature, offsets], max_iter=100)

    def loss():
        optimiser.zero_grad()
        likely = torch.log_softmax(logits / log_temperature.exp() + offsets, 1)[range(len(actual)), actual]
        value = -(weights * likely).sum() + 3 / len(actual) * (offsets.square().sum() + log_temperature.square().sum())
        value.backward()
        return value

    optimiser.step(loss)
    return lambda given: given / log_temperature.exp().detach() + offsets.detach()


def print_choice(name, networks, hidden, given, options):
    """The figures of one choice for each left-out source, its mean, and details as JSON."""
    _, label_categories = read_labels()
    most = {category: label_categories.count(category) for category in label_categories}
    # A photograph corrected to a whole category may show any of its items; that teaches none of them.
    teaching = [row for row in given[1] if len(row["labels"]) < most[row["category_index"]] or len(row["labels"]) == 1]
    found = {}
    for source in SOURCES:
        taught = {label for row in teaching if row["source"] != source for label in row["labels"]}
        found[source] = measure(*unseen({source}, source, networks, hidden, given, options), taught)
    print_line(f"{name}, hidden {hidden}", {source: one["balanced"] for source, one in found.items()})
    print(json.dumps(found), flush=True)


def print_with_offsets(networks, given, options):
    """The same with offsets chosen on the other two sources, each seen by a head that saw neither it nor the left-out one."""
    found = {}
    for source in SOURCES:
        others = [unseen({source, other}, other, networks, 0, given, options) for other in SOURCES if other != source]
        shift = fit_offsets([(logits, categories_of(rows)) for logits, rows in others])
        logits, rows = unseen({source}, source, networks, 0, given, options)
        found[source] = balanced(shift(logits), categories_of(rows))
    print_line("lite0, hidden 0, offsets chosen on other unseen sources", found)


def print_line(name, found):
    """One line of the table."""
    shown = " ".join(f"{source} {value:.3f}" for source, value in found.items())
    print(f"{name}: mean {sum(found.values()) / len(found):.3f} | {shown}", flush=True)


def main():
    """Print a line for each choice and, at the end, all figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("photos", help="folder with labels.csv")
    parser.add_argument("weights", help="folder of MobileNetV2's ImageNet weights")
    parser.add_argument("work", help="folder to keep the features in")
    parser.add_argument("--limit", type=int, default=None, help="use only the first photographs, which lie in random order")
    parser.add_argument("--steps", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    rows = read_photos(options.photos)[: options.limit]
    given = (rows, read_training_photos(options.photos), read_features(options, rows))
    for hidden in (0, 512):
        for name, networks in NETWORKS.items():
            print_choice(name, networks, hidden, given, options)
    print_with_offsets(NETWORKS["lite0"], given, options)


if __name__ == "__main__":
    main()
