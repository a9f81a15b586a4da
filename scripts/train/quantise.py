"""Smaller forms of an exported network: weights kept in half precision, or 8-bit weights and activations."""

import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import CalibrationDataReader, CalibrationMethod, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process

from preprocess import to_input

SMALLEST_HALVED = 256


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


def quantise(source, target, pictures, excluded=()):
    """8-bit weights by channel and 8-bit activations, with ranges from uint8 `pictures` (N, S, S, 3).

    Seven bits are used for weights, so that processors without VNNI don't saturate and all give the same answers. Nodes
    whose name starts with one of `excluded` stay as they are.
    """
    with tempfile.TemporaryDirectory() as folder:
        prepared = str(Path(folder) / "prepared.onnx")
        quant_pre_process(str(source), prepared, skip_symbolic_shape=True)
        names = [node.name for node in onnx.load(prepared).graph.node]
        quantize_static(
            prepared, str(target), _Pictures(pictures), quant_format=QuantFormat.QDQ, per_channel=True,
            reduce_range=True, activation_type=QuantType.QUInt8, weight_type=QuantType.QInt8,
            calibrate_method=CalibrationMethod.MinMax,
            nodes_to_exclude=[name for name in names if name.startswith(tuple(excluded))] if excluded else [],
        )  # fmt: skip
