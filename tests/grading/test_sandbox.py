"""What the sandbox refuses, looked at one by one; the attacks look at it from inside."""

from __future__ import annotations

import platform
import struct

import pytest

from nnwidgets.grading.sandbox.bubblewrap import why_there_is_none
from nnwidgets.grading.sandbox.seccomp import filter_file, program

ALLOWED, REFUSED = 0x7FFF0000, 0x00050001


def run(content: bytes, architecture: int, number: int, flags: int = 0) -> int:
    """What a filter answers to a call, by the rules of classic BPF (bpf(4) of BSD)."""
    data = struct.pack("=IIQQ", number, architecture, 0, flags)
    lines = [struct.unpack("=HBBI", content[k : k + 8]) for k in range(0, len(content), 8)]
    place, accumulator = 0, 0
    while True:
        code, if_true, if_false, constant = lines[place]
        place += 1
        if code == 0x06:  # BPF_RET | BPF_K
            return int(constant)
        if code == 0x20:  # BPF_LD | BPF_W | BPF_ABS
            accumulator = struct.unpack_from("=I", data, constant)[0]
        else:  # BPF_JMP with BPF_JEQ 0x15, BPF_JGE 0x35, BPF_JSET 0x45
            met = {
                0x15: accumulator == constant,
                0x35: accumulator >= constant,
                0x45: bool(accumulator & constant),
            }[code]
            place += if_true if met else if_false


@pytest.mark.parametrize(
    ("machine", "architecture", "keyctl", "read"),
    [("x86_64", 0xC000003E, 250, 0), ("aarch64", 0xC00000B7, 219, 63)],
)
def test_the_filter_refuses_keyrings_and_other_interfaces(
    machine: str, architecture: int, keyctl: int, read: int
) -> None:
    """The numbers are those of `ausyscall --dump`; 0x40000003 is AUDIT_ARCH_I386."""
    content = program(machine)
    assert run(content, architecture, read) == ALLOWED
    assert run(content, architecture, keyctl) == REFUSED
    assert run(content, architecture, 425) == REFUSED
    assert run(content, architecture, 0x40000000 + read) == REFUSED
    assert run(content, 0x40000003, read) == REFUSED


@pytest.mark.parametrize(
    ("machine", "architecture", "clone", "setsid"),
    [("x86_64", 0xC000003E, 56, 112), ("aarch64", 0xC00000B7, 220, 157)],
)
def test_processes_and_threads_may_be_made_and_namespaces_not(
    machine: str, architecture: int, clone: int, setsid: int
) -> None:
    """The flags are those of <linux/sched.h>."""
    content = program(machine)
    fork, thread = 0x01200011, 0x003D0F00
    assert run(content, architecture, clone, fork) == ALLOWED
    assert run(content, architecture, clone, thread) == ALLOWED
    for namespace in (0x00020000, 0x02000000, 0x04000000, 0x08000000, 0x10000000, 0x20000000):
        assert run(content, architecture, clone, fork | namespace) == REFUSED
    assert run(content, architecture, setsid) == 0x00050000  # done, it says
    assert run(content, architecture, 435) == 0x00050026  # clone3: ENOSYS, so clone is taken


def test_an_unknown_processor_has_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    assert filter_file() is None


def test_there_is_a_sandbox_here() -> None:
    assert why_there_is_none() == ""
