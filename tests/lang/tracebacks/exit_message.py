import sys

sys.exit("goes to stderr")
