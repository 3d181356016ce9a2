async def f():
    await not x
