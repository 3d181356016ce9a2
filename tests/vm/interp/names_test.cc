// What is left to programs when the process interns no more names.  A test
// program of its own, because no name is ever given back.
#include "vm/objects/names.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/vm/interp/program.h"
#include "vm/lib/start_up.h"
#include "vm/objects/containers.h"

namespace midge::vm {
namespace {

constexpr char kComputes[] = R"(
def f(): pass
for name in "made_up_" + str(1), "never_" + str(1):
    try:
        setattr(f, name, 1)
        print(getattr(f, name))
        type("C", (), {name + "_too": 1})
    except MemoryError as x:
        print(x)
try:
    exec("never_2 = 1")
except MemoryError as x:
    print(x)
)";

// Interns made-up names until there is no room.
void FillTheTable() {
  for (size_t made = 0;;) {
    Context scratch(nullptr);
    for (int i = 0; i < 10'000; ++i) {
      const std::string text = "made_up_" + std::to_string(made++);
      if (Names::Intern(NewStr(scratch, text)) == nullptr) return;
    }
  }
}

class FullTableTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    TestProgram that_interns_its_names(kComputes);
    FillTheTable();
  }
};

TEST_F(FullTableTest, OurOwnNamesHaveRoom) {
  Str* name = Names::Intern("a name that nobody made up");
  ASSERT_NE(name, nullptr);
  EXPECT_EQ(Names::Intern("a name that nobody made up"), name);
}

TEST_F(FullTableTest, AComputedNameIsAMemoryError) {
  TestProgram program(kComputes);
  EXPECT_EQ(program.RunToStop(), StopReason::kFinished);
  EXPECT_EQ(program.output(),
            "1\n"
            "too many names in the process\n"
            "too many names in the process\n"
            "too many names in the process\n");
}

TEST_F(FullTableTest, AProgramWithNewNamesIsRefused) {
  Program program({{"__main__", "test.py", "brand_new = 1\n", false}},
                  &CompileModule);
  CompiledSource error;
  EXPECT_EQ(program.Module("__main__", &error), nullptr);
  EXPECT_EQ(error.error_class, "MemoryError");
  EXPECT_EQ(error.message, "too many names in the process");
}

}  // namespace
}  // namespace midge::vm
