"""Proofread the notices that an office writes itself."""
