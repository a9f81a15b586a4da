"""Writes models/<id>/model.onnx and manifest.json from a trained network; model:calibrate then chooses its thresholds."""

import argparse
import hashlib
import json
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from network import load_imagenet
from objective import category_matrix, judge
from photos import read_labels, read_photos
from preprocess import INPUT_SIZE, to_input
from scenes import read_split

LICENCES = {
    "zju26": "none stated", "gcv2_256": "none stated", "trashnet": "MIT (origin)", "cardstdani": "none stated",
    "grocerystore": "MIT", "platewaste": "CC BY 4.0", "arvio": "CC BY 4.0", "sgbattery": "none stated",
    "pillbox": "CC BY 4.0", "malta_bags": "none stated", "woosong": "CC BY 4.0",
}  # fmt: skip
# Flags nothing: `npm run model:calibrate` runs the code that serves and writes temperature and thresholds.
UNCALIBRATED = {
    "flag": 1.0, "fits": 1.0, "closedBag": 0.5, "nothing": 0.5, "softening": 1.0,
    "chosenFor": "nothing yet: run model:calibrate",
}  # fmt: skip


def load_trained(weights, checkpoint):
    """The network with the weights that train.py saved, in evaluation mode, and the item labels."""
    labels, _ = read_labels()
    network = load_imagenet(weights, len(labels))
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
    """Logits of uint8 pictures (N, 224, 224, 3) from the exported file."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    batches = range(0, len(pictures), 32)
    return np.concatenate([session.run(None, {"input": to_input(pictures[i : i + 32])})[0] for i in batches])


def check_against_torch(network, logits, pictures):
    """Raise when the exported file and PyTorch differ on the first pictures."""
    with torch.no_grad():
        expected = network(torch.from_numpy(to_input(pictures[:16]))).numpy()
    difference = float(np.abs(expected - logits[:16]).max())
    if difference > 1e-3:
        raise SystemExit(f"exported logits differ from PyTorch's by {difference}")


def main():
    """Export, check and describe."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("photos", help="folder with labels.csv")
    parser.add_argument("weights", help="folder of mobilenet_v2_imagenet.npz")
    parser.add_argument("work", help="folder that cache.py filled")
    parser.add_argument("checkpoint", help="result of train.py")
    parser.add_argument("model", help="folder to write, models/<id>")
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--seed", type=int, default=1, help="the seed that train.py was given")
    options = parser.parse_args()
    work, folder = Path(options.work), Path(options.model)
    folder.mkdir(parents=True, exist_ok=True)
    network, labels = load_trained(options.weights, options.checkpoint)
    write_onnx(network, folder / "model.onnx")
    pictures, dev_labels = np.load(work / "dev.npy", mmap_mode="r"), np.load(work / "dev-labels.npy")
    logits = run_onnx(folder / "model.onnx", pictures)
    check_against_torch(network, logits, pictures)
    matrix = category_matrix(read_labels()[1])
    manifest = describe(options, folder, labels)
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    balanced, recall = judge(torch.from_numpy(logits), torch.from_numpy(dev_labels), matrix)
    print(json.dumps({"balancedAtTemperature1": balanced, "recallAtTemperature1": recall}, indent=2))
    print(f"next: npm run model:calibrate -- {options.model} {options.photos} --scenes SCENES")


def describe(options, folder, labels):
    """The manifest (see src/inference/manifest.ts)."""
    content = (folder / "model.onnx").read_bytes()
    rows = [row for row in read_photos(options.photos) if row["split"] == "train"]
    counts = Counter(row["source"] for row in rows)
    half = [0.5, 0.5, 0.5]
    return {
        "schema": 1, "id": folder.resolve().name, "version": options.version, "file": "model.onnx",
        "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content),
        "input": {
            "name": "input", "layout": "NCHW", "width": INPUT_SIZE, "height": INPUT_SIZE, "mean": half, "std": half,
            "resize": {"fit": "fill", "kernel": "linear"},
        },
        "output": {"name": "logits"},
        "labels": labels, "temperature": 1.0, "thresholds": UNCALIBRATED,
        "training": {
            "program": "scripts/train/train.py", "seed": options.seed,
            "data": [{"source": name, "licence": LICENCES[name], "photos": counts[name]} for name in LICENCES]
            + [{"source": "scenes (nothing to judge)", "licence": "CC BY 4.0 (stated)", "photos": _train_scenes()}],
        },
        "licence": "Apache-2.0",
    }  # fmt: skip


def _train_scenes():
    return sum(split == "train" for split in read_split().values())


if __name__ == "__main__":
    main()
