// Patterns of match with so many parts, or so deep, that registers may not be
// enough for what they capture and for what they have still to look at.
//
// What a wide pattern captures is in a list; each name has a place there.  The
// parts of a subject are in a tuple, from which they are taken one by one; and
// where registers become few, those of the patterns around a part are put aside
// in a tuple of their own.  A pattern that fails needs none of it any more.
#include <algorithm>
#include <string>

#include "vm/compiler/generator.h"
#include "vm/compiler/limits.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

namespace {

// Registers that one part of a pattern may take.
constexpr int kRegistersOfPart = 5;

int CountParts(const syntax::Pattern* p);

int CountParts(const Seq<syntax::Pattern*>& patterns) {
  int count = 0;
  for (const syntax::Pattern* p : patterns) count += CountParts(p);
  return count;
}

// What takes no register for longer than it is looked at.
bool IsLiteral(const syntax::Pattern* p) {
  return Is<MatchValue>(p) || Is<MatchSingleton>(p);
}

int CountParts(const syntax::Pattern* p) {
  switch (p->kind) {
    case NodeKind::kMatchSequence:
      return 1 + CountParts(As<MatchSequence>(p)->patterns);
    case NodeKind::kMatchMapping:
      return 1 + CountParts(As<MatchMapping>(p)->patterns);
    case NodeKind::kMatchClass:
      return 1 + CountParts(As<MatchClass>(p)->patterns) +
             CountParts(As<MatchClass>(p)->kwd_patterns);
    case NodeKind::kMatchOr: {
      int count = 1;
      for (const syntax::Pattern* one : As<MatchOr>(p)->patterns) {
        if (!IsLiteral(one)) count += CountParts(one);
      }
      return count;
    }
    case NodeKind::kMatchAs:
      return As<MatchAs>(p)->pattern == nullptr
                 ? 1
                 : 1 + CountParts(As<MatchAs>(p)->pattern);
    default:
      return 1;
  }
}

}  // namespace

bool Generator::IsWide(const syntax::Pattern* p) const {
  const int room = kMaxRegisters - kSpareRegisters - next_;
  return CountParts(p) > room / kRegistersOfPart;
}

void Generator::BeginWidePattern(const syntax::Pattern* p) {
  captured_names_.clear();
  captured_ = Push();
  pattern_spill_from_ = next_;
  Temps temps(this);
  const int count = Push();
  as_.Emit(Opcode::kLoadNone, count);
  as_.Emit(Opcode::kBuildList, captured_, count, 1);
  as_.LoadConstant(count, MakeConstant(ConstantValue::Kind::kInt,
                                       std::to_string(CountParts(p))));
  as_.Emit(Opcode::kMultiply, captured_, captured_, count);
}

int Generator::CaptureItem(std::string_view name, int reg) {
  const auto found =
      std::find(captured_names_.begin(), captured_names_.end(), name);
  const int place = static_cast<int>(found - captured_names_.begin());
  if (found == captured_names_.end()) captured_names_.push_back(name);
  Temps temps(this);
  const int index = Push();
  as_.LoadConstant(
      index, MakeConstant(ConstantValue::Kind::kInt, std::to_string(place)));
  as_.Emit(Opcode::kStoreItem, captured_, index, reg);
  return place;
}

int Generator::CapturedItem(int place) {
  const int item = Push();
  ItemInto(captured_, place, item);
  return item;
}

void Generator::ItemInto(int list, int index, int dst) {
  as_.LoadConstant(
      dst, MakeConstant(ConstantValue::Kind::kInt, std::to_string(index)));
  as_.Emit(Opcode::kLoadItem, dst, list, dst);
}

void Generator::WideSequence(const MatchSequence* p, int star, int subject,
                             Label fail, Captures* captures) {
  const int count = static_cast<int>(p->patterns.size());
  if (star > kMaxItemsBeforeStar) {
    return Fail(p->span,
                "too many expressions in star-unpacking sequence pattern");
  }
  Temps temps(this);
  const int items = Push();
  if (star < 0) {
    as_.EmitWide(Opcode::kUnpackTuple, items, subject, 0,
                 static_cast<uint32_t>(count));
  } else {
    as_.EmitWide(Opcode::kUnpackStarTuple, items, subject, star,
                 static_cast<uint32_t>(count - star - 1));
  }
  WideItems(items, p->patterns, 0, fail, captures);
}

int Generator::WideItems(int items, const Seq<syntax::Pattern*>& patterns,
                         int index, Label fail, Captures* captures) {
  for (const syntax::Pattern* p : patterns) {
    if (failed()) break;
    Temps temps(this);
    const int item = Push();
    ItemInto(items, index++, item);
    Subpattern(p, item, fail, captures);
  }
  return index;
}

void Generator::SpillPattern(const syntax::Pattern* p, int subject, Label fail,
                             Captures* captures) {
  const int first = pattern_spill_from_;
  const int count = next_ - first;
  const int moved = Push();
  Move(moved, subject);
  as_.Emit(Opcode::kBuildTuple, first, first, count);
  Move(first + 1, moved);
  next_ = first + 2;
  pattern_spill_from_ = first + 1;
  {
    Keep keep(this);
    Pattern(p, first + 1, fail, captures);
  }
  pattern_spill_from_ = first;
  next_ = first + count;
  as_.Emit(Opcode::kUnpackSequence, first, first, count);
}

}  // namespace midge::vm
