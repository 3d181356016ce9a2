total = 5
total += "five"
