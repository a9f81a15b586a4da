"""What training asks for: which variants are drawn how often, the loss, and how a network is judged on dev."""

import numpy as np
import torch
from torch.nn import functional

from photos import CATEGORIES

SHARES = {
    "recyclable": 0.24,
    "hazardous": 0.20,
    "kitchen": 0.17,
    "residual": 0.27,
    "closed_bag": 0.07,
    "nothing_to_judge": 0.05,
}
CATEGORY_LOSS_WEIGHT = 1.0
PHOTO_CATEGORIES = 5


def draw_probabilities(labels, sources, label_categories):
    """Probability of drawing each variant: SHARES by category, within one by the root of the (item, source) count."""
    categories = np.array(label_categories)[labels]
    _, kind, count = np.unique(np.stack([labels, sources]), axis=1, return_inverse=True, return_counts=True)
    weight = 1 / np.sqrt(count[kind])
    for index, category in enumerate(CATEGORIES):
        members = categories == index
        weight[members] *= SHARES[category] / max(weight[members].sum(), 1e-9)
    return weight / weight.sum()


def category_matrix(label_categories):
    """(labels, categories) of zeros and ones: sums item probabilities to categories."""
    return functional.one_hot(torch.tensor(label_categories), len(CATEGORIES)).float()


def mixed_loss(logits, first, second, share, matrix, smoothing):
    """Cross-entropy over items plus that over categories, for targets mixed as share x first + (1 - share) x second."""
    items = torch.log_softmax(logits, 1)
    categories = (items.exp() @ matrix + 1e-7).log()
    label_categories = matrix.argmax(1)

    def loss(target):
        item_loss = functional.cross_entropy(logits, target, label_smoothing=smoothing)
        return item_loss + CATEGORY_LOSS_WEIGHT * functional.nll_loss(categories, label_categories[target])

    return share * loss(first) + (1 - share) * loss(second)


def judge(logits, labels, matrix):
    """Balanced accuracy over the five classes of photos, recall of all six categories."""
    predicted = (torch.softmax(logits, 1) @ matrix).argmax(1)
    actual = matrix.argmax(1)[labels]
    recall = {}
    for index, category in enumerate(CATEGORIES):
        recall[category] = float((predicted[actual == index] == index).float().mean())
    return sum(list(recall.values())[:PHOTO_CATEGORIES]) / PHOTO_CATEGORIES, recall
