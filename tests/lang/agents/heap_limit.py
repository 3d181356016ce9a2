# not in slice: it fills a gigabyte, slowly enough in the other modes
# One agent that eats its heap gets MemoryError; the others do not notice.
import midge


def hungry():
    hoard = []
    try:
        while True:
            hoard.append("x" * 1_000_000 + str(len(hoard)))
    except MemoryError:
        del hoard
        return "MemoryError"


def calm():
    return sum(range(1000))


def main():
    agents = [midge.spawn(hungry), midge.spawn(calm)]
    print([agent.join(timeout=60) for agent in agents])
    # expect: ['MemoryError', 499500]


if __name__ == "__main__":
    main()
