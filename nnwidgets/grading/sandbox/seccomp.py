"""The filter of system calls for bubblewrap's `--seccomp`: what a submission may not ask of Linux.

Three kinds of calls are refused. Keyrings live outside of every namespace, so one submission could
leave notes for the next, or read keys of the instructor's session. Some memory belongs to no
process and would escape the limit: that of memfds, of System V objects, and of a tmpfs mounted in a
namespace of its own. The rest (io_uring, bpf, perf, userfaultfd) has a history of security holes
and is not needed by a notebook. `setsid` pretends to succeed: a session of its own would give a
process its own share of the processor. On an unknown processor there is no filter.

Source: seccomp(2) and bpf(2) of the Linux manual; the numbers are those of the kernel's
`arch/x86/entry/syscalls/syscall_64.tbl` and `scripts/syscall.tbl`.
"""

from __future__ import annotations

import os
import platform
import struct

MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""Known processors, with the kernel's AUDIT_ARCH number of each."""
REFUSED = {
    # keyrings
    "add_key": (248, 217),
    "request_key": (249, 218),
    "keyctl": (250, 219),
    # memory that no process is charged for
    "memfd_create": (319, 279),
    "memfd_secret": (447, 447),
    "shmget": (29, 194),
    "semget": (64, 190),
    "msgget": (68, 186),
    # namespaces and mounts
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "open_tree": (428, 428),
    "move_mount": (429, 429),
    "fsopen": (430, 430),
    "fsconfig": (431, 431),
    "fsmount": (432, 432),
    "fspick": (433, 433),
    "mount_setattr": (442, 442),
    "statmount": (457, 457),
    "listmount": (458, 458),
    "open_tree_attr": (467, 467),
    # calls with a history of holes
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426),
    "io_uring_register": (427, 427),
}
"""Calls that fail with EPERM, each with its number on x86-64 and on aarch64."""
CLONE = {"x86_64": 56, "aarch64": 220}
SETSID = {"x86_64": 112, "aarch64": 157}
CLONE3 = 435
"""Its flags are in memory, which a filter cannot read."""
NAMESPACE_FLAGS = 0x7E020000
"""The flags of clone that make a namespace."""
X32_BIT = 0x40000000
"""Set in every call of x86-64's x32 interface."""

INSTRUCTION = struct.Struct("=HBBI")
LOAD, EQUALS, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Opcodes of classic BPF."""
NUMBER, ARCHITECTURE, FLAGS = 0, 4, 16
"""Offsets in `struct seccomp_data`; clone's flags are the lower half of the first argument."""
ALLOW = 0x7FFF0000
FAIL_WITH = 0x00050000
"""The call is not made; it returns the error in the lower half, or success for 0."""
EPERM, ENOSYS = 1, 38


def program(machine: str) -> bytes:
    """The filter as BPF instructions; empty for an unknown processor.

    Args:
        machine: what `platform.machine()` returns.
    """
    if machine not in MACHINES:
        return b""
    column = list(MACHINES).index(machine)
    refuse = INSTRUCTION.pack(RETURN, 0, 0, FAIL_WITH | EPERM)
    lines = [
        INSTRUCTION.pack(LOAD, 0, 0, ARCHITECTURE),
        INSTRUCTION.pack(EQUALS, 1, 0, MACHINES[machine]),
        refuse,
        INSTRUCTION.pack(LOAD, 0, 0, NUMBER),
        INSTRUCTION.pack(AT_LEAST, 0, 1, X32_BIT),
        refuse,
    ]
    for numbers in REFUSED.values():
        lines += [INSTRUCTION.pack(EQUALS, 0, 1, numbers[column]), refuse]
    lines += [
        INSTRUCTION.pack(EQUALS, 0, 1, CLONE3),
        INSTRUCTION.pack(RETURN, 0, 0, FAIL_WITH | ENOSYS),  # the C library falls back to clone
        INSTRUCTION.pack(EQUALS, 0, 1, SETSID[machine]),
        INSTRUCTION.pack(RETURN, 0, 0, FAIL_WITH),  # servers call it first and stop at an error
        INSTRUCTION.pack(EQUALS, 0, 3, CLONE[machine]),
        INSTRUCTION.pack(LOAD, 0, 0, FLAGS),
        INSTRUCTION.pack(ANY_BIT, 0, 1, NAMESPACE_FLAGS),
        refuse,
        INSTRUCTION.pack(RETURN, 0, 0, ALLOW),
    ]
    return b"".join(lines)


def filter_file() -> int | None:
    """The number of an open file with the filter, which the caller closes; None without one."""
    content = program(platform.machine())
    if not content:
        return None
    number = os.memfd_create("seccomp")
    os.write(number, content)
    os.lseek(number, 0, os.SEEK_SET)
    return number
