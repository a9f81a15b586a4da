"""What training asks for: which variants are drawn how often, the loss, and how a network is judged on dev."""

import numpy as np
import torch
from torch.nn import functional

from photos import CATEGORIES

SHARES = {
    "recyclable": 0.23,
    "hazardous": 0.18,
    "kitchen": 0.17,
    "residual": 0.26,
    "closed_bag": 0.09,
    "nothing_to_judge": 0.07,
}
CATEGORY_LOSS_WEIGHT = 1.0
PHOTO_CATEGORIES = 5


def list_kinds(about):
    """The distinct sets of item labels that pictures may show, and which one (index) each picture has."""
    kinds = sorted({tuple(one["labels"]) for one in about})
    place = {kind: index for index, kind in enumerate(kinds)}
    return kinds, np.array([place[tuple(one["labels"])] for one in about])


def kind_matrix(kinds, labels):
    """(kinds, labels) of zeros and ones."""
    matrix = torch.zeros(len(kinds), labels)
    for index, kind in enumerate(kinds):
        matrix[index, list(kind)] = 1
    return matrix


def draw_probabilities(kinds, sources, kind_categories):
    """Probability of drawing each variant: SHARES by category, within one by the root of the (kind, source) count.

    `kinds` and `sources` are indices by variant, `kind_categories` the category of each kind.
    """
    categories = np.array(kind_categories)[kinds]
    _, group, count = np.unique(np.stack([kinds, sources]), axis=1, return_inverse=True, return_counts=True)
    weight = 1 / np.sqrt(count[group])
    for index, category in enumerate(CATEGORIES):
        members = categories == index
        weight[members] *= SHARES[category] / max(weight[members].sum(), 1e-9)
    return weight / weight.sum()


def category_matrix(label_categories):
    """(labels, categories) of zeros and ones: sums item probabilities to categories."""
    return functional.one_hot(torch.tensor(label_categories), len(CATEGORIES)).float()


def mixed_loss(logits, first, second, share, matrices, smoothing):
    """Loss over items plus that over categories, for kinds mixed as share x first + (1 - share) x second.

    A picture that may show several items is asked only for their sum; smoothing asks a little of every item.
    """
    kinds, matrix = matrices
    items = torch.log_softmax(logits, 1)
    probabilities = items.exp()
    categories = (probabilities @ matrix + 1e-7).log()
    kind_categories = kinds @ matrix > 0
    even = -items.mean(1)

    def loss(target):
        item_loss = -((probabilities * kinds[target]).sum(1) + 1e-7).log()
        category_loss = -(categories * kind_categories[target]).sum(1)
        return ((1 - smoothing) * item_loss + smoothing * even + CATEGORY_LOSS_WEIGHT * category_loss).mean()

    return share * loss(first) + (1 - share) * loss(second)


def judge(logits, actual, matrix):
    """Balanced accuracy over the five classes of photos, recall of all six categories (nan where there is none)."""
    predicted = (torch.softmax(logits, 1) @ matrix).argmax(1)
    recall = {}
    for index, category in enumerate(CATEGORIES):
        recall[category] = float((predicted[actual == index] == index).float().mean())
    present = [value for value in list(recall.values())[:PHOTO_CATEGORIES] if value == value]
    return sum(present) / max(len(present), 1), recall
