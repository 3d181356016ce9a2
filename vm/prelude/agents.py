# The parts of module midge that may park in the middle.


def spawn_slowly(fn, args, kwargs, near, on, name):
    wait_for_image()
    agent = new_agent(near, on)
    if name is not None:
        register_name(name, agent)
    try:
        return spawn_as(agent, fn, args, kwargs, name)
    except BaseException:
        if name is not None:
            unregister_name(name, agent)
        raise


def register_or_close(name, handle):
    try:
        register_name(name, handle)
    except BaseException:
        handle.close()
        raise
    return handle


def spawn_many_slowly(fn, n, args):
    wait_for_image()
    agents = spawn_range(fn, n, args)
    if agents is None:
        agents = [spawn_slowly(fn, (i,) + args, {}, None, None, None)
                  for i in range(n)]
    return agents


# time.sleep() of what is not plainly a number.
def sleep_for(seconds):
    if isinstance(seconds, float):
        return sleep(float.__pos__(seconds))
    seconds = int.__pos__(index_of(seconds))
    if abs(seconds) >= 1 << 62:
        raise OverflowError("timestamp too large to convert to C _PyTime_t")
    return sleep(seconds)
