// Goal: what is sent comes out equal, shared and cyclic as it went in; what
// cannot be sent is named; and no bytes do harm.  Method: values are written as
// Python, run on a bare interpreter, and encoded and decoded there.
#include "vm/image/codec.h"

#include <limits>
#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "vm/image/call.h"
#include "vm/image/wire.h"
#include "vm/interp/interpreter.h"
#include "vm/interp/intrinsics.h"
#include "vm/lib/start_up.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

class NoServices : public Services {
 public:
  void Write(Context&, int, std::string_view) override {}
  void Flush(Context&, int) override {}
  int64_t MonotonicNanoseconds() override { return 0; }
  int64_t WallNanoseconds() override { return 0; }
  uint64_t Entropy() override { return 1; }
  void FillRandom(std::span<char>) override {}
};

// Keeps its thread and module through collections.
class TestContext : public Context {
 public:
  using Context::Context;
  Ref<Thread> thread;
  Ref<Module> module;
  void VisitRoots(RootVisitor& visitor) override {
    Context::VisitRoots(visitor);
    visitor.Visit(&thread);
    visitor.Visit(&module);
  }
};

// A program whose functions are called by the test.
class CodecTest : public testing::Test {
 protected:
  void Load(const std::string& source) {
    StartUp();
    program_ = std::make_unique<Program>(
        std::vector<SourceFile>{{"__main__", "main.py", source, false}},
        &CompileModule);
    codes_ = std::make_unique<CodeIndex>(std::vector<Program*>{program_.get()});
    options_.codes = codes_.get();
    context_.program = program_.get();
    context_.modules = NewDict(context_);
    CompiledSource error;
    const CodeData* code = program_->Module("__main__", &error);
    ASSERT_NE(code, nullptr) << error.message;
    Module* module = context_.heap().New<Module>();
    context_.module = module;
    module->name = Names::Intern("__main__");
    module->dict = NewVersionedDict(context_);
    DictSet(context_, module->dict, core().n_name,
            Value::Of(module->name.get()));
    DictSet(context_, context_.modules, module->name, Value::Of(module));
    Call(Value::Of(NewModuleFunction(context_, code, module->dict)), {});
  }

  Value Call(Value function, std::vector<Value> args) {
    context_.thread =
        NewThread(context_, function, NewTuple(context_, args), nullptr);
    context_.budget = std::numeric_limits<int64_t>::max() / 2;
    const StopReason stopped = midge::vm::Run(context_, context_.thread);
    EXPECT_EQ(stopped, StopReason::kFinished)
        << FormatException(context_, context_.thread->value);
    return context_.thread->value;
  }
  Value Global(const char* name) {
    return DictGet(context_.module->dict, Names::Intern(name));
  }

  std::string Bytes(Value value) {
    std::string bytes;
    EXPECT_EQ(Encode(context_, options_, value, &bytes), OpResult::kDone)
        << FormatException(context_, context_.raised);
    return bytes;
  }
  std::string EncodeError(Value value) {
    std::string bytes = "before";
    EXPECT_EQ(Encode(context_, options_, value, &bytes), OpResult::kRaise);
    EXPECT_EQ(bytes, "before");
    const Value raised = context_.raised;
    context_.raised = Value();
    return FormatException(context_, raised);
  }
  Value RoundTrip(Value value) {
    Value out;
    const absl::Status status = Decode(context_, options_, Bytes(value), &out);
    EXPECT_TRUE(status.ok()) << status;
    return out;
  }

  // Runs `check(made, copy)` of a program that defines make() and check().
  void Check(const std::string& source) {
    Load(source);
    const Value made = Call(Global("make"), {});
    const Value copy = RoundTrip(made);
    EXPECT_TRUE(Call(Global("check"), {made, copy}).is_true()) << source;
  }

  NoServices services_;
  TestContext context_{&services_};
  std::unique_ptr<Program> program_;
  std::unique_ptr<CodeIndex> codes_;
  CodecOptions options_;
};

TEST_F(CodecTest, CodeMadeAtRunTimeIsCompiledAgain) {
  Check(R"py(
def make():
    own = {}
    exec("""
base = 10
def outer(a):
    def inner(b=5, *, c=a):
        return (a, b, c, base, len('xyz'), f"{a!r:>4}")
    return inner
""", own)
    add = eval("lambda x, y=(1, 2): (x, y, later())")
    code = compile("q * 2", "made", "eval")
    return [own["outer"](7), own["outer"](8), add, code, own]

def later():
    return "of the module"

def check(made, copy):
    for f, g in zip(made[:2], copy[:2]):
        assert f is not g and f() == g() and f(1, c=2) == g(1, c=2)
        assert f.__qualname__ == g.__qualname__
    assert copy[0].__globals__ is copy[1].__globals__ is copy[4]
    assert copy[4]["base"] == 10
    copy[4]["base"] = 11
    assert copy[0]()[3] == 11 and made[0]()[3] == 10
    assert copy[2](3) == (3, (1, 2), "of the module")
    assert copy[2].__globals__ is globals()
    assert eval(copy[3], {"q": 21}) == 42
    assert copy[3].co_filename == "made"
    return True
)py");
}

TEST_F(CodecTest, BytesOfMadeCodeAreVerified) {
  Load("made = [eval('lambda: 1'), compile('x', 'made', 'eval')]");
  const std::string good = Bytes(Global("made"));
  std::mt19937 random(7);
  for (int i = 0; i < 20000; ++i) {
    std::string bad = good;
    bad[random() % bad.size()] = static_cast<char>(random());
    Value out;
    Decode(context_, options_, bad, &out).IgnoreError();
    EXPECT_TRUE(context_.raised.is_unbound());
  }
}

TEST_F(CodecTest, SourceInOneMessageIsBounded) {
  Load("made = [eval('lambda: ' + ' ' * 250000 + str(i)) for i in range(5)]");
  EXPECT_THAT(EncodeError(Global("made")),
              testing::HasSubstr("bytes of source"));
}

TEST_F(CodecTest, BuiltinValuesComeOutEqual) {
  Check(R"(
def make():
    return [None, True, False, 0, -1, 2**46, -2**47, 2**47, 2**200, -2**64,
            1.5, -0.0, 1e308, "", "text", "\u00e9", "\u4e2d", "\U0001f41c" * 3,
            b"", b"\x00\xff", bytearray(b"abc"), (), (1,), [], {}, {1: 2},
            {"b": 1, "a": [2]}, set(), {1, 2, 3}, frozenset({(1, 2)}),
            range(5), range(10**20, 0, -3), slice(1, None, 2), ...,
            NotImplemented, int, ValueError, len, [].append.__class__]
def check(a, b):
    return a == b and [type(x) for x in a] == [type(x) for x in b]
)");
}

TEST_F(CodecTest, EveryNumberOfObjectsIsFound) {
  Check(R"(
def make():
    return [[[i] for i in range(n)] for n in range(60)]
def check(a, b):
    return a == b
)");
}

// A few leaves, alone or in a tuple, have a form of their own.
TEST_F(CodecTest, FlatValuesComeOutEqual) {
  Load(R"(
flat = [None, True, 1, -1, 2**47 - 1, -2**47, 0.5, "", "text", "h\xe9", b"",
        b"\x00\xff", (), (1,), (None, False, -0.0, "a", b"b", 300, 2**40, 7),
        ("x" * 59,)]
usual = [2**47, -2**47 - 1, "\u20ac", "\U0001f600", "x" * 63, b"x" * 63,
         ((),), (1, [2]), tuple(range(9)), ("x" * 30, "y" * 30), ..., 1j,
         (1, (2, 3))]
def check(a, b):
    return repr(a) == repr(b) and type(a) is type(b)
)");
  const auto check = [this](const char* name, uint8_t version) {
    const auto list = [&] {
      return static_cast<List*>(Global(name).as_object());
    };
    for (uint64_t i = 0; i < list()->size; ++i) {
      const Value value = list()->items()[i];
      EXPECT_EQ(Bytes(value).front(), static_cast<char>(version)) << name << i;
      EXPECT_TRUE(Call(Global("check"), {value, RoundTrip(value)}).is_true())
          << name << i;
    }
  };
  check("flat", kFlatVersion);
  check("usual", kCodecVersion);
}

TEST_F(CodecTest, WhatATupleHoldsTwiceIsOneObjectInTheCopy) {
  Check(R"(
def make():
    text = "".join(["a", "b"])
    return text, 1, text
def check(a, b):
    return a == b and a[0] is a[2] and b[0] is b[2]
)");
}

TEST_F(CodecTest, HostileFlatBytesDoNoHarm) {
  Load("value = (None, 2**40, 0.5, 'text', b'bytes', True)\n");
  const std::string bytes = Bytes(Global("value"));
  Value out;
  for (size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_FALSE(Decode(context_, options_, bytes.substr(0, i), &out).ok());
    for (int change = 1; change < 256; ++change) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ change);
      Decode(context_, options_, changed, &out).IgnoreError();
    }
  }
  EXPECT_FALSE(Decode(context_, options_, bytes + "x", &out).ok());
}

TEST_F(CodecTest, SharingAndCyclesAreKept) {
  Check(R"(
def make():
    inner = [1]
    value = {"a": inner, "b": inner, "t": (inner, inner)}
    value["self"] = value
    inner.append(value)
    return value
def check(a, b):
    b["a"].append("more")
    return (b["a"] is b["b"] and b["t"][0] is b["a"] and b["self"] is b
            and b["a"][1] is b and len(a["a"]) == 2)
)");
}

TEST_F(CodecTest, DictsKeepTheirOrderAndSetsOfSetsTheirHashes) {
  Check(R"(
def make():
    inner = frozenset({1, frozenset({2, "x"})})
    deleted = {i: i for i in range(30)}
    for i in range(0, 30, 2): del deleted[i]
    return [inner, frozenset({inner, (inner, 3)}), {inner: "a", (1, inner): 2},
            dict.fromkeys("zyxabc"), deleted]
def check(a, b):
    return (a == b and list(b[3]) == list("zyxabc")
            and list(b[4]) == list(range(1, 30, 2))
            and b[2][frozenset({1, frozenset({2, "x"})})] == "a")
)");
}

// (?P<x>a)|b
constexpr char kPattern[] = R"(
import _sre
def pattern():
    return _sre.compile("(?P<x>a)|b", 32,
                        [7, 9, 17, 0, 16, 97, 17, 1, 15, 7, 5, 16, 98, 15, 2, 0,
                         1], 1, {"x": 1}, (None, "x"))
)";

TEST_F(CodecTest, PatternsAndMatchesComeOutEqual) {
  Check(std::string(kPattern) + R"(
def make():
    p = pattern()
    return [p, p.search("..a"), p.match("b"), {p: 1}]
def check(a, b):
    return (a[0] == b[0] and b[0].findall("cabc") == ["a", ""]
            and b[1].re is b[0] and b[1].groupdict() == {"x": "a"}
            and b[1].span("x") == (2, 3) and b[1].lastgroup == "x"
            and b[2].groups() == (None,) and b[3][a[0]] == 1)
)");
}

TEST_F(CodecTest, AMatchOfNothingThatCouldBeRunIsRefused) {
  Load(std::string(kPattern) + "made = pattern().search('..a')\n");
  const std::string good = Bytes(Global("made"));
  int refused = 0;
  for (size_t at = 0; at < good.size(); ++at) {
    for (const char damage : {'\x00', '\x01', '\x07', '\x7f', '\xff'}) {
      std::string bad = good;
      bad[at] = damage;
      Value out;
      if (!Decode(context_, options_, bad, &out).ok()) {
        ++refused;
      } else if (IsKind(out, Kind::kRegexMatch)) {
        Value text;
        EXPECT_EQ(Repr(context_, out, &text), OpResult::kDone);
      }
    }
  }
  EXPECT_GT(refused, 100);
}

TEST_F(CodecTest, InstancesComeBackAsTheirClass) {
  Check(R"(
class Base:
    kind = "base"
class Point(Base):
    def __init__(self, x):
        self.x = x
        self.me = self
    def __hash__(self): return hash(self.x)
    def __eq__(self, other): return self.x == other.x
class Names(list):
    pass
class Slotted:
    __slots__ = ("a", "b")
class Oops(ValueError):
    def __init__(self, code):
        super().__init__("oops", code)
        self.code = code
def make():
    names = Names(["a", "b"])
    names.extra = 5
    slotted = Slotted()
    slotted.a = 1
    error = Oops(3)
    error.__cause__ = KeyError("k")
    many = Point(0)
    for i in range(100): setattr(many, f"n{i}", i)
    point = Point(1)
    return [point, {Point(2): "two"}, names, slotted, error, many, point.me]
def check(a, b):
    point, table, names, slotted, error, many, me = b
    return (type(point) is Point and point.me is point and me is point
            and table[Point(2)] == "two" and type(names) is Names
            and names == ["a", "b"] and names.extra == 5
            and slotted.a == 1 and not hasattr(slotted, "b")
            and type(error) is Oops and error.args == ("oops", 3)
            and error.code == 3 and isinstance(error.__cause__, KeyError)
            and [getattr(many, f"n{i}") for i in range(100)]
                == list(range(100)))
)");
}

TEST_F(CodecTest, FunctionsGoByNameAndClosuresByValue) {
  Check(R"(
def named(x): return x + 1
class C:
    def method(self): return 5
    @staticmethod
    def static(): return 6
def counter(n, *, step=2):
    def up(by=step):
        nonlocal n
        n += by
        return n
    up.tag = "t"
    return up, (lambda: n)
def make():
    up, get = counter(10)
    return [named, C.method, C.static, up, get, C().method, "abc".upper,
            lambda: None]
def check(a, b):
    up, get = b[3], b[4]
    return (b[0] is named and b[1] is C.method and b[2] is C.static
            and up is not a[3] and up() == 12 and get() == 12 and a[4]() == 10
            and up(3) == 15 and up.tag == "t" and b[5]() == 5
            and b[6]() == "ABC" and up.__name__ == "up" and b[7]() is None)
)");
}

TEST_F(CodecTest, DepthIsNoLimit) {
  Load(
      "def make():\n"
      "    x = []\n"
      "    for _ in range(200000): x = [x]\n"
      "    return x\n");
  Value v = RoundTrip(Call(Global("make"), {}));
  int depth = 0;
  while (IsKind(v, Kind::kList) &&
         static_cast<List*>(v.as_object())->size == 1) {
    v = static_cast<List*>(v.as_object())->items()[0];
    ++depth;
  }
  EXPECT_EQ(depth, 200000);
}

TEST_F(CodecTest, WhatCannotBeSentIsNamed) {
  Load(R"(
import sys
def generator(): yield 1
def local():
    class Hidden: pass
    return Hidden
values = [generator(), sys, iter([1]), local(), local()(), {}.keys()]
)");
  const char* const expected[] = {"a generator", "module 'sys'", "iterator",
                                  "Hidden",      "Hidden",       "dict"};
  List* values = static_cast<List*>(Global("values").as_object());
  for (uint64_t i = 0; i < values->size; ++i) {
    const Value held[] = {Value::Int(1), values->items()[i]};
    const std::string error = EncodeError(Value::Of(NewTuple(context_, held)));
    EXPECT_THAT(error, testing::HasSubstr("TypeError: cannot send"));
    EXPECT_THAT(error, testing::HasSubstr(expected[i]));
  }
}

TEST_F(CodecTest, LimitsRefuse) {
  Load("big = 'x' * 10000\nmany = [[] for _ in range(1000)]\n");
  options_.bytes_max = 5000;
  EXPECT_THAT(EncodeError(Global("big")),
              testing::HasSubstr("message is larger than 5000 bytes"));
  options_.objects_max = 500;
  EXPECT_THAT(EncodeError(Global("many")),
              testing::HasSubstr("more than 500 objects"));
  options_ = CodecOptions();
  const std::string bytes = Bytes(Global("big"));
  options_.bytes_max = 5000;
  Value out;
  EXPECT_TRUE(
      absl::IsResourceExhausted(Decode(context_, options_, bytes, &out)));
}

TEST_F(CodecTest, AnUnknownNameIsAStatus) {
  Load("def f(): pass\n");
  const std::string bytes = EncodeCallByName("__main__", "missing");
  EXPECT_TRUE(FindCalled(context_, options_, bytes).is_unbound());
  struct Call call;
  const absl::Status status =
      DecodeCall(context_, options_, bytes, Value(), &call);
  EXPECT_TRUE(absl::IsNotFound(status));
  EXPECT_THAT(std::string(status.message()), testing::HasSubstr("missing"));
  const std::string known = EncodeCallByName("__main__", "f");
  EXPECT_EQ(FindCalled(context_, options_, known), Global("f"));
  EXPECT_TRUE(DecodeCall(context_, options_, known, Value(), &call).ok());
  EXPECT_EQ(call.function, Global("f"));
  EXPECT_EQ(call.args->length, 0u);
}

TEST_F(CodecTest, CallsComeOutAsTheyWere) {
  Load(R"(
class C:
    def method(self): pass
    @staticmethod
    def static(): pass
def plain(): pass
def outer(): return lambda: 1
kept, plain_again = plain, plain
def plain(): pass
by_name = [(plain, (), {}), (plain, (1, "x"), {}), (C.method, (None,), {}),
           (C.static, (), {})]
by_value = [(plain, ([],), {}), (plain, (), {"a": 1}), (outer(), (1,), {}),
            (C, (1,), {}), (len, (), {}), (kept, (), {})]
def check(a, function, args, kwargs):
    return ((a[0] is function or a[0].__name__ == function.__name__)
            and a[1] == args and a[2] == kwargs)
)");
  const auto check = [this](const char* name, uint8_t version) {
    const auto list = [&] {
      return static_cast<List*>(Global(name).as_object());
    };
    for (uint64_t i = 0; i < list()->size; ++i) {
      const Value made = list()->items()[i];
      Tuple& parts = *static_cast<Tuple*>(made.as_object());
      std::string bytes;
      ASSERT_EQ(
          EncodeCall(context_, options_, parts[0], parts[1], parts[2], &bytes),
          OpResult::kDone);
      EXPECT_EQ(bytes.front(), static_cast<char>(version)) << name << i;
      const Value known = FindCalled(context_, options_, bytes);
      EXPECT_EQ(known.is_unbound(), version == kCodecVersion) << name << i;
      struct Call call;
      ASSERT_TRUE(DecodeCall(context_, options_, bytes, known, &call).ok());
      const Value kwargs =
          Value::Of(call.kwargs == nullptr ? NewDict(context_) : call.kwargs);
      EXPECT_TRUE(Call(Global("check"),
                       {made, call.function, Value::Of(call.args), kwargs})
                      .is_true())
          << name << i;
    }
  };
  check("by_name", kCallVersion);
  check("by_value", kCodecVersion);
}

TEST_F(CodecTest, HostileCallsDoNoHarm) {
  Load("def f(a): pass\nargs = (None, 2**40, 'text')\n");
  std::string bytes;
  EncodeCall(context_, options_, Global("f"), Global("args"), Value(), &bytes);
  ASSERT_EQ(bytes.front(), static_cast<char>(kCallVersion));
  struct Call call;
  Value out;
  EXPECT_FALSE(Decode(context_, options_, bytes, &out).ok());
  for (size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_FALSE(
        DecodeCall(context_, options_, bytes.substr(0, i), Value(), &call)
            .ok());
    for (int change = 1; change < 256; ++change) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ change);
      const Value known = FindCalled(context_, options_, changed);
      DecodeCall(context_, options_, changed, known, &call).IgnoreError();
    }
  }
  // Anything but a tuple of a function, a tuple and a dict.
  EXPECT_FALSE(
      DecodeCall(context_, options_, Bytes(Global("args")), Value(), &call)
          .ok());
}

// Every change of one byte, and every cut, of a message with all there is.
TEST_F(CodecTest, HostileBytesDoNoHarm) {
  Load(R"(
class P:
    def __init__(self): self.a = 1
    def __hash__(self): return 3
    def __eq__(self, o): return True
class L(list): pass
def outer(n):
    def f(a=1, *, k=2): return n
    return f
def make():
    p = P()
    return [p, {p: 1, "k": (1, 2.5)}, {frozenset({(1, "x")})}, L([1]),
            outer(4), range(3), 2**70, b"b", bytearray(b"c"), slice(1),
            ValueError("v"), 1j, P.__init__, len, {1, 2}, p.__init__]
)");
  const std::string bytes = Bytes(Call(Global("make"), {}));
  Value out;
  for (size_t i = 0; i < bytes.size(); ++i) {
    Decode(context_, options_, bytes.substr(0, i), &out).IgnoreError();
    for (int change = 1; change < 256; change += 6) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(changed[i] ^ change);
      Decode(context_, options_, changed, &out).IgnoreError();
    }
  }
  std::mt19937 random(1);
  for (int round = 0; round < 3000; ++round) {
    std::string changed = bytes;
    for (int i = 0; i < 8; ++i) {
      changed[random() % changed.size()] = static_cast<char>(random());
    }
    Decode(context_, options_, changed, &out).IgnoreError();
  }
}

TEST_F(CodecTest, ATupleThatHoldsItselfIsNoKey) {
  Load("pass\n");
  // {t: None} with t = (t,).
  std::string bytes;
  bytes += char{1};
  bytes += char{2};
  bytes += static_cast<char>(ObjectTag::kDict);
  bytes += char{1};
  bytes += static_cast<char>(ObjectTag::kTuple);
  bytes += char{1};
  const std::string object(1, static_cast<char>(Immediate::kObject));
  bytes += object + char{0};
  bytes += object + char{1} + static_cast<char>(Immediate::kNone) + char{0};
  bytes += object + char{1};
  Value out;
  EXPECT_TRUE(absl::IsInvalidArgument(Decode(context_, options_, bytes, &out)));
}

}  // namespace
}  // namespace midge::vm
