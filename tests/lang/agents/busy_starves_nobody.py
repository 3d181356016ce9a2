import midge


def busy():
    while True:
        pass


def quick(n):
    return n


def main():
    hogs = [midge.spawn(busy) for _ in range(20)]
    print([midge.spawn(quick, n).join(timeout=20) for n in range(5)])
    # expect: [0, 1, 2, 3, 4]
    for hog in hogs:
        hog.kill()


if __name__ == "__main__":
    main()
