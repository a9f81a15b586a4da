"""Writes models/<id>/model.onnx and manifest.json from a trained network.

Temperature and thresholds stay neutral here: `npm run model:calibrate` chooses them with the code that serves.
"""

import argparse
import hashlib
import json
import tempfile
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from network import SCALES, fold_norms, load_start
from objective import category_matrix, judge
from photos import read_labels, read_training_photos
from preprocess import INPUT_SIZE, to_input
from quantise import calibration_pictures, quantise, store_half
from scenes import read_split

LICENCES = {
    "zju26": "none stated", "gcv2_256": "none stated", "trashnet": "MIT (origin)", "cardstdani": "none stated",
    "grocerystore": "MIT", "platewaste": "CC BY 4.0", "arvio": "CC BY 4.0", "sgbattery": "none stated",
    "pillbox": "CC BY 4.0", "malta_bags": "none stated", "woosong": "CC BY 4.0",
}  # fmt: skip


def load_trained(scale, checkpoint):
    """The network with the weights that train.py saved, in evaluation mode, and the item labels."""
    labels, _ = read_labels()
    network = load_start(scale, len(labels)).eval()
    fold_norms(network)
    network.load_state_dict(torch.load(checkpoint))
    return network.eval(), labels


def write_onnx(network, path):
    """Export with a dynamic batch dimension; weights stay inside the one file."""
    example = torch.zeros(2, 3, INPUT_SIZE, INPUT_SIZE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            network.to(memory_format=torch.contiguous_format), (example,), str(path), dynamo=False, opset_version=17,
            input_names=["input"], output_names=["logits"],
            dynamic_axes={"input": {0: "batch"}, "logits": {0: "batch"}},
        )  # fmt: skip


def run_onnx(path, pictures):
    """Logits of uint8 pictures (N, S, S, 3) from an exported file."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    batches = range(0, len(pictures), 16)
    return np.concatenate([session.run(None, {"input": to_input(pictures[i : i + 16])})[0] for i in batches])


def write_model(options, network, folder):
    """Write model.onnx in the form that was asked for; returns the logits of dev in fp32 and as written."""
    work, target = Path(options.work), folder / "model.onnx"
    dev = np.load(work / "dev.npy", mmap_mode="r")
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        write_onnx(network, full)
        reference = run_onnx(full, dev)
        with torch.no_grad():
            expected = network(torch.from_numpy(to_input(dev[:16]))).numpy()
        if (difference := float(np.abs(expected - reference[:16]).max())) > 2e-3:
            raise SystemExit(f"exported logits differ from PyTorch's by {difference}")
        if options.form == "int8":
            quantise(full, target, calibration_pictures(work, options.seed, INPUT_SIZE))
        elif options.form == "half":
            store_half(full, target)
        else:
            target.write_bytes(full.read_bytes())
    return reference, run_onnx(target, dev)


def balanced_accuracy(logits, work):
    """Of the dev photos, at temperature 1."""
    _, label_categories = read_labels()
    about = json.loads((work / "dev.json").read_text())
    photos = np.array([one["source"] not in ("scenes", "synthetic") for one in about])
    actual = torch.tensor([label_categories[one["labels"][0]] for one in about])
    return judge(torch.from_numpy(logits[photos]), actual[photos], category_matrix(label_categories))[0]


def describe(options, folder, labels):
    """The manifest (see src/inference/manifest.ts)."""
    content = (folder / "model.onnx").read_bytes()
    rows = [row for row in read_training_photos(options.photos) if row["source"] != options.without]
    counts = Counter(row["source"] for row in rows)
    half = [0.5, 0.5, 0.5]
    neutral = {"flag": 1, "fits": 0.5, "closedBag": 0.5, "nothing": 0.5, "chosenFor": "nothing yet: run model:calibrate"}
    return {
        "schema": 1, "id": folder.resolve().name, "version": options.version, "file": "model.onnx",
        "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content),
        "input": {
            "name": "input", "layout": "NCHW", "width": INPUT_SIZE, "height": INPUT_SIZE, "mean": half, "std": half,
            "resize": {"fit": "fill", "kernel": "linear"},
        },
        "output": {"name": "logits"},
        "labels": labels, "temperature": 1, "thresholds": neutral,
        "training": {
            "program": "scripts/train/train.py", "seed": options.seed, "form": options.form,
            "data": [{"source": name, "licence": LICENCES[name], "photos": counts[name]} for name in LICENCES]
            + [{"source": "scenes (tied bags, nothing to judge)", "licence": "CC BY 4.0 (stated)",
                "photos": sum(split == "train" for split in read_split().values())}],
        },
        "licence": "Apache-2.0",
    }  # fmt: skip


def main():
    """Export and describe."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("photos", help="folder with labels.csv")
    parser.add_argument("work", help="folder that cache.py filled")
    parser.add_argument("checkpoint", help="result of train.py")
    parser.add_argument("model", help="folder to write, models/<id>")
    parser.add_argument("--scale", default="lite0", choices=SCALES)
    parser.add_argument("--form", default="full", choices=("full", "half", "int8"), help="how weights are stored")
    parser.add_argument("--without", default=None, help="the source that train.py left out")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--seed", type=int, default=1, help="the seed that train.py was given")
    options = parser.parse_args()
    folder = Path(options.model)
    folder.mkdir(parents=True, exist_ok=True)
    network, labels = load_trained(options.scale, options.checkpoint)
    reference, written = write_model(options, network, folder)
    manifest = describe(options, folder, labels)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    work = Path(options.work)
    print(json.dumps({
        "megabytes": round((folder / "model.onnx").stat().st_size / 1e6, 2),
        "balancedAccuracyFp32": balanced_accuracy(reference, work),
        "balancedAccuracyAsWritten": balanced_accuracy(written, work),
    }, indent=2))  # fmt: skip
    print("next: npm run model:calibrate (temperature and thresholds)")


if __name__ == "__main__":
    main()
