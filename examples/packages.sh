#!/bin/sh
# Prints `name<TAB>dependency` lines from apt's own lists: the input of
# pagerank.py.  Needs a Debian machine whose lists are there (apt-get update).
#
#   examples/packages.sh [PACKAGES_MAX] > packages.tsv
#
# PACKAGES_MAX bounds the packages whose dependencies are printed (all).
set -eu
apt-cache dumpavail | awk -v most="${1:-0}" '
  /^Package: / { name = $2 }
  /^(Depends|Pre-Depends): / {
    if (most && !(name in seen) && ++count > most) next
    seen[name] = 1
    sub(/^[^:]*: /, "")
    # "a (>= 1) | b, c:any": the first of each choice, bare.
    n = split($0, needs, /, */)
    for (i = 1; i <= n; i++) {
      split(needs[i], choice, /[ |:(]/)
      if (choice[1] != "") print name "\t" choice[1]
    }
  }
' | sort -u
