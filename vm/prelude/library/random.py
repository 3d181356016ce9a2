# Module random: CPython's numbers from the same seed.
#
# The generator is in C++ (vm/lib/random_module.cc); its state is a bytearray,
# so that it lives, moves and is saved with its agent.  What is drawn from it,
# and in which order, is as in CPython 3.11.

from math import (acos as _acos, ceil as _ceil, cos as _cos, e as _e, exp as
                  _exp, floor as _floor, isfinite as _isfinite, log as _log, pi
                  as _pi, sin as _sin, sqrt as _sqrt)
from _random import (below as _below, bits as _bits, get_state as _get_state,
                     machine_bytes as _machine_bytes, new_state as _new_state,
                     next as _next, seed as _seed, set_state as _set_state)

__all__ = ["Random", "SystemRandom", "betavariate", "choice", "choices",
           "expovariate", "gammavariate", "gauss", "getrandbits", "getstate",
           "lognormvariate", "normalvariate", "paretovariate", "randbytes",
           "randint", "random", "randrange", "sample", "seed", "setstate",
           "shuffle", "triangular", "uniform", "vonmisesvariate",
           "weibullvariate"]

NV_MAGICCONST = _NORMAL_BOUND = 4 * _exp(-0.5) / _sqrt(2.0)
LOG4 = _LOG4 = _log(4.0)
SG_MAGICCONST = _GAMMA_BOUND = 1.0 + _log(4.5)
TWOPI = 2.0 * _pi
BPF = 53
RECIP_BPF = 2 ** -BPF


def _integer(value, position):
    # An int argument of randrange(); a float that is whole is let pass.
    if isinstance(value, int):
        return value
    index = getattr(type(value), "__index__", None)
    if index is not None:
        return index(value)
    from warnings import warn
    whole = int(value)
    if whole != value:
        warn("randrange() will raise TypeError in the future",
             DeprecationWarning, 1)
        raise ValueError(f"non-integer {position} for randrange()")
    warn("non-integer arguments to randrange() have been deprecated since "
         "Python 3.10 and will be removed in a subsequent version",
         DeprecationWarning, 1)
    return whole


def _number_of(text):
    # What seeds of version 1 make of a text.
    if isinstance(text, bytes):
        text = text.decode("latin-1")
    x = ord(text[0]) << 7 if text else 0
    for char in text:
        x = ((1000003 * x) ^ ord(char)) & 0xFFFFFFFFFFFFFFFF
    x ^= len(text)
    return -2 if x == -1 else x


def _insertion_point(values, x, high):
    # Where x goes in sorted values[:high], behind what equals it.
    low = 0
    while low < high:
        middle = (low + high) // 2
        if x < values[middle]:
            high = middle
        else:
            low = middle + 1
    return low


class Random:
    """A source of random numbers with a state of its own."""

    VERSION = 3
    # Integers are drawn from the generator itself, not by a method that a
    # subclass has in its place.
    _is_plain = True

    def __init__(self, x=None):
        self._state = _new_state(False)
        self.gauss_next = None
        # Without a seed the first draw seeds it.
        if x is not None or type(self).seed is not Random.seed:
            self.seed(x)

    def __init_subclass__(cls, /, **kwargs):
        for base in cls.__mro__:
            names = base.__dict__
            if base is Random or "_randbelow" in names:
                break
            if "getrandbits" in names:
                cls._randbelow = cls._randbelow_with_getrandbits
                cls._is_plain = False
                break
            if "random" in names:
                cls._randbelow = cls._randbelow_without_getrandbits
                cls._is_plain = False
                break

    def _below(self, n):
        if self._is_plain:
            return _below(self._state, n)
        return self._randbelow(n)

    def _randbelow_with_getrandbits(self, n):
        size = n.bit_length()
        r = self.getrandbits(size)
        while r >= n:
            r = self.getrandbits(size)
        return r

    _randbelow = _randbelow_with_getrandbits

    def _randbelow_without_getrandbits(self, n, maxsize=1 << 53):
        if n >= maxsize:
            from warnings import warn
            warn("Underlying random() generator does not supply \n"
                 "enough bits to choose from a population range this large.\n"
                 "To remove the range limitation, add a getrandbits() method.")
            return _floor(self.random() * n)
        limit = (maxsize - maxsize % n) / maxsize
        r = self.random()
        while r >= limit:
            r = self.random()
        return _floor(r * maxsize) % n

    def __getstate__(self):
        return self.getstate()

    def __setstate__(self, state):
        self.setstate(state)

    def __reduce__(self):
        return self.__class__, (), self.getstate()

    # --- State ------------------------------------------------------------------

    def seed(self, a=None, version=2):
        if version == 1 and isinstance(a, (str, bytes)):
            a = _number_of(a)
        elif version == 1 and isinstance(a, bytearray):
            hash(a)  # raises TypeError
        _seed(self._state, a)
        self.gauss_next = None

    def getstate(self):
        return self.VERSION, _get_state(self._state), self.gauss_next

    def setstate(self, state):
        version = state[0]
        if version == 2:
            # Its numbers were signed.
            try:
                numbers = tuple([x % 2 ** 32 for x in state[1]])
            except ValueError as error:
                raise TypeError from error
            state = version, numbers, state[2]
        elif version != 3:
            raise ValueError(f"state with version {version} passed to "
                             f"Random.setstate() of version {self.VERSION}")
        _set_state(self._state, state[1])
        self.gauss_next = state[2]

    # --- Bits and ints ----------------------------------------------------------

    def random(self):
        return _next(self._state)

    def getrandbits(self, k, /):
        return _bits(self._state, k)

    def randbytes(self, n):
        return _bits(self._state, n * 8).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=1):
        first = _integer(start, "arg 1")
        if stop is None:
            if step != 1:
                raise TypeError("Missing a non-None stop argument")
            if first > 0:
                return _below(self._state, first) if self._is_plain \
                    else self._randbelow(first)
            raise ValueError("empty range for randrange()")
        end = _integer(stop, "stop")
        width = end - first
        stride = _integer(step, "step")
        if stride == 1:
            if width > 0:
                return first + (_below(self._state, width)
                                if self._is_plain else self._randbelow(width))
            raise ValueError("empty range for randrange() "
                             f"({first}, {end}, {width})")
        if stride == 0:
            raise ValueError("zero step for randrange()")
        count = (width + stride + (-1 if stride > 0 else 1)) // stride
        if count <= 0:
            raise ValueError("empty range for randrange()")
        return first + stride * self._below(count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    # --- Sequences --------------------------------------------------------------

    def choice(self, seq):
        if len(seq) == 0:
            raise IndexError("Cannot choose from an empty sequence")
        return seq[_below(self._state, len(seq)) if self._is_plain
                   else self._randbelow(len(seq))]

    def shuffle(self, x):
        if not self._is_plain:
            for i in range(len(x) - 1, 0, -1):
                j = self._randbelow(i + 1)
                x[i], x[j] = x[j], x[i]
            return
        state = self._state
        for i in range(len(x) - 1, 0, -1):
            j = _below(state, i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if not hasattr(population, "__getitem__") \
                or not hasattr(population, "__len__") \
                or isinstance(population, dict):
            raise TypeError("Population must be a sequence.  "
                            "For dicts or sets, use sorted(d).")
        if counts is not None:
            return self._sample_counted(population, k, counts)
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        # A list of all, or a set of those taken: whichever is smaller.
        set_size = 21
        if k > 5:
            set_size += 4 ** _ceil(_log(k * 3, 4))
        if n <= set_size:
            return self._sample_from_pool(list(population), n, k)
        result = []
        taken = set()
        for _ in range(k):
            j = self._below(n)
            while j in taken:
                j = self._below(n)
            taken.add(j)
            result.append(population[j])
        return result

    def _sample_from_pool(self, pool, n, k):
        result = []
        for i in range(k):
            j = self._below(n - i)
            result.append(pool[j])
            pool[j] = pool[n - i - 1]
        return result

    def _sample_counted(self, population, k, counts):
        sums = []
        total = 0
        for count in counts:
            total += count
            sums.append(total)
        if len(sums) != len(population):
            raise ValueError("The number of counts does not match the "
                             "population")
        if not isinstance(total, int):
            raise TypeError("Counts must be integers")
        if total <= 0:
            raise ValueError("Total of counts must be greater than zero")
        return [population[_insertion_point(sums, i, len(sums))]
                for i in self.sample(range(total), k)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        if cum_weights is None:
            if weights is None:
                return [population[_floor(self.random() * float(n))]
                        for _ in range(k)]
            cum_weights = []
            total = 0
            for weight in weights:
                total += weight
                cum_weights.append(total)
        elif weights is not None:
            raise TypeError("Cannot specify both weights and cumulative "
                            "weights")
        if len(cum_weights) != n:
            raise ValueError("The number of weights does not match the "
                             "population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not _isfinite(total):
            raise ValueError("Total of weights must be finite")
        return [population[_insertion_point(cum_weights,
                                            self.random() * total, n - 1)]
                for _ in range(k)]

    # --- Distributions ----------------------------------------------------------

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        try:
            c = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if u > c:
            u = 1.0 - u
            c = 1.0 - c
            low, high = high, low
        return low + (high - low) * _sqrt(u * c)

    def normalvariate(self, mu=0.0, sigma=1.0):
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = _NORMAL_BOUND * (u1 - 0.5) / u2
            if z * z / 4.0 <= -_log(u2):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        # Draws come in pairs; the second waits for the next call.
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            angle = self.random() * 2.0 * _pi
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(angle) * radius
            self.gauss_next = _sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        if kappa <= 1e-6:
            return 2.0 * _pi * self.random()
        s = 0.5 / kappa
        r = s + _sqrt(1.0 + s * s)
        while True:
            z = _cos(_pi * self.random())
            d = z / (r + z)
            u = self.random()
            if u < 1.0 - d * d or u <= (1.0 - d) * _exp(d):
                break
        q = 1.0 / r
        f = (q + z) / (1.0 + q * z)
        if self.random() > 0.5:
            return (mu + _acos(f)) % (2.0 * _pi)
        return (mu - _acos(f)) % (2.0 * _pi)

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        if alpha > 1.0:
            return self._gamma_above_one(alpha) * beta
        if alpha == 1.0:
            return -_log(1.0 - self.random()) * beta
        return self._gamma_below_one(alpha) * beta

    def _gamma_above_one(self, alpha):
        ainv = _sqrt(2.0 * alpha - 1.0)
        bbb = alpha - _LOG4
        ccc = alpha + ainv
        while True:
            u1 = self.random()
            if not 1e-7 < u1 < 0.9999999:
                continue
            u2 = 1.0 - self.random()
            v = _log(u1 / (1.0 - u1)) / ainv
            x = alpha * _exp(v)
            z = u1 * u1 * u2
            r = bbb + ccc * v - x
            if r + _GAMMA_BOUND - 4.5 * z >= 0.0 or r >= _log(z):
                return x

    def _gamma_below_one(self, alpha):
        while True:
            u = self.random()
            b = (_e + alpha) / _e
            p = b * u
            x = p ** (1.0 / alpha) if p <= 1.0 \
                else -_log((b - p) / alpha)
            u1 = self.random()
            if p > 1.0:
                if u1 <= x ** (alpha - 1.0):
                    return x
            elif u1 <= _exp(-x):
                return x

    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        if not y:
            return 0.0
        return y / (y + self.gammavariate(beta, 1.0))

    def paretovariate(self, alpha):
        u = 1.0 - self.random()
        return u ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        u = 1.0 - self.random()
        return alpha * (-_log(u)) ** (1.0 / beta)


class SystemRandom(Random):
    """Numbers from the machine's own source: they have no seed and no state."""

    def random(self):
        return self.getrandbits(53) * 2.0 ** -53

    def getrandbits(self, k, /):
        if k < 0:
            raise ValueError("number of bits must be non-negative")
        bits = int.from_bytes(_machine_bytes((k + 7) // 8))
        return bits >> -k % 8

    def randbytes(self, n):
        return _machine_bytes(n)

    def seed(self, *args, **kwds):
        return None

    def _notimplemented(self, *args, **kwds):
        raise NotImplementedError("System entropy source does not have state.")

    getstate = setstate = _notimplemented


# The module's functions draw from one generator, which every agent seeds for
# itself: agents that start from one image must not draw the same numbers.
_own = Random()
_own._state = _new_state(True)
seed = _own.seed
getstate = _own.getstate
setstate = _own.setstate
random = _own.random
getrandbits = _own.getrandbits
randbytes = _own.randbytes
randrange = _own.randrange
randint = _own.randint
choice = _own.choice
shuffle = _own.shuffle
sample = _own.sample
choices = _own.choices
uniform = _own.uniform
triangular = _own.triangular
normalvariate = _own.normalvariate
gauss = _own.gauss
lognormvariate = _own.lognormvariate
expovariate = _own.expovariate
vonmisesvariate = _own.vonmisesvariate
gammavariate = _own.gammavariate
betavariate = _own.betavariate
paretovariate = _own.paretovariate
weibullvariate = _own.weibullvariate
