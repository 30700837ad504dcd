"""A slow machine is no failure: hypothesis has no deadline here."""

from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
