// Lays down the instructions, constants, spans and handlers of one CodeUnit.
//
// The generator thinks in labels; Finish() turns them into offsets, and makes a
// conditional jump that is too short for its label into a pair with a long one.
//
// Ownership: one per unit being compiled; Finish() moves everything out.
#ifndef MIDGE_VM_COMPILER_ASSEMBLER_H_
#define MIDGE_VM_COMPILER_ASSEMBLER_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "vm/bytecode/code_unit.h"

namespace midge::vm {

// A place in the code, bound at most once.
struct Label {
  int id = -1;
};

class Assembler {
 public:
  // The span of the instructions that follow.
  void set_span(const SourceSpan& span) { span_ = span; }
  const SourceSpan& span() const { return span_; }
  // That of the last instruction.
  const SourceSpan& last_span() const { return spans_.back(); }

  // Where the next instruction goes; only for comparing and for handlers.
  int position() const { return static_cast<int>(code_.size()); }

  void Emit(Opcode op, int a = 0, int b = 0, int c = 0);
  void EmitABx(Opcode op, int a, int bx);
  // A kABCW whose W is `word`.
  void EmitWide(Opcode op, int a, int b, int c, uint32_t word);
  // A kABCW whose W names `name`, with a cache of its own if `op` has one.
  void EmitNamed(Opcode op, int a, int b, int c, std::string_view name);
  // R[a] := `constant`, by the shortest instruction.
  void LoadConstant(int a, Constant constant);

  Label NewLabel();
  void Bind(Label label);
  // Jumps: forward to a label not yet bound, or back to one that is.
  void Jump(Label target);
  void JumpBack(Label target);
  void JumpIf(int a, bool condition, Label target);
  void ForIter(int a, Label end);

  // Exceptions raised in [start, end) go to `target`.  Called innermost first.
  // An empty range is left out.
  void AddHandler(int start, int end, Label target, int target_register);

  int AddConstant(Constant constant);
  int AddName(std::string_view name);

  // True once the code needed more constants, caches or words than there can
  // be; what was emitted is then not to be used.
  bool overflowed() const { return overflowed_; }

  // Moves the code into `unit`.
  void Finish(CodeUnit* unit);

 private:
  // A jump whose offset is not known yet.
  struct Reference {
    int at;  // index of the jump in code_
    int label;
    bool is_long = false;  // takes more words than its one
  };
  struct Handler {
    int start, end, label, target_register;
  };

  void EmitJump(Instruction word, Label target);
  // How many more words the long form of the jump `word` has.
  static int LongFormExtra(Instruction word);
  // Marks the jumps that need a long form and returns where each word of code_
  // goes; the last entry is the new size.
  std::vector<int> Place();
  void Patch(const Reference& reference, int at, int target, CodeUnit* unit);

  std::vector<Instruction> code_;
  std::vector<SourceSpan> spans_;
  std::vector<Reference> references_;  // in order of `at`
  std::vector<Handler> handlers_;
  std::vector<int> labels_;  // index in code_, -1 until bound
  std::vector<Constant> constants_;
  absl::flat_hash_map<std::string, int> constant_index_;
  SourceSpan span_;
  int cache_count_ = 0;
  bool overflowed_ = false;
};

// Makers of constants.
Constant MakeConstant(Constant::Kind kind, std::string text = "");
Constant MakeFloat(Constant::Kind kind, double number);
Constant MakeTuple(std::vector<Constant> items);

}  // namespace midge::vm

#endif  // MIDGE_VM_COMPILER_ASSEMBLER_H_
