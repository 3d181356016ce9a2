// Calls: arguments are evaluated straight into the window where they become
// the callee's first registers.
#include <algorithm>

#include "absl/strings/str_cat.h"
#include "vm/compiler/generator.h"
#include "vm/compiler/limits.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

bool NeedsSpread(const Seq<Expr*>& args, const Seq<Keyword*>& keywords) {
  return args.size() + keywords.size() > kMaxItemsInRegisters ||
         std::any_of(args.begin(), args.end(),
                     [](const Expr* e) { return Is<Starred>(e); }) ||
         std::any_of(keywords.begin(), keywords.end(),
                     [](const Keyword* k) { return k->arg.empty(); });
}

void Generator::CheckKeywords(const Seq<Keyword*>& keywords, const Span& span) {
  for (size_t i = 0; i < keywords.size(); ++i) {
    const Keyword* keyword = keywords[i];
    if (keyword->arg.empty()) continue;
    if (RefuseDebug(keyword->arg, span)) return;
    for (size_t j = i + 1; j < keywords.size(); ++j) {
      if (keywords[j]->arg != keyword->arg) continue;
      return Fail(keywords[j]->span, absl::StrCat("keyword argument repeated: ",
                                                  std::string(keyword->arg)));
    }
  }
}

ConstantValue Generator::KeywordNames(const Seq<Keyword*>& keywords) {
  std::vector<ConstantValue> names;
  for (const Keyword* keyword : keywords) {
    names.push_back(
        MakeConstant(ConstantValue::Kind::kName, std::string(keyword->arg)));
  }
  return MakeTuple(std::move(names));
}

void Generator::CallInto(const syntax::Call* e, int dst) {
  CheckKeywords(e->keywords, e->span);
  CheckCaller(e->func, e->span);
  if (failed()) return;
  const int a = Top(dst);
  if (NeedsSpread(e->args, e->keywords)) {
    Into(e->func, a);
    Temps temps(this);
    SpreadCall(e->args, e->keywords, a);
    return Move(dst, a);
  }
  const auto* method =
      Is<Attribute>(e->func) ? As<Attribute>(e->func) : nullptr;
  Span span = e->span;
  if (method != nullptr) {
    const int object = Operand(method->value, a);
    Reserve(kFrameHeaderSlots);  // the header and arg[0]
    At at(this, AttributeSpan(method, method->span));
    as_.EmitNamed(Opcode::kLoadMethod, a, object, 0, Mangle(method->attr));
    span = AttributeSpan(method, span);
  } else {
    Into(e->func, a);
    Reserve(kFrameHeaderSlots - 1);
  }
  const int count = Arguments(e) + (method != nullptr ? 1 : 0);
  At at(this, span);
  if (e->keywords.empty()) {
    as_.Emit(method != nullptr ? Opcode::kCallMethod : Opcode::kCall, a, count);
  } else {
    const int names = as_.AddConstant(KeywordNames(e->keywords));
    as_.EmitWide(
        method != nullptr ? Opcode::kCallMethodNamed : Opcode::kCallNamed, a,
        count, 0, Instruction::NameWord(names, 0).word);
  }
  Move(dst, a);
}

int Generator::Arguments(const syntax::Call* e) {
  for (const Expr* argument : e->args) {
    const int reg = Push();
    Into(argument, reg);
  }
  for (const Keyword* keyword : e->keywords) {
    const int reg = Push();
    Into(keyword->value, reg);
  }
  return static_cast<int>(e->args.size() + e->keywords.size());
}

void Generator::SpreadCall(const Seq<Expr*>& args,
                           const Seq<Keyword*>& keywords, int a) {
  const int list = Reserve(kFrameHeaderSlots + 1) + kFrameHeaderSlots - 1;
  const bool is_alone = args.size() == 1 && Is<Starred>(args[0]);
  if (is_alone) {
    Into(As<Starred>(args[0])->value, list);
  } else {
    GrowList(args, list);
    as_.Emit(Opcode::kListToTuple, list, list);
  }
  if (keywords.empty()) {
    as_.Emit(Opcode::kUnbind, list + 1);
  } else {
    SpreadKeywords(keywords, list + 1, a);
  }
  if (is_alone) {
    // What it is made of is taken last, by the call itself.
    Temps temps(this);
    const int items = Push();
    as_.Emit(Opcode::kBuildList, items);
    as_.Emit(Opcode::kListSpread, items, list, a);
    as_.Emit(Opcode::kListToTuple, list, items);
  }
  as_.Emit(Opcode::kCallSpread, a);
}

// Named arguments go in through a dict of their own, so that one that a `**`
// gave already is found out.
void Generator::SpreadKeywords(const Seq<Keyword*>& keywords, int dict,
                               int callee) {
  as_.Emit(Opcode::kBuildMap, dict);
  for (size_t i = 0; i < keywords.size();) {
    Temps temps(this);
    if (keywords[i]->arg.empty()) {
      as_.Emit(Opcode::kMapMerge, dict, Operand(keywords[i++]->value), callee);
      continue;
    }
    const int first = next_;
    int count = 0;
    for (; i < keywords.size() && !keywords[i]->arg.empty() &&
           2 * count < kMaxItemsInRegisters;
         ++i, ++count) {
      const int name = Push();
      as_.LoadConstant(name, MakeConstant(ConstantValue::Kind::kName,
                                          std::string(keywords[i]->arg)));
      const int value = Push();
      Into(keywords[i]->value, value);
    }
    as_.Emit(Opcode::kBuildMap, first, first, count);
    as_.Emit(Opcode::kMapMerge, dict, first, callee);
  }
}

}  // namespace midge::vm
