import time

runs = []
runs.append("begun")
time.sleep(0.05)
value = 1
time.sleep(0.05)
runs.append("over")
