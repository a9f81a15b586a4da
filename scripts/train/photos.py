"""The labelled photographs (labels.csv), the item labels each one may show, and corrections from looking at them."""

import csv
import json
from pathlib import Path

HERE = Path(__file__).parent
SCHEME = HERE / "../../src/inference/schemes/gbt-19095-2019.json"
DEBATABLE = HERE / "debatable.csv"
GREY_BARS = HERE / "grey-bars.csv"
RESIDUAL_ITEMS = HERE / "residual-items.csv"
CONVENTIONS = ("dirty_clothes(ambiguous)",)
CLOSED_BAG, NOTHING = "closed_bag", "nothing_to_judge"
CATEGORIES = ["recyclable", "hazardous", "kitchen", "residual", CLOSED_BAG, NOTHING]


def read_labels():
    """The item labels in the network's order (items.json) and the category (index) of each in the scheme."""
    labels = json.loads((HERE / "items.json").read_text())["labels"]
    items = json.loads(SCHEME.read_text())["items"]
    categories = [label if label in (CLOSED_BAG, NOTHING) else items[label]["category"] for label in labels]
    return labels, [CATEGORIES.index(category) for category in categories]


def read_photos(photos_dir):
    """Rows of labels.csv with `labels` (a tuple of indices: the items that it may show) and `category_index` added.

    The labels are as delivered. Raises when a photo's item belongs to another category than the photo.
    """
    labels, label_categories = read_labels()
    items = json.loads((HERE / "items.json").read_text())["photos"]
    rows = _read_csv(Path(photos_dir) / "labels.csv")
    for row in rows:
        row["labels"] = tuple(sorted(labels.index(item) for item in items[f"{row['source']}/{row['item']}"]))
        row["category_index"] = CATEGORIES.index(row["category"])
        if {label_categories[label] for label in row["labels"]} != {row["category_index"]}:
            raise ValueError(f"{row['file']}: {row['item']} is not {row['category']} in the scheme")
    return rows


def read_training_photos(photos_dir):
    """The rows that teach: split train, as corrected by debatable.csv and narrowed by residual-items.csv.

    What the file calls mislabelled takes the suggested label, unless the whole item follows another convention
    (CONVENTIONS); what is only debatable keeps the label it was delivered with; what shows no waste, or a mixture, may be
    left out. Dev keeps the labels it was delivered with.
    """
    labels, label_categories = read_labels()
    corrections = {row["file"]: row for row in _read_csv(DEBATABLE)}
    narrower = {row["file"]: row["item"] for row in _read_csv(RESIDUAL_ITEMS)}
    rows = []
    for row in read_photos(photos_dir):
        correction = corrections.get(row["file"], {"kind": "", "suggest": narrower.get(row["file"], "keep")})
        kind, suggestion = correction["kind"], correction["suggest"]
        if row["split"] != "train" or (suggestion == "drop" and kind != "debatable"):
            continue
        if row["item"] not in CONVENTIONS and kind in ("mislabelled", ""):
            if suggestion in labels:
                row["labels"] = (labels.index(suggestion),)
            elif suggestion in CATEGORIES:
                row["labels"] = tuple(i for i, c in enumerate(label_categories) if c == CATEGORIES.index(suggestion))
        row["category_index"] = label_categories[row["labels"][0]]
        rows.append(row)
    return rows


def read_grey_bars():
    """File to (top, bottom, left, right) pixels of letter-box bars that some sources left; more often in some categories."""
    sides = ("top", "bottom", "left", "right")
    return {row["file"]: tuple(int(row[side]) for side in sides) for row in _read_csv(GREY_BARS)}


def _read_csv(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
