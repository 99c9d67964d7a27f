"""The internal model package: pure torch, one file per family, facts beside the code.

``explorer.models.registry`` knows every architecture without importing torch;
a family's module is imported when one of its networks is built.
"""
