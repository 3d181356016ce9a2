"""Plugins that are imported by names made at run time."""
import importlib


def load(name):
    return importlib.import_module("." + name, __name__)


def load_relative(name):
    return __import__(name, globals(), locals(), ["value"], 1)
