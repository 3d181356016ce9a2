# A number may touch a whole keyword, and the beginning of if, in and is.
from _show import show

for source in ("0forx in y", "1orz", "1andx", "0x1forbx", "1notin x", "1e"):
    show(source)
