# Every agent has event loops and thread pools of its own.
# gc every: 65536
# expect: 20 (0, ['0', '1'], 'cfcd20') (2, ['0', '1'], 'c4ca42')
import asyncio
import hashlib
from concurrent.futures import ThreadPoolExecutor

import midge


async def job(n):
    await asyncio.sleep(0.001)
    return await asyncio.to_thread(lambda: n * 2)


def worker(n, answers):
    with ThreadPoolExecutor(2) as pool:
        texts = list(pool.map(str, range(2)))
    digest = hashlib.md5(str(n).encode())
    answers.send((asyncio.run(job(n)), texts, digest.hexdigest()[:6]))


def main():
    asyncio.run(job(1))
    answers = midge.Mailbox()
    for n in range(20):
        midge.spawn(worker, n, answers)
    got = sorted(answers.receive() for _ in range(20))
    print(len(got), *got[:2])


if __name__ == "__main__":
    main()
