import time

begun = True
time.sleep(0.05)
import _slow.right as right

value = right.begun
