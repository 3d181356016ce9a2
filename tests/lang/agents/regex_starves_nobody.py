# A pattern that backtracks for longer than anyone waits takes its turns.
import _sre
import time

import midge

# (a*)*b
STAR = _sre.compile("(a*)*b", 32,
                    [23, 14, 0, _sre.MAXREPEAT, 17, 0, 24, 6, 0, _sre.MAXREPEAT,
                     16, 97, 1, 17, 1, 18, 16, 98, 1], 1, {}, (None, None))


def stuck():
    STAR.match("a" * 64)


def main():
    agent = midge.spawn(stuck)
    for _ in range(3):
        time.sleep(0.01)
    print(agent.alive)  # expect: True
    agent.kill()
    try:
        agent.join()
    except midge.AgentError as e:
        print(type(e).__name__)  # expect: AgentError


if __name__ == "__main__":
    main()
