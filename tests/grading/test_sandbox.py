"""What the sandbox refuses, looked at one by one; the attacks look at it from inside."""

from __future__ import annotations

import os
import platform
import re
import struct
import subprocess
from pathlib import Path

import pytest

from nnwidgets.grading.limits import Limits
from nnwidgets.grading.sandbox.bubblewrap import command, interpreter, why_there_is_none
from nnwidgets.grading.sandbox.seccomp import CLONE, CLONE3, REFUSED, SETSID, filter_file, program

ALLOWED, EPERM = 0x7FFF0000, 0x00050001
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
MOUNTS = (428, 429, 430, 431, 432, 433, 442, 457, 458, 467)
"""open_tree, move_mount, fsopen, fsconfig, fsmount, fspick, mount_setattr, statmount, listmount and
open_tree_attr, which every processor numbers alike."""


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
    assert run(content, architecture, keyctl) == EPERM
    assert run(content, architecture, 425) == EPERM
    assert run(content, architecture, 0x40000000 + read) == EPERM
    assert run(content, 0x40000003, read) == EPERM


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
        assert run(content, architecture, clone, fork | namespace) == EPERM
    assert run(content, architecture, setsid) == 0x00050000  # done, it says
    assert run(content, architecture, 435) == 0x00050026  # clone3: ENOSYS, so clone is taken


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_nothing_can_be_mounted_in_newer_ways(machine: str) -> None:
    for number in MOUNTS:
        assert run(program(machine), ARCHITECTURES[machine], number) == EPERM


def numbers_in(header: Path) -> dict[str, int]:
    """The calls that a header of the kernel defines, by name."""
    found = re.findall(r"^#define __NR_(\w+)\s+(\d+)$", header.read_text(), re.MULTILINE)
    return {name: int(number) for name, number in found}


HEADERS = {
    "x86_64": Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    "aarch64": Path("/usr/include/asm-generic/unistd.h"),
}


@pytest.mark.parametrize(
    ("column", "machine"), [pytest.param(*pair, id=pair[1]) for pair in enumerate(HEADERS)]
)
def test_the_numbers_are_those_of_the_kernels_headers(column: int, machine: str) -> None:
    """Where the headers are installed; an older kernel's lack the newest calls."""
    header = HEADERS[machine]
    known = numbers_in(header) if header.exists() else {}
    ours = {name: numbers[column] for name, numbers in REFUSED.items()}
    ours |= {"clone": CLONE[machine], "setsid": SETSID[machine], "clone3": CLONE3}
    assert {name: known.get(name, number) for name, number in ours.items()} == ours
    assert len(set(ours.values())) == len(ours)


CALLS = """
import ctypes, errno, sys
libc = ctypes.CDLL(None, use_errno=True)
for number in map(int, sys.argv[1:]):
    ctypes.set_errno(0)
    print(libc.syscall(number, -1, -1, -1, -1, -1), errno.errorcode.get(ctypes.get_errno()))
print(libc.getpid() > 0)
"""


def test_refused_calls_fail_in_the_sandbox(tmp_path: Path) -> None:
    """Without the filter most of them fail otherwise (EINVAL, EFAULT), and msgget succeeds."""
    tmp_path.chmod(0o755)
    calls = filter_file()
    assert calls is not None
    column = list(ARCHITECTURES).index(platform.machine())
    numbers = {name: str(pair[column]) for name, pair in REFUSED.items()}
    line = [interpreter(), "-I", "-S", "-c", CALLS, *numbers.values()]
    done = subprocess.run(
        command(line, tmp_path, Limits(), calls),
        capture_output=True,
        text=True,
        pass_fds=[calls],
        check=True,
    )
    os.close(calls)
    assert done.stdout.splitlines() == ["-1 EPERM"] * len(numbers) + ["True"]


def test_an_unknown_processor_has_no_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    assert filter_file() is None


def test_there_is_a_sandbox_here() -> None:
    assert why_there_is_none() == ""
