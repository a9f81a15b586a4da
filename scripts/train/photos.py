"""The labelled photographs (labels.csv) and the item label that each one teaches."""

import csv
import json
from pathlib import Path

HERE = Path(__file__).parent
SCHEME = HERE / "../../src/inference/schemes/gbt-19095-2019.json"
CLOSED_BAG, NOTHING = "closed_bag", "nothing_to_judge"
CATEGORIES = ["recyclable", "hazardous", "kitchen", "residual", CLOSED_BAG, NOTHING]


def read_labels():
    """The item labels in the network's order (that of items.json) and the category (index) of each in the scheme."""
    labels = list(json.loads((HERE / "items.json").read_text()))
    items = json.loads(SCHEME.read_text())["items"]
    categories = [label if label in (CLOSED_BAG, NOTHING) else items[label]["category"] for label in labels]
    return labels, [CATEGORIES.index(category) for category in categories]


def read_photos(photos_dir):
    """Rows of labels.csv with `label` and `category_index` added.

    Raises when a photo's item has no label, or one whose category in the scheme differs from the photo's.
    """
    labels, label_categories = read_labels()
    label_of = {}
    for index, members in enumerate(json.loads((HERE / "items.json").read_text()).values()):
        for member in members:
            label_of[member] = index
    with open(Path(photos_dir) / "labels.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["label"] = label_of[f"{row['source']}/{row['item']}"]
        row["category_index"] = label_categories[row["label"]]
        if CATEGORIES[row["category_index"]] != row["category"]:
            raise ValueError(f"{row['file']}: {labels[row['label']]} is not {row['category']} in the scheme")
    return rows
