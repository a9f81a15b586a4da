"""Smaller forms of an exported network: weights kept in half precision, or 8-bit weights and activations.

As a program it writes the 8-bit form of a model folder into another folder.
"""

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from preprocess import to_input

SMALLEST_HALVED = 256
CALIBRATION = 160
PERCENTILE = 99.99
HEAD = ("/head",)


def store_half(source, target):
    """Keep every larger weight as float16 with a cast behind it, which the runtime folds away when it loads the file.

    Half the size at the same speed; the weights lose what float16 can't hold.
    """
    model = onnx.load(str(source))
    graph = model.graph
    casts = []
    for tensor in list(graph.initializer):
        values = numpy_helper.to_array(tensor)
        if tensor.data_type != TensorProto.FLOAT or values.size < SMALLEST_HALVED:
            continue
        graph.initializer.remove(tensor)
        graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), f"{tensor.name}_half"))
        casts.append(helper.make_node("Cast", [f"{tensor.name}_half"], [tensor.name], to=TensorProto.FLOAT))
    for node in reversed(casts):
        graph.node.insert(0, node)
    onnx.save(model, str(target))


class _Pictures(CalibrationDataReader):
    """One network input after the other."""

    def __init__(self, pictures):
        self.inputs = iter([{"input": to_input(picture[None])} for picture in pictures])

    def get_next(self):
        """The next input, or None."""
        return next(self.inputs, None)


def quantise(source, target, pictures, excluded=HEAD):
    """8-bit weights by channel and 8-bit activations, with ranges from uint8 `pictures` (N, S, S, 3).

    All eight bits of the weights are used (seven cost three points of accuracy): a processor without VNNI may saturate, which
    the manifest's check would show. Nodes whose name starts with one of `excluded` stay as they are.
    """
    with tempfile.TemporaryDirectory() as folder:
        prepared = str(Path(folder) / "prepared.onnx")
        quant_pre_process(str(source), prepared, skip_symbolic_shape=True)
        names = [node.name for node in onnx.load(prepared).graph.node]
        quantize_static(
            prepared, str(target), _Pictures(pictures), quant_format=QuantFormat.QDQ, per_channel=True,
            reduce_range=False, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
            calibrate_method=CalibrationMethod.Percentile, extra_options={"CalibPercentile": PERCENTILE},
            nodes_to_exclude=[name for name in names if name.startswith(tuple(excluded))],
        )  # fmt: skip


def calibration_pictures(work, seed, input_size):
    """Training pictures at input size, for the ranges of activations."""
    stored = np.load(Path(work) / "train.npy", mmap_mode="r")
    chosen = np.sort(np.random.default_rng(seed).choice(len(stored), CALIBRATION, replace=False))
    edge = (stored.shape[1] - input_size) // 2
    return stored[chosen][:, edge : edge + input_size, edge : edge + input_size]


def main():
    """Write the 8-bit form of a model folder."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("model", help="model folder with weights in full")
    parser.add_argument("work", help="folder that cache.py filled")
    parser.add_argument("target", help="model folder to write")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    source, target = Path(options.model), Path(options.target)
    target.mkdir(parents=True, exist_ok=True)
    manifest = json.loads((source / "manifest.json").read_text(encoding="utf-8"))
    pictures = calibration_pictures(options.work, options.seed, manifest["input"]["width"])
    quantise(source / manifest["file"], target / "model.onnx", pictures)
    content = (target / "model.onnx").read_bytes()
    manifest |= {"file": "model.onnx", "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    manifest["training"]["form"] = "int8"
    (target / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(content) / 1e6:.1f} MB; next: npm run model:calibrate")


if __name__ == "__main__":
    main()
