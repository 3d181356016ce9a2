// The invariants of the interpreter: no re-entry, bounded slices, a thread
// whose whole state is data.  What the language does is tested by tests/lang.
#include "vm/interp/interpreter.h"

#include <gtest/gtest.h>

#include "tests/vm/interp/program.h"
#include "vm/interp/frame.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"

namespace midge::vm {
namespace {

constexpr char kFibonacci[] = R"(
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(15))
)";

// --- Slices ------------------------------------------------------------------

TEST(SliceTest, ALoopStopsWhenItsBudgetIsSpent) {
  TestProgram program("while True:\n    pass\n");
  for (int64_t budget : {1, 10, 1000, 100000}) {
    EXPECT_EQ(program.Slice(budget), StopReason::kBudgetSpent);
    EXPECT_LE(program.context().budget, 0);
    EXPECT_GE(program.context().budget, -program.longest_code());
  }
}

TEST(SliceTest, RecursionStopsWhenItsBudgetIsSpent) {
  TestProgram program("def f():\n    f()\nf()\n");
  EXPECT_EQ(program.Slice(100), StopReason::kBudgetSpent);
  EXPECT_GE(program.context().budget, -program.longest_code());
}

TEST(SliceTest, TheResultDoesNotDependOnTheBudget) {
  for (int64_t budget : {1, 7, 100, 1 << 20}) {
    TestProgram program(kFibonacci);
    EXPECT_EQ(program.RunToStop(budget), StopReason::kFinished);
    EXPECT_EQ(program.output(), "610\n");
  }
}

TEST(SliceTest, SmallBudgetsMakeManySlices) {
  TestProgram program(kFibonacci);
  program.RunToStop(1);
  EXPECT_GT(program.slices(), 1000);
}

// --- No re-entry -------------------------------------------------------------

// Every way in which C++ could be tempted to call back into Python.
constexpr char kCallbacks[] = R"(
class Item:
    def __init__(self, n): self.n = n
    def __eq__(self, other): print("eq"); return self.n == other.n
    def __lt__(self, other): print("lt"); return self.n < other.n
    def __hash__(self): print("hash"); return self.n
    def __repr__(self): print("repr"); return "item"
    def __len__(self): print("len"); return 1
    def __iter__(self): print("iter"); yield self.n
    def __getattr__(self, name): print("getattr"); return name
    def __add__(self, other): print("add"); return self
    def __enter__(self): print("enter"); return self
    def __exit__(self, *args): print("exit")
print("top")
items = [Item(2), Item(1), Item(3)]
sorted(items)
items.sort(key=lambda item: print("key") or item.n)
items.index(Item(3))
Item(1) in items
{Item(1): 1}[Item(1)]
set(items)
str(items)
f"{items}"
sum(items, Item(0))
max(items, key=lambda item: print("key") or item.n)
list(map(lambda item: print("map") or item, items))
[list(item) for item in items]
items[0].missing
with items[0]: print("body")
def generate():
    print("generate")
    yield from (print("inner") for _ in range(3))
list(generate())
)";

TEST(ReentryTest, CallbacksRunAtTheSameDepthOfTheCppStack) {
  TestProgram program(kCallbacks);
  EXPECT_EQ(program.RunToStop(), StopReason::kFinished);
  ASSERT_GT(program.stack_addresses().size(), 40u);
  for (uintptr_t address : program.stack_addresses()) {
    EXPECT_EQ(address, program.stack_addresses().front());
  }
}

TEST(ReentryTest, DeepRecursionTakesNoCppStack) {
  TestProgram program(R"(
def down(n):
    if n % 10000 == 0:
        print(n)
    if n > 0:
        down(n - 1)
down(100000)
)");
  program.context().recursion_limit = 200000;
  EXPECT_EQ(program.RunToStop(), StopReason::kFinished);
  ASSERT_GE(program.stack_addresses().size(), 11u);
  for (uintptr_t address : program.stack_addresses()) {
    EXPECT_EQ(address, program.stack_addresses().front());
  }
}

// --- Limits ------------------------------------------------------------------

TEST(LimitTest, RecursionPastTheLimitRaises) {
  TestProgram program(R"(
def down(n):
    return down(n + 1)
try:
    down(0)
except RecursionError as error:
    print(error)
)");
  program.context().recursion_limit = 50;
  EXPECT_EQ(program.RunToStop(), StopReason::kFinished);
  EXPECT_EQ(program.output(), "maximum recursion depth exceeded\n");
}

TEST(LimitTest, AHeapPastItsLimitRaisesMemoryErrorAndGoesOn) {
  TestProgram program(R"(
def fill():
    kept = []
    while True:
        kept.append([0] * 1000)
try:
    fill()
except MemoryError:
    print("full")
print(len([0] * 1000))
)");
  program.context().heap().set_limit_bytes(4 << 20);
  EXPECT_EQ(program.RunToStop(), StopReason::kFinished);
  EXPECT_EQ(program.output(), "full\n1000\n");
}

// --- Collection --------------------------------------------------------------

TEST(CollectionTest, EverySafepointMayCollect) {
  TestProgram program(kCallbacks);
  program.RunToStop();
  TestProgram stressed(kCallbacks);
  stressed.context().heap().set_stress(true);
  EXPECT_EQ(stressed.RunToStop(1), StopReason::kFinished);
  EXPECT_EQ(stressed.output(), program.output());
}

TEST(CollectionTest, StressBytesAreCountedExactly) {
  TestProgram program("pass\n");
  program.RunToStop();
  Heap& heap = program.context().heap();
  heap.set_stress_bytes(1000);
  for (int collection = 0; collection < 100; ++collection) {
    const size_t before = heap.used_bytes();
    while (heap.used_bytes() + sizeof(Cell) < before + 1000) {
      heap.New<Cell>();
      ASSERT_FALSE(heap.collection_due());
    }
    heap.New<Cell>();
    ASSERT_TRUE(heap.collection_due());
    heap.Collect(program.context());
  }
}

TEST(CollectionTest, WhatAFinishedCallHeldIsFreed) {
  TestProgram program(R"(
def hold():
    big = [0] * 200000
    return len(big)
hold()
while True:
    pass
)");
  EXPECT_EQ(program.Slice(1 << 20), StopReason::kBudgetSpent);
  program.context().heap().Collect(program.context());
  EXPECT_LT(program.context().heap().used_bytes(), size_t{100000});
}

// --- Parking -----------------------------------------------------------------

NativeResult Park(NativeCall& call) {
  call.thread->wait_kind = static_cast<uint32_t>(WaitKind::kSleep);
  return NativeResult::kPark;
}

constexpr char kParks[] = R"(
def wait():
    return park()
try:
    print(wait())
except ValueError as error:
    print("raised", error)
)";

TEST(ParkTest, AParkedThreadIsDataAndWakesWithAValue) {
  TestProgram program(kParks);
  program.Define("park", &Park);
  ASSERT_EQ(program.RunToStop(), StopReason::kParked);
  EXPECT_EQ(program.thread()->state,
            static_cast<uint32_t>(ThreadState::kParked));
  // Its stack survives a collection while it waits.
  program.context().heap().Collect(program.context());
  const std::vector<StackEntry> stack =
      StackOf(program.context(), program.thread());
  ASSERT_EQ(stack.size(), 2u);
  EXPECT_EQ(stack[1].function, "wait");
  EXPECT_EQ(stack[1].line, 3);
  EXPECT_EQ(stack[1].source, "return park()");
  WakeThread(program.thread(), Value::Int(42));
  EXPECT_EQ(program.RunToStop(), StopReason::kFinished);
  EXPECT_EQ(program.output(), "42\n");
}

TEST(ParkTest, AWakeUpMayRaise) {
  TestProgram program(kParks);
  program.Define("park", &Park);
  ASSERT_EQ(program.RunToStop(), StopReason::kParked);
  WakeThreadRaising(
      program.thread(),
      Value::Of(NewException(program.context(), core().ValueError, "late")));
  EXPECT_EQ(program.RunToStop(), StopReason::kFinished);
  EXPECT_EQ(program.output(), "raised late\n");
}

TEST(ParkTest, WhatParksInALoopKeepsItsTarget) {
  TestProgram program(R"(
class Source:
    def __iter__(self):
        return self
    def __next__(self):
        return park()
for i, item in enumerate(Source()):
    print(item)
    if i == 2:
        break
)");
  program.Define("park", &Park);
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(program.RunToStop(), StopReason::kParked);
    WakeThread(program.thread(), Value::Int(i * 10));
  }
  EXPECT_EQ(program.RunToStop(), StopReason::kFinished);
  EXPECT_EQ(program.output(), "0\n10\n20\n");
}

TEST(KillTest, AKilledThreadStopsAtItsNextSafepoint) {
  TestProgram program("while True:\n    pass\n");
  ASSERT_EQ(program.Slice(100), StopReason::kBudgetSpent);
  program.thread()->flags |= kThreadKilled;
  EXPECT_EQ(program.Slice(100), StopReason::kFailed);
}

// --- Failure -----------------------------------------------------------------

TEST(FailureTest, TheTextIsThatOfPython3) {
  TestProgram program(R"(
class Odd(Exception):
    def __str__(self):
        return "odd " + self.args[0]
def f():
    raise Odd("one")
f()
)");
  ASSERT_EQ(program.RunToStop(), StopReason::kFailed);
  EXPECT_EQ(FormatException(program.context(), program.thread()->value),
            "Traceback (most recent call last):\n"
            "  File \"test.py\", line 7, in <module>\n"
            "    f()\n"
            "  File \"test.py\", line 6, in f\n"
            "    raise Odd(\"one\")\n"
            "Odd: odd one\n");
}

}  // namespace
}  // namespace midge::vm
