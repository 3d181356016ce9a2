// The patterns of match.
//
// A pattern tests a register and jumps to `fail`, or goes on with what it
// captured still in registers: names are bound when all of it has matched.
#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "vm/compiler/generator.h"
#include "vm/compiler/limits.h"
#include "vm/compiler/unparse.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

namespace {

bool IsWildcard(const syntax::Pattern* p) {
  return Is<MatchAs>(p) && As<MatchAs>(p)->pattern == nullptr &&
         As<MatchAs>(p)->name.empty();
}

// As ==, of keys that a pattern can have.
bool IsEqual(const ConstantValue& a, const ConstantValue& b) {
  using Kind = ConstantValue::Kind;
  if (a.kind == b.kind) return a.text == b.text && a.number == b.number;
  const auto real = [](const ConstantValue& v) -> std::optional<double> {
    if (v.kind == Kind::kTrue || v.kind == Kind::kFalse) {
      return v.kind == Kind::kTrue;
    }
    if (v.kind == Kind::kFloat) return v.number;
    if (v.kind == Kind::kComplex && v.number == 0) return 0;
    double number = 0;
    if (v.kind != Kind::kInt || !absl::SimpleAtod(v.text, &number)) {
      return std::nullopt;
    }
    return number;
  };
  const std::optional<double> x = real(a), y = real(b);
  return x.has_value() && y.has_value() && *x == *y;
}

}  // namespace

// Registers of captured values must last until the case's body: patterns free
// none of theirs, MatchStatement frees all.  What may need more registers than
// there are is a wide pattern.
void Generator::CasePattern(const MatchCase* match_case, bool is_last,
                            int subject, Label fail, Captures* captures) {
  may_match_all_ = is_last || match_case->guard != nullptr;
  captured_ = -1;
  if (IsWide(match_case->pattern)) BeginWidePattern(match_case->pattern);
  Pattern(match_case->pattern, subject, fail, captures);
}

void Generator::StoreCaptures(const Captures& captures) {
  for (const Capture& capture : captures) {
    At at(this, capture.span);
    Temps temps(this);
    StoreVariable(capture.name,
                  captured_ < 0 ? capture.reg : CapturedItem(capture.reg));
  }
}

// A pattern inside another may match all: there is more to fail at.
void Generator::Subpattern(const syntax::Pattern* p, int subject, Label fail,
                           Captures* captures) {
  const bool saved = may_match_all_;
  may_match_all_ = true;
  if (captured_ >= 0 && next_ > kMaxRegisters - kSpareRegisters) {
    SpillPattern(p, subject, fail, captures);
  } else {
    Pattern(p, subject, fail, captures);
  }
  may_match_all_ = saved;
}

void Generator::CaptureName(std::string_view name, int reg,
                            Captures* captures) {
  if (name.empty() || RefuseDebug(name, pattern_span_)) return;
  AddCapture(name, captured_ < 0 ? reg : CaptureItem(name, reg), captures);
}

void Generator::AddCapture(std::string_view name, int reg, Captures* captures) {
  for (const Capture& capture : *captures) {
    if (capture.name != name) continue;
    return Fail(pattern_span_, absl::StrCat("multiple assignments to name '",
                                            std::string(name), "' in pattern"));
  }
  captures->push_back({name, reg, pattern_span_});
}

void Generator::Pattern(const syntax::Pattern* p, int subject, Label fail,
                        Captures* captures) {
  if (failed()) return;
  At at(this, p->span);
  pattern_span_ = p->span;
  switch (p->kind) {
    case NodeKind::kMatchValue: {
      if (Is<JoinedStr>(As<MatchValue>(p)->value)) {
        return Fail(p->span,
                    "patterns may only match literals and attribute lookups");
      }
      Temps temps(this);
      const int equal = Push();
      as_.Emit(Opcode::kEqual, equal, subject,
               Operand(As<MatchValue>(p)->value, equal));
      return as_.JumpIf(equal, false, fail);
    }
    case NodeKind::kMatchSingleton: {
      Temps temps(this);
      const int same = Push();
      as_.LoadConstant(same, MakeLiteral(As<MatchSingleton>(p)->value));
      as_.Emit(Opcode::kIs, same, subject, same);
      return as_.JumpIf(same, false, fail);
    }
    case NodeKind::kMatchSequence:
      return SequencePattern(As<MatchSequence>(p), subject, fail, captures);
    case NodeKind::kMatchMapping:
      return MappingPattern(As<MatchMapping>(p), subject, fail, captures);
    case NodeKind::kMatchClass:
      return ClassPattern(As<MatchClass>(p), subject, fail, captures);
    case NodeKind::kMatchStar:
      return CaptureName(As<MatchStar>(p)->name, subject, captures);
    case NodeKind::kMatchAs:
      return AsPattern(As<MatchAs>(p), subject, fail, captures);
    case NodeKind::kMatchOr:
      return OrPattern(As<MatchOr>(p), subject, fail, captures);
    default:
      return Fail(p->span, "pattern is not supported yet");
  }
}

void Generator::AsPattern(const MatchAs* p, int subject, Label fail,
                          Captures* captures) {
  if (p->pattern != nullptr) {
    Pattern(p->pattern, subject, fail, captures);
  } else if (!may_match_all_) {
    return Fail(p->span,
                p->name.empty()
                    ? std::string("wildcard makes remaining patterns "
                                  "unreachable")
                    : absl::StrCat("name capture '", std::string(p->name),
                                   "' makes remaining patterns unreachable"));
  }
  CaptureName(p->name, subject, captures);
}

void Generator::SequencePattern(const MatchSequence* p, int subject, Label fail,
                                Captures* captures) {
  const int count = static_cast<int>(p->patterns.size());
  int star = -1;
  for (int i = 0; i < count; ++i) {
    if (!Is<MatchStar>(p->patterns[i])) continue;
    if (star >= 0) {
      return Fail(p->span, "multiple starred names in sequence pattern");
    }
    star = i;
  }
  const int fixed = count - (star >= 0 ? 1 : 0);
  {
    Temps temps(this);
    const int test = Push();
    as_.Emit(Opcode::kIsSequence, test, subject);
    as_.JumpIf(test, false, fail);
    if (star < 0 || fixed > 0) {
      const int wanted = Push();
      as_.Emit(Opcode::kLength, test, subject);
      as_.LoadConstant(wanted, MakeConstant(ConstantValue::Kind::kInt,
                                            std::to_string(fixed)));
      as_.Emit(star < 0 ? Opcode::kEqual : Opcode::kGreaterEqual, test, test,
               wanted);
      as_.JumpIf(test, false, fail);
    }
  }
  const bool all_wild = std::all_of(
      p->patterns.begin(), p->patterns.end(), [](const syntax::Pattern* inner) {
        return IsWildcard(inner) ||
               (Is<MatchStar>(inner) && As<MatchStar>(inner)->name.empty());
      });
  if (all_wild) return;
  if (star >= 0 && As<MatchStar>(p->patterns[star])->name.empty()) {
    return ItemPatterns(p, star, subject, fail, captures);
  }
  if (captured_ >= 0) return WideSequence(p, star, subject, fail, captures);
  const int first = Reserve(count);
  if (star < 0) {
    as_.Emit(Opcode::kUnpackSequence, first, subject, count);
  } else {
    as_.EmitWide(Opcode::kUnpackStar, first, subject, star,
                 static_cast<uint32_t>(count - star - 1));
  }
  for (int i = 0; i < count; ++i) {
    Subpattern(p->patterns[i], first + i, fail, captures);
  }
}

// What `*_` stands for is not looked at: the others are taken by index.
void Generator::ItemPatterns(const MatchSequence* p, int star, int subject,
                             Label fail, Captures* captures) {
  const int count = static_cast<int>(p->patterns.size());
  const auto number = [&](int reg, int value) {
    as_.LoadConstant(
        reg, MakeConstant(ConstantValue::Kind::kInt, std::to_string(value)));
  };
  for (int i = 0; i < count; ++i) {
    if (i == star || IsWildcard(p->patterns[i])) continue;
    std::optional<Temps> free_later;
    if (captured_ >= 0) free_later.emplace(this);
    const int item = Push();
    {
      Temps temps(this);
      const int at = Push();
      if (i < star) {
        number(at, i);
      } else {
        const int from_end = Push();
        as_.Emit(Opcode::kLength, at, subject);
        number(from_end, count - i);
        as_.Emit(Opcode::kSubtract, at, at, from_end);
      }
      as_.Emit(Opcode::kLoadItem, item, subject, at);
    }
    Subpattern(p->patterns[i], item, fail, captures);
  }
}

void Generator::MappingPattern(const MatchMapping* p, int subject, Label fail,
                               Captures* captures) {
  const int count = static_cast<int>(p->keys.size());
  const int test = Push();
  as_.Emit(Opcode::kIsMapping, test, subject);
  as_.JumpIf(test, false, fail);
  if (count == 0 && p->rest.empty()) return;
  const int keys = Push();
  {
    Temps temps(this);
    if (count > 0) {
      const int wanted = Push();
      as_.Emit(Opcode::kLength, test, subject);
      as_.LoadConstant(wanted, MakeConstant(ConstantValue::Kind::kInt,
                                            std::to_string(count)));
      as_.Emit(Opcode::kGreaterEqual, test, test, wanted);
      as_.JumpIf(test, false, fail);
    }
    CheckMappingKeys(p);
    TupleInto(p->keys, keys);
  }
  if (count > 0) {
    const int values = Push();
    as_.Emit(Opcode::kMatchKeys, values, subject, keys);
    UnpackOrFail(values, p->patterns, {}, fail, captures);
  }
  if (p->rest.empty()) return;
  const int rest = Push();
  as_.Emit(Opcode::kMatchRest, rest, subject, keys);
  CaptureName(p->rest, rest, captures);
}

void Generator::CheckMappingKeys(const MatchMapping* p) {
  std::vector<ConstantValue> seen;
  for (const Expr* expr : p->keys) {
    if (Is<JoinedStr>(expr)) {
      return Fail(p->span,
                  "mapping pattern keys may only match literals and attribute "
                  "lookups");
    }
    const std::optional<ConstantValue> key = FoldConstant(expr);
    if (!key.has_value()) continue;
    for (const ConstantValue& other : seen) {
      if (!IsEqual(*key, other)) continue;
      return Fail(p->span,
                  absl::StrCat("mapping pattern checks duplicate key (",
                               Unparse(expr), ")"));
    }
    seen.push_back(*key);
  }
}

// R[values] is a tuple for `first` and then `second`, or None for no match.
void Generator::UnpackOrFail(int values, const Seq<syntax::Pattern*>& first,
                             const Seq<syntax::Pattern*>& second, Label fail,
                             Captures* captures) {
  {
    Temps temps(this);
    const int none = Push();
    as_.Emit(Opcode::kLoadNone, none);
    as_.Emit(Opcode::kIs, none, values, none);
    as_.JumpIf(none, true, fail);
  }
  const int count = static_cast<int>(first.size() + second.size());
  if (count == 0) return;
  if (captured_ >= 0) {
    int index = 0;
    for (const auto* inner : {&first, &second}) {
      index = WideItems(values, *inner, index, fail, captures);
    }
    return;
  }
  int reg = Reserve(count);
  as_.Emit(Opcode::kUnpackSequence, reg, values, count);
  for (const syntax::Pattern* inner : first) {
    Subpattern(inner, reg++, fail, captures);
  }
  for (const syntax::Pattern* inner : second) {
    Subpattern(inner, reg++, fail, captures);
  }
}

void Generator::ClassPattern(const MatchClass* p, int subject, Label fail,
                             Captures* captures) {
  std::vector<ConstantValue> names;
  for (size_t i = 0; i < p->kwd_attrs.size(); ++i) {
    for (size_t j = i + 1; j < p->kwd_attrs.size(); ++j) {
      if (p->kwd_attrs[i] != p->kwd_attrs[j]) continue;
      return Fail(p->kwd_patterns[j]->span,
                  absl::StrCat("attribute name repeated in class pattern: ",
                               std::string(p->kwd_attrs[j])));
    }
    names.push_back(
        MakeConstant(ConstantValue::Kind::kName, std::string(p->kwd_attrs[i])));
  }
  if (p->patterns.size() > kMaxClassPatternItems) {
    return Fail(p->span, absl::StrCat("class pattern has more than ",
                                      kMaxClassPatternItems,
                                      " positional sub-patterns"));
  }
  const int values = Reserve(2);
  as_.Emit(Opcode::kMove, values, subject);
  Into(p->cls, values + 1);
  const int index = as_.AddConstant(MakeTuple(std::move(names)));
  as_.EmitWide(Opcode::kMatchClass, values, values,
               static_cast<int>(p->patterns.size()),
               Instruction::NameWord(index, 0).word);
  UnpackOrFail(values, p->patterns, p->kwd_patterns, fail, captures);
}

// Every alternative captures the same names; they are brought into the
// registers that the first one uses.
void Generator::OrPattern(const MatchOr* p, int subject, Label fail,
                          Captures* captures) {
  const Label matched = as_.NewLabel();
  const bool may_match_all = may_match_all_;
  Captures common;
  for (size_t i = 0; i < p->patterns.size() && !failed(); ++i) {
    const bool is_last = i + 1 == p->patterns.size();
    const Label next = is_last ? fail : as_.NewLabel();
    Captures own;
    may_match_all_ = may_match_all && is_last;
    Pattern(p->patterns[i], subject, next, &own);
    if (i == 0 && captured_ >= 0) {
      common = own;
    } else if (i == 0) {
      // Registers of their own: a later alternative must not write over the
      // subject, which a plain capture shares.
      for (Capture& capture : own) {
        const int reg = Push();
        as_.Emit(Opcode::kMove, reg, capture.reg);
        capture.reg = reg;
      }
      common = own;
    } else {
      AlignCaptures(own, common);
    }
    if (!is_last) {
      as_.Jump(matched);
      as_.Bind(next);
    }
  }
  may_match_all_ = may_match_all;
  as_.Bind(matched);
  for (const Capture& capture : common) {
    AddCapture(capture.name, capture.reg, captures);
  }
}

void Generator::AlignCaptures(const Captures& own, const Captures& common) {
  for (const Capture& capture : common) {
    const auto found = std::find_if(
        own.begin(), own.end(),
        [&](const Capture& other) { return other.name == capture.name; });
    if (found == own.end() || own.size() != common.size()) {
      return Fail(pattern_span_, "alternative patterns bind different names");
    }
    if (captured_ < 0) Move(capture.reg, found->reg);
  }
  if (own.size() != common.size()) {
    Fail(pattern_span_, "alternative patterns bind different names");
  }
}

}  // namespace midge::vm
