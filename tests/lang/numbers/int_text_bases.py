for number in (0, 1, 255, -255, 2**70):
    print(bin(number), oct(number), hex(number))
print(format(255, "b"), format(255, "#o"), format(255, "#X"), f"{-10:b}")
print("{:x} {:#010x} {:08b}".format(3054, 255, 5))
print(hex(-1), bin(True))
