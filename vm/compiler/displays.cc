// Lists, tuples, sets, dicts and f-strings.
//
// A few items are evaluated into a row of registers and built at once; many, or
// starred ones, are added one by one to what is being built.
#include <algorithm>

#include "vm/compiler/generator.h"
#include "vm/compiler/limits.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

namespace {

bool HasStar(const Seq<Expr*>& items) {
  return std::any_of(items.begin(), items.end(),
                     [](const Expr* e) { return Is<Starred>(e); });
}

bool FitsRow(const Seq<Expr*>& items) {
  return items.size() <= kMaxItemsInRegisters && !HasStar(items);
}

}  // namespace

int Generator::Row(const Seq<Expr*>& items, int dst) {
  if (items.empty()) return 0;
  const int first = Top(dst);
  Into(items[0], first);
  for (size_t i = 1; i < items.size(); ++i) {
    const int reg = Push();
    Into(items[i], reg);
  }
  return first;
}

void Generator::GrowList(const Seq<Expr*>& items, int list) {
  as_.Emit(Opcode::kBuildList, list);
  for (const Expr* item : items) {
    Temps temps(this);
    const bool is_star = Is<Starred>(item);
    const int reg = Operand(is_star ? As<Starred>(item)->value : item);
    as_.Emit(is_star ? Opcode::kListExtend : Opcode::kListAppend, list, reg);
  }
}

void Generator::ListInto(const Seq<Expr*>& items, int dst) {
  if (FitsRow(items)) {
    const int first = Row(items, dst);
    as_.Emit(Opcode::kBuildList, dst, first, static_cast<int>(items.size()));
    return;
  }
  const int list = Scratch(dst);
  GrowList(items, list);
  Move(dst, list);
}

void Generator::TupleInto(const Seq<Expr*>& items, int dst) {
  if (FitsRow(items)) {
    const int first = Row(items, dst);
    as_.Emit(Opcode::kBuildTuple, dst, first, static_cast<int>(items.size()));
    return;
  }
  const int list = Scratch(dst);
  GrowList(items, list);
  as_.Emit(Opcode::kListToTuple, dst, list);
}

void Generator::SetInto(const Seq<Expr*>& items, int dst) {
  // From three constants on CPython updates the set with a frozenset of them,
  // and so the order of a set may depend on it.
  if (items.size() > 2) {
    if (auto all = FoldItems(items, ConstantValue::Kind::kFrozenSet)) {
      const int set = Scratch(dst);
      as_.Emit(Opcode::kBuildSet, set);
      Temps temps(this);
      const int reg = Push();
      as_.LoadConstant(reg, *std::move(all));
      as_.Emit(Opcode::kSetUpdate, set, reg);
      return Move(dst, set);
    }
  }
  if (FitsRow(items)) {
    const int first = Row(items, dst);
    as_.Emit(Opcode::kBuildSet, dst, first, static_cast<int>(items.size()));
    return;
  }
  const int set = Scratch(dst);
  as_.Emit(Opcode::kBuildSet, set);
  for (const Expr* item : items) {
    Temps temps(this);
    const bool is_star = Is<Starred>(item);
    const int reg = Operand(is_star ? As<Starred>(item)->value : item);
    as_.Emit(is_star ? Opcode::kSetUpdate : Opcode::kSetAdd, set, reg);
  }
  Move(dst, set);
}

void Generator::DictInto(const Dict* e, int dst) {
  const size_t count = e->keys.size();
  const bool has_spread =
      std::any_of(e->keys.begin(), e->keys.end(),
                  [](const Expr* key) { return key == nullptr; });
  if (!has_spread && 2 * count <= kMaxItemsInRegisters) {
    int first = 0;
    for (size_t i = 0; i < count; ++i) {
      const int key = i == 0 ? Top(dst) : Push();
      if (i == 0) first = key;
      Into(e->keys[i], key);
      const int value = Push();
      Into(e->values[i], value);
    }
    as_.Emit(Opcode::kBuildMap, dst, first, static_cast<int>(count));
    return;
  }
  const int map = Scratch(dst);
  as_.Emit(Opcode::kBuildMap, map);
  for (size_t i = 0; i < count; ++i) {
    Temps temps(this);
    if (e->keys[i] == nullptr) {
      as_.Emit(Opcode::kMapUpdate, map, Operand(e->values[i]));
    } else {
      const int key = Operand(e->keys[i]);
      as_.Emit(Opcode::kMapAdd, map, key, Operand(e->values[i]));
    }
  }
  Move(dst, map);
}

void Generator::JoinedInto(const JoinedStr* e, int dst) {
  const size_t count = e->values.size();
  if (count == 0) {
    return as_.LoadConstant(dst, MakeConstant(ConstantValue::Kind::kStr));
  }
  if (count == 1) return Into(e->values[0], dst);
  const int first = Top(dst);
  Into(e->values[0], first);
  for (size_t done = 1; done < count;) {
    Temps temps(this);
    const size_t end = std::min<size_t>(count, done + kMaxItemsInRegisters);
    const int parts = static_cast<int>(end - done) + 1;
    for (; done < end; ++done) {
      const int reg = Push();
      Into(e->values[done], reg);
    }
    as_.Emit(Opcode::kBuildString, done == count ? dst : first, first, parts);
  }
}

void Generator::FormattedInto(const FormattedValue* e, int dst) {
  int flags = 0;
  if (e->conversion == 's') flags = 1;
  if (e->conversion == 'r') flags = 2;
  if (e->conversion == 'a') flags = 3;
  int value;
  if (e->format_spec == nullptr) {
    value = Operand(e->value, dst);
  } else {
    value = Top(dst);
    Into(e->value, value);
    const int spec = Push();
    Into(e->format_spec, spec);
    flags |= 4;
  }
  as_.Emit(Opcode::kFormatValue, dst, value, flags);
}

}  // namespace midge::vm
