"""System calls that a submission may not make: a filter for bubblewrap's `--seccomp`.

Keyrings are one reason: the kernel keeps them outside of every namespace, so that one submission
could leave notes for the next, or read keys of the instructor's session. Memory that belongs to no
process would not be counted, as that of memfds, of System V segments, or of a tmpfs mounted in a
namespace of its own. A session of its own would give a process a share of the processor of its own,
beside those of other submissions. The other calls are of no use to a notebook and have a history of
holes. Without a known processor there is no filter.

Source: seccomp(2) and bpf(2) of the Linux manual; the numbers are those of the kernel's
`syscall_64.tbl` and `asm-generic/unistd.h`.
"""

from __future__ import annotations

import os
import platform
import struct

INSTRUCTION = struct.Struct("=HBBI")
LOAD, EQUALS, AT_LEAST, ANY_BIT, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
NUMBER, ARCHITECTURE, FLAGS = 0, 4, 16
"""Where `struct seccomp_data` holds them; clone's flags are the first argument's lower half."""
ALLOW, REFUSE, UNKNOWN, PRETEND = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38, 0x00050000
"""Let it pass; answer EPERM; answer ENOSYS, so that the C library takes an older call; answer that
it is done, and do nothing."""
NAMESPACES = 0x7E020000
"""The flags of clone that make a namespace."""
X32 = 0x40000000
"""Calls of x86-64's other interface carry this bit."""
HOLES = (425, 426, 427)
"""io_uring's three calls, of one number everywhere."""
REFUSED = {
    # add_key, request_key, keyctl, bpf, perf_event_open, userfaultfd;
    # memfd_create, memfd_secret, shmget, unshare, setns, mount
    "x86_64": (
        0xC000003E,
        (*HOLES, 248, 249, 250, 321, 298, 323, 319, 447, 29, 272, 308, 165),
    ),
    "aarch64": (
        0xC00000B7,
        (*HOLES, 217, 218, 219, 280, 241, 282, 279, 447, 194, 97, 268, 40),
    ),
}
CLONE = {"x86_64": 56, "aarch64": 220}
SETSID = {"x86_64": 112, "aarch64": 157}
CLONE3 = 435
"""Its flags lie in memory, where no filter can look."""


def program(machine: str) -> bytes:
    """The filter in the kernel's form, or nothing for a processor that is not known.

    Args:
        machine: what `platform.machine()` says.
    """
    if machine not in REFUSED:
        return b""
    architecture, calls = REFUSED[machine]
    refuse = INSTRUCTION.pack(RETURN, 0, 0, REFUSE)
    lines = [
        INSTRUCTION.pack(LOAD, 0, 0, ARCHITECTURE),
        INSTRUCTION.pack(EQUALS, 1, 0, architecture),
        refuse,
        INSTRUCTION.pack(LOAD, 0, 0, NUMBER),
    ]
    for test, number in ((AT_LEAST, X32), *((EQUALS, call) for call in calls)):
        lines += [INSTRUCTION.pack(test, 0, 1, number), refuse]
    lines += [
        INSTRUCTION.pack(EQUALS, 0, 1, CLONE3),
        INSTRUCTION.pack(RETURN, 0, 0, UNKNOWN),
        INSTRUCTION.pack(EQUALS, 0, 1, SETSID[machine]),
        INSTRUCTION.pack(RETURN, 0, 0, PRETEND),  # a server that begins in this way goes on
        INSTRUCTION.pack(EQUALS, 0, 3, CLONE[machine]),
        INSTRUCTION.pack(LOAD, 0, 0, FLAGS),
        INSTRUCTION.pack(ANY_BIT, 0, 1, NAMESPACES),
        refuse,
        INSTRUCTION.pack(RETURN, 0, 0, ALLOW),
    ]
    return b"".join(lines)


def filter_file() -> int | None:
    """A file of the filter, to be passed on and closed; None where there is no filter."""
    content = program(platform.machine())
    if not content:
        return None
    number = os.memfd_create("seccomp")
    os.write(number, content)
    os.lseek(number, 0, os.SEEK_SET)
    return number
