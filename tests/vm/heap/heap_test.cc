// What the scripts of tests/lang cannot see of a heap.
#include "vm/heap/heap.h"

#include <gtest/gtest.h>

namespace midge::vm {
namespace {

Object* NewArrayIn(Heap& heap, size_t length) {
  return heap.Allocate(Kind::kArray, length);
}

TEST(FrozenHeapTest, ItsObjectsAreSharedAndNumbered) {
  Heap heap;
  heap.PrepareToFreeze(1000);
  Object* const small = NewArrayIn(heap, 1);
  Object* const large = NewArrayIn(heap, kLargeObjectBytes);
  EXPECT_EQ(heap.SerialOf(large), 1000u);
  heap.Freeze();
  EXPECT_TRUE(small->shared() && large->shared());
  EXPECT_EQ(small->serial(), 1001u);
  EXPECT_EQ(large->serial(), 1000u);
}

TEST(FrozenHeapDeathTest, AWriteIsACrashWhereChecksAreOn) {
  if (!Heap::kFrozenIsReadOnly) GTEST_SKIP() << "for debug and sanitizers";
  Heap heap;
  heap.PrepareToFreeze(1);
  std::vector<Object*> objects;
  for (size_t length = 1; length <= 2 * kLargeObjectBytes; length *= 2) {
    objects.push_back(NewArrayIn(heap, length));
  }
  heap.Freeze();
  for (Object* object : objects) {
    Value* const last =
        reinterpret_cast<Value*>(reinterpret_cast<char*>(object) +
                                 ObjectBytes(object)) -
        1;
    EXPECT_DEATH(*last = Value::None(), "") << ObjectBytes(object);
  }
}

}  // namespace
}  // namespace midge::vm
