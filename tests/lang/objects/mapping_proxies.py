# types.MappingProxyType in full.
import types

proxy = types.MappingProxyType({"a": 1, "b": 2})
print(proxy, type(proxy), type(proxy).__module__, proxy == {"a": 1, "b": 2})
print(proxy | {"c": 3}, {"c": 3} | proxy, proxy == types.MappingProxyType(
    {"a": 1, "b": 2}), proxy != {})
for action in ("proxy |= {}", "proxy['a'] = 1", "del proxy['a']", "hash(proxy)",
               "proxy < {}", "{} < proxy", "types.MappingProxyType([])",
               "proxy.x", "proxy.x = 1"):
    try:
        exec(action)
        print("done")
    except Exception as e:
        print(action, type(e).__name__, str(e)[:60])
print(list(reversed(proxy)), len(proxy), "a" in proxy, proxy.get("z", 5),
      proxy.copy())
