"""Joins two exported networks into one file that gives the mean of their item probabilities.

Labels with the same name are one; the others stand side by side (a coarse `metal` beside `can`), which sorting schemes add up.
Each network's own temperature is applied before; the result is written as logarithms, so that serving treats it as any other.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, compose, helper, numpy_helper

TINY = 1e-12


def read_folder(folder):
    """Network (names prefixed) and manifest of a model folder."""
    manifest = json.loads((Path(folder) / "manifest.json").read_text(encoding="utf-8"))
    return onnx.load(str(Path(folder) / manifest["file"])), manifest


def join_labels(manifests):
    """All labels in the order in which they first appear; closed_bag and nothing_to_judge last."""
    last = ("closed_bag", "nothing_to_judge")
    labels = list(dict.fromkeys(label for manifest in manifests for label in manifest["labels"] if label not in last))
    return [*labels, *last]


def place(labels, manifest, share):
    """(labels of one network, all labels): `share` where a label goes."""
    matrix = np.zeros((len(manifest["labels"]), len(labels)), np.float32)
    for index, label in enumerate(manifest["labels"]):
        matrix[index, labels.index(label)] = share
    return matrix


def join(networks, manifests):
    """One network of both: softmax of each, placed among all labels, added up, logarithm."""
    labels = join_labels(manifests)
    first, second = (compose.add_prefix(network, f"n{index}/") for index, network in enumerate(networks))
    for network in (first, second):
        network.ir_version = max(first.ir_version, second.ir_version)
    graph = compose.merge_graphs(first.graph, second.graph, io_map=[])
    size = [dimension.dim_value or "batch" for dimension in networks[0].graph.input[0].type.tensor_type.shape.dim]
    nodes = [helper.make_node("Identity", ["input"], [f"n{index}/input"]) for index in (0, 1)] + list(graph.node)
    initializers = list(graph.initializer) + [numpy_helper.from_array(np.float32(TINY), "tiny")]
    for index, manifest in enumerate(manifests):
        initializers.append(numpy_helper.from_array(np.float32(manifest["temperature"]), f"temperature_{index}"))
        initializers.append(numpy_helper.from_array(place(labels, manifest, 0.5), f"place_{index}"))
        nodes += [
            helper.make_node("Div", [f"n{index}/logits", f"temperature_{index}"], [f"cool_{index}"]),
            helper.make_node("Softmax", [f"cool_{index}"], [f"probabilities_{index}"], axis=1),
            helper.make_node("MatMul", [f"probabilities_{index}", f"place_{index}"], [f"placed_{index}"]),
        ]
    nodes += [
        helper.make_node("Add", ["placed_0", "placed_1"], ["mean"]),
        helper.make_node("Add", ["mean", "tiny"], ["above_zero"]),
        helper.make_node("Log", ["above_zero"], ["logits"]),
    ]
    joined = helper.make_graph(
        nodes, "pair", [helper.make_tensor_value_info("input", TensorProto.FLOAT, size)],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["batch", len(labels)])], initializers,
    )  # fmt: skip
    opsets = {(opset.domain, opset.version) for network in networks for opset in network.opset_import}
    newest = {domain: max(version for name, version in opsets if name == domain) for domain, _ in opsets}
    imports = [helper.make_opsetid(domain, version) for domain, version in newest.items()]
    return helper.make_model(joined, opset_imports=imports, ir_version=first.ir_version), labels


def main():
    """Write the joined model's folder."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("first", help="a calibrated model folder")
    parser.add_argument("second", help="another one, with the same input")
    parser.add_argument("model", help="folder to write, models/<id>")
    parser.add_argument("--version", default="1.0.0")
    options = parser.parse_args()
    networks, manifests = zip(*(read_folder(folder) for folder in (options.first, options.second)))
    if manifests[0]["input"] != manifests[1]["input"]:
        raise SystemExit("the two networks want different inputs")
    folder = Path(options.model)
    folder.mkdir(parents=True, exist_ok=True)
    network, labels = join(networks, manifests)
    onnx.checker.check_model(network)
    onnx.save(network, str(folder / "model.onnx"))
    content = (folder / "model.onnx").read_bytes()
    manifest = {
        **manifests[1], "id": folder.resolve().name, "version": options.version, "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(), "labels": labels, "temperature": 1,
        "thresholds": {"flag": 1, "fits": 1, "closedBag": 0.5, "nothing": 0.5, "softening": 1,
                       "chosenFor": "nothing yet: run model:calibrate"},
        "training": {"program": "scripts/train/pair.py", "members": [
            {"model": f"{one['id']}@{one['version']}", "sha256": one["sha256"], "temperature": one["temperature"],
             **one["training"]} for one in manifests]},
    }  # fmt: skip
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(labels)} labels, {len(content) / 1e6:.1f} MB; next: npm run model:calibrate")


if __name__ == "__main__":
    main()
