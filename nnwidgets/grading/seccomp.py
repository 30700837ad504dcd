"""System calls that a submission may not make: a filter for bubblewrap's `--seccomp`.

Keyrings are the reason: the kernel keeps them outside of every namespace, so that one submission
could leave notes for the next, or read keys of the instructor's session. The other calls are of no
use to a notebook and have a history of holes. Without a known processor there is no filter.

Source: seccomp(2) and bpf(2) of the Linux manual; the numbers are those of the kernel's
`syscall_64.tbl` and `asm-generic/unistd.h`.
"""

from __future__ import annotations

import os
import platform
import struct

INSTRUCTION = struct.Struct("=HBBI")
LOAD, EQUALS, AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
NUMBER, ARCHITECTURE = 0, 4
"""Where `struct seccomp_data` holds them."""
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | 1
"""Let it pass, or answer EPERM."""
X32 = 0x40000000
"""Calls of x86-64's other interface carry this bit."""
REFUSED = {
    # add_key, request_key, keyctl, bpf, perf_event_open, userfaultfd, and io_uring's three
    "x86_64": (0xC000003E, (248, 249, 250, 321, 298, 323, 425, 426, 427)),
    "aarch64": (0xC00000B7, (217, 218, 219, 280, 241, 282, 425, 426, 427)),
}


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
    return b"".join([*lines, INSTRUCTION.pack(RETURN, 0, 0, ALLOW)])


def filter_file() -> int | None:
    """A file of the filter, to be passed on and closed; None where there is no filter."""
    content = program(platform.machine())
    if not content:
        return None
    number = os.memfd_create("seccomp")
    os.write(number, content)
    os.lseek(number, 0, os.SEEK_SET)
    return number
