def factorial(n):
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


print(factorial(5), factorial(20), factorial(25))
text = str(factorial(100))
print(text[:20], len(text))
print(factorial(60) // factorial(58), factorial(30) % 1000007)
