"""Arithmetic on floats: five bodies under gravity, and Mandelbrot's set."""


def bodies():
    return [
        [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.478],
        [4.84, -1.16, -0.10, 0.606, 2.81, -0.02, 0.037],
        [8.34, 4.12, -0.40, -1.01, 1.82, 0.008, 0.011],
        [12.89, -15.11, -0.22, 1.08, 0.868, -0.010, 0.0017],
        [15.37, -25.9, 0.179, 0.979, 0.594, -0.034, 0.0020],
    ]


def energy(system):
    total = 0.0
    for i, (x, y, z, u, v, w, mass) in enumerate(system):
        total += 0.5 * mass * (u * u + v * v + w * w)
        for other in system[i + 1:]:
            dx, dy, dz = x - other[0], y - other[1], z - other[2]
            total -= mass * other[6] / (dx * dx + dy * dy + dz * dz) ** 0.5
    return total


def advance(system, steps, dt):
    pairs = [(a, b) for i, a in enumerate(system) for b in system[i + 1:]]
    for _ in range(steps):
        for one, two in pairs:
            dx = one[0] - two[0]
            dy = one[1] - two[1]
            dz = one[2] - two[2]
            square = dx * dx + dy * dy + dz * dz
            pull = dt / (square * square ** 0.5)
            one_pull, two_pull = one[6] * pull, two[6] * pull
            one[3] -= dx * two_pull
            one[4] -= dy * two_pull
            one[5] -= dz * two_pull
            two[3] += dx * one_pull
            two[4] += dy * one_pull
            two[5] += dz * one_pull
        for body in system:
            body[0] += dt * body[3]
            body[1] += dt * body[4]
            body[2] += dt * body[5]


def mandelbrot(side, depth):
    inside = 0
    for row in range(side):
        b = 2.0 * row / side - 1.0
        for column in range(side):
            a = 3.0 * column / side - 2.0
            x = y = 0.0
            for _ in range(depth):
                x, y = x * x - y * y + a, 2.0 * x * y + b
                if x * x + y * y > 4.0:
                    break
            else:
                inside += 1
    return inside


def main():
    system = bodies()
    before = energy(system)
    advance(system, 6_000, 0.001)
    assert abs(energy(system) - before) < 1e-4 * abs(before)
    assert mandelbrot(100, 50) == 2_662


if __name__ == "__main__":
    for _ in range(4):
        main()
    print("right")
