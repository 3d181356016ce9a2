import time

import midge


def sleeper():
    time.sleep(30)


def main():
    start = time.monotonic()
    for wait in (lambda: midge.receive(timeout=0.02),
                 lambda: midge.Mailbox().receive(timeout=0.02),
                 lambda: midge.Semaphore(0).acquire(timeout=0.02),
                 lambda: agent.join(timeout=0.02),
                 lambda: midge.receive(timeout=0)):
        agent = midge.spawn(sleeper)
        try:
            wait()
        except TimeoutError as error:
            print(type(error).__name__)
        # expect: TimeoutError
        # expect: TimeoutError
        # expect: TimeoutError
        # expect: TimeoutError
        # expect: TimeoutError
        agent.kill()
    print(0.08 <= time.monotonic() - start < 10)  # expect: True


if __name__ == "__main__":
    main()
