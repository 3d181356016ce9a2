// The locals of a frame that have no register of their own, in cells that the
// array in R[kFarRegister] holds; and looking at any local from outside.
#include <algorithm>

#include "vm/interp/fast_paths.h"
#include "vm/interp/machine.h"

namespace midge::vm {
namespace {

// REQUIRES: the frame has made its far cells.
Value FarCell(Machine& m, uint32_t local) {
  auto* cells = static_cast<Array*>(m.base[kFarRegister].as_object());
  return cells->items()[local - kNearLocals];
}

Value ContentOf(Context& context, Value cell) {
  return context.Resolve(static_cast<Cell*>(cell.as_object()))->content;
}

}  // namespace

void MakeFarCells(Machine& m) {
  const size_t first = kNearLocals;
  const size_t parameters = static_cast<size_t>(m.code->parameter_count());
  const size_t count = m.code->local_names.size() - first;
  Array* cells = m.heap().New<Array>(count);
  for (size_t i = 0; i < count; ++i) {
    Cell* cell = m.heap().New<Cell>();
    cell->content = first + i < parameters ? m.base[first + i] : Value();
    cells->items()[i] = Value::Of(cell);
  }
  std::fill(m.base + std::min(first, parameters), m.base + parameters, Value());
  m.base[kFarRegister] = Value::Of(cells);
}

Flow LoadFar(Machine& m, int a, uint32_t local) {
  const Value content = ContentOf(m.context, FarCell(m, local));
  if (content.is_unbound()) {
    return RaiseUnbound(m, m.code->local_names[local], false);
  }
  m.base[a] = content;
  return Flow::kNext;
}

void StoreFar(Machine& m, int a, uint32_t local) {
  WritableCell(m, FarCell(m, local))->content = m.base[a];
}

Flow DeleteFar(Machine& m, uint32_t local) {
  Cell* cell = WritableCell(m, FarCell(m, local));
  if (cell->content.is_unbound()) {
    return RaiseUnbound(m, m.code->local_names[local], false);
  }
  cell->content = Value();
  return Flow::kNext;
}

void LoadFarCell(Machine& m, int a, uint32_t local) {
  m.base[a] = FarCell(m, local);
}

Value LocalIn(Context& context, const CodeData& code, Value* registers,
              size_t local) {
  if (local >= kNearLocals && IsKind(registers[kFarRegister], Kind::kArray)) {
    auto* cells = static_cast<Array*>(registers[kFarRegister].as_object());
    return ContentOf(context, cells->items()[local - kNearLocals]);
  }
  // Parameters become cells only once the body has begun.
  if (local >= kNearLocals &&
      local >= static_cast<size_t>(code.parameter_count())) {
    return Value();
  }
  const Value v = registers[local];
  if (!IsKind(v, Kind::kCell)) return v;
  const auto& cells = code.cell_names;
  const bool is_cell = std::find(cells.begin(), cells.end(),
                                 code.local_names[local]) != cells.end();
  return is_cell ? ContentOf(context, v) : v;
}

}  // namespace midge::vm
