"""Westphalia: the international system as a program."""
