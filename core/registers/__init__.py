"""The registers of Handrail: a visible tuple. A register that is not in it does not exist."""

from core.register import Register
from core.registers.checks import CHECKS
from core.registers.issues import ISSUES
from core.registers.questions import QUESTIONS

__all__ = ["CHECKS", "ISSUES", "QUESTIONS", "REGISTERS", "register_named", "register_of"]

REGISTERS: tuple[Register, ...] = (ISSUES, QUESTIONS, CHECKS)


def register_of(ref: str) -> Register | None:
    """The register of a reference such as ISS-12, or None for a prefix that no register has."""
    prefix = ref.partition("-")[0].upper()
    return next((register for register in REGISTERS if register.prefix == prefix), None)


def register_named(name: str) -> Register | None:
    """The register of a name such as "issues"."""
    return next((register for register in REGISTERS if register.name == name), None)
