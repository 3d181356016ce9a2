# Two threads of one agent that hand each other a semaphore.
import sys
import threading
import time


def player(mine, other, count):
    for _ in range(count):
        mine.acquire()
        other.release()


def main():
    count = int(sys.argv[1])
    first, second = threading.Semaphore(0), threading.Semaphore(0)
    threads = [threading.Thread(target=player, args=args)
               for args in ((first, second, count), (second, first, count))]
    for thread in threads:
        thread.start()
    start = time.perf_counter()
    first.release()
    for thread in threads:
        thread.join()
    print("seconds:", time.perf_counter() - start)
    print("result:", count)


if __name__ == "__main__":
    main()
