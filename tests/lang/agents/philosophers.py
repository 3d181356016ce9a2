import midge


def dine(n, left, right, meals, done):
    first, second = (left, right) if n % 2 else (right, left)
    for _ in range(meals):
        with first:
            with second:
                pass
    done.send(n)


def main():
    forks = [midge.Semaphore() for _ in range(5)]
    done = midge.Mailbox()
    for n in range(5):
        midge.spawn(dine, n, forks[n], forks[(n + 1) % 5], 20, done)
    print(sorted(done.receive() for _ in range(5)))  # expect: [0, 1, 2, 3, 4]


if __name__ == "__main__":
    main()
