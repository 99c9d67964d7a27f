#!/bin/sh
# `freeze.sh`: makes dist/frozen/cnn-explorer, the program with its own Python.
# Everything but torch is taken from .venv; torch goes to an environment beside it, for CPUs
# unless said otherwise, because with CUDA the folder is six times as large:
#   TORCH        what pip is asked for (default: torch, in .venv's version)
#   TORCH_INDEX  where pip looks for it (default: PyTorch's index for CPUs; empty: pip's own)
set -eu
cd "$(dirname "$0")/.."

python=.venv/bin/python
environment=build/frozen-environment
index=${TORCH_INDEX-https://download.pytorch.org/whl/cpu}
version=$($python -c 'from importlib.metadata import version; print(version("torch").partition("+")[0])')
torch=${TORCH:-torch==$version}

$python -c 'import PyInstaller' 2>/dev/null || $python -m pip install --quiet 'pyinstaller>=6.10'
if [ "$(cat $environment/.torch 2>/dev/null)" != "$torch" ]; then
    rm -rf $environment
    $python -m venv --without-pip $environment
    target=$($environment/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    # shellcheck disable=SC2086 # one option with its value, or none
    $python -m pip install --quiet --no-deps --target "$target" ${index:+--index-url $index} "$torch"
    # After its own packages, .venv's.
    $python -c 'import sysconfig; print(sysconfig.get_path("purelib"))' >"$target/beside.pth"
    echo "$torch" >$environment/.torch
fi
$python packaging/icons.py build/icons
# Where pip's own index has torch with CUDA alone, its libraries lie in .venv, and the loader must find them there.
nvidia=$(find "$PWD"/.venv/lib -path '*/nvidia/*/lib' -type d 2>/dev/null | paste -sd: -)
LD_LIBRARY_PATH="$nvidia${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" \
    QT_QPA_PLATFORM=offscreen $environment/bin/python -m PyInstaller --noconfirm --log-level WARN \
    --distpath dist/frozen --workpath build/frozen packaging/cnn-explorer.spec
du -sh dist/frozen/cnn-explorer
