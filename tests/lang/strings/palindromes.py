def is_palindrome(text):
    letters = [c.lower() for c in text if c.isalnum()]
    return letters == letters[::-1]


for text in ("A man, a plan, a canal: Panama", "palindrome", "", "No 'x' in Nixon"):
    print(is_palindrome(text), text)
