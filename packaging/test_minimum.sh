#!/bin/sh
# The quick tests with the lowest versions that pyproject.toml allows (packaging/minimum.txt), in
# build/minimum-environment. Wheels of torch 2.6 end with Python 3.13, those of numpy 1.26 with 3.12.
#   PYTHON       which Python (default: python3.11)
#   TORCH_INDEX  where pip looks for torch first (default: PyTorch's index for CPUs; empty: pip's own alone)
set -eu
cd "$(dirname "$0")/.."

environment=build/minimum-environment
index=${TORCH_INDEX-https://download.pytorch.org/whl/cpu}
[ -x $environment/bin/python ] || "${PYTHON:-python3.11}" -m venv $environment
# shellcheck disable=SC2086 # one option with its value, or none
$environment/bin/python -m pip install --quiet ${index:+--extra-index-url $index} \
    --constraint packaging/minimum.txt --editable '.[test]'
packaging/bootstrap.sh libraries
exec $environment/bin/python -m pytest -m "not slow" "$@"
