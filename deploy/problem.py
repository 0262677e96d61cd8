"""
What ends a deployment, a rollback or a check: one message, the site untouched.

    DeployError
    ├── TargetsError    deploy.toml has mistakes
    ├── OutputError     the output folder is not fit to publish
    ├── StoreError      the place where the site lives cannot be reached, or a command failed there
    └── KeyFileError    a key is missing, open to others, or no key
"""

from __future__ import annotations


class DeployError(Exception):
    """Nothing was switched; `str()` says to the operator what is wrong and what to do."""


class TargetsError(DeployError):
    """`deploy.toml` cannot be read or has mistakes: one a line."""


class OutputError(DeployError):
    """The output folder must not be published: one reason a line."""


class StoreError(DeployError):
    """The target folder or its server failed."""


class KeyFileError(DeployError):
    """A key file cannot be used."""
