import time

import midge

shared = []


def work(n):
    for _ in range(3):
        shared.append(n)
        time.sleep(0)
    return n * n


def main():
    threads = [midge.thread(work, n) for n in range(10)]
    print([thread.join() for thread in threads])
    # expect: [0, 1, 4, 9, 16, 25, 36, 49, 64, 81]
    print(len(shared), sorted(set(shared)) == list(range(10)))  # expect: 30 True


if __name__ == "__main__":
    main()
