def maker():
    return None


maker()()
