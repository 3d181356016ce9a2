def f(alpha, beta):
    return {"alpha": alpha, "beta": beta, "gamma": [alpha, beta, alpha + beta, alpha * beta, alpha / beta], "delta": None}


f(1, 0)
