import time

begun = True
time.sleep(0.05)
import _slow.left as left

value = left.begun
