#include "vm/bytecode/unit_codec.h"

#include <cstring>

#include "base/codec.h"

namespace midge::vm {
namespace {

bool SameSpan(const SourceSpan& a, const SourceSpan& b) {
  return a.line == b.line && a.end_line == b.end_line && a.column == b.column &&
         a.end_column == b.end_column;
}

class UnitWriter {
 public:
  explicit UnitWriter(std::string* out) : writer_(out) {}

  void Unit(const CodeUnit& unit) {
    writer_.Bytes(unit.name);
    writer_.Bytes(unit.qualified_name);
    for (int32_t number : {unit.first_line, static_cast<int32_t>(unit.flags),
                           unit.positional_count, unit.positional_only_count,
                           unit.keyword_only_count, unit.register_count,
                           unit.cache_count, unit.docstring}) {
      writer_.Zigzag(number);
    }
    writer_.Bytes(unit.instructions.data(),
                  unit.instructions.size() * sizeof(Instruction));
    Spans(unit.spans);
    writer_.Varint(unit.handlers.size());
    for (const HandlerRange& range : unit.handlers) {
      for (int32_t number :
           {range.start, range.end, range.target, range.target_register}) {
        writer_.Zigzag(number);
      }
    }
    Constants(unit.constants);
    Names(unit.local_names);
    Names(unit.cell_names);
    Names(unit.free_names);
  }

 private:
  // Neighbours are often the same: a run of them is written once, with its
  // length, and its lines as steps from the run before.
  void Spans(const std::vector<SourceSpan>& spans) {
    int32_t line = 0;
    for (size_t at = 0; at < spans.size();) {
      const SourceSpan& span = spans[at];
      size_t end = at + 1;
      while (end < spans.size() && SameSpan(spans[end], span)) ++end;
      writer_.Varint(end - at);
      writer_.Zigzag(int64_t{span.line} - line);
      writer_.Zigzag(int64_t{span.end_line} - span.line);
      writer_.Zigzag(span.column);
      writer_.Zigzag(span.end_column);
      line = span.line;
      at = end;
    }
  }

  void Names(const std::vector<std::string>& names) {
    writer_.Varint(names.size());
    for (const std::string& name : names) writer_.Bytes(name);
  }

  void Constants(const std::vector<Constant>& constants) {
    writer_.Varint(constants.size());
    for (const Constant& constant : constants) {
      writer_.Byte(static_cast<uint8_t>(constant.kind));
      switch (constant.kind) {
        case Constant::Kind::kNone:
        case Constant::Kind::kTrue:
        case Constant::Kind::kFalse:
        case Constant::Kind::kEllipsis:
          break;
        case Constant::Kind::kInt:
        case Constant::Kind::kStr:
        case Constant::Kind::kName:
        case Constant::Kind::kBytes:
          writer_.Bytes(constant.text);
          break;
        case Constant::Kind::kFloat:
        case Constant::Kind::kComplex:
          writer_.Double(constant.number);
          break;
        case Constant::Kind::kTuple:
        case Constant::Kind::kFrozenSet:
          Constants(constant.items);
          break;
        case Constant::Kind::kCode:
          Unit(*constant.code);
          break;
      }
    }
  }

  Writer writer_;
};

class UnitReader {
 public:
  explicit UnitReader(std::string_view bytes) : reader_(bytes) {}

  std::shared_ptr<CodeUnit> Whole() {
    if (!reader_.Bytes(&file_name_)) return nullptr;
    auto unit = std::make_shared<CodeUnit>();
    return Unit(unit.get()) && reader_.done() ? unit : nullptr;
  }

 private:
  bool Unit(CodeUnit* unit) {
    unit->file_name = file_name_;
    int32_t flags;
    if (!reader_.Bytes(&unit->name) || !reader_.Bytes(&unit->qualified_name) ||
        !Number(&unit->first_line) || !Number(&flags) ||
        !Number(&unit->positional_count) ||
        !Number(&unit->positional_only_count) ||
        !Number(&unit->keyword_only_count) || !Number(&unit->register_count) ||
        !Number(&unit->cache_count) || !Number(&unit->docstring)) {
      return false;
    }
    unit->flags = static_cast<uint32_t>(flags);
    return Instructions(&unit->instructions) &&
           Spans(unit->instructions.size(), &unit->spans) &&
           Handlers(&unit->handlers) && Constants(&unit->constants) &&
           Names(&unit->local_names) && Names(&unit->cell_names) &&
           Names(&unit->free_names);
  }

  template <typename T>
  bool Number(T* number) {
    int64_t value;
    if (!reader_.Zigzag(&value)) return false;
    *number = static_cast<T>(value);
    return *number == value;
  }

  // How many items follow, each of which takes a byte at least.
  bool Count(uint64_t* count) {
    return reader_.VarintAtMost(reader_.remaining(), count);
  }

  bool Instructions(std::vector<Instruction>* instructions) {
    std::string_view bytes;
    if (!reader_.Bytes(&bytes)) return false;
    if (bytes.size() % sizeof(Instruction) != 0) return false;
    instructions->resize(bytes.size() / sizeof(Instruction));
    if (!bytes.empty()) {
      std::memcpy(instructions->data(), bytes.data(), bytes.size());
    }
    return true;
  }

  // `left`: how many there are.
  bool Spans(uint64_t left, std::vector<SourceSpan>* spans) {
    spans->reserve(left);
    int64_t line = 0;
    while (left > 0) {
      uint64_t length;
      int64_t step, height;
      SourceSpan span;
      if (!reader_.VarintAtMost(left, &length) || length == 0 ||
          !reader_.Zigzag(&step) || !reader_.Zigzag(&height) ||
          !Number(&span.column) || !Number(&span.end_column)) {
        return false;
      }
      line += static_cast<int32_t>(step);
      span.line = static_cast<int32_t>(line);
      span.end_line = static_cast<int32_t>(line + static_cast<int32_t>(height));
      spans->insert(spans->end(), length, span);
      left -= length;
    }
    return true;
  }

  bool Handlers(std::vector<HandlerRange>* handlers) {
    uint64_t count;
    if (!Count(&count)) return false;
    handlers->resize(count);
    for (HandlerRange& range : *handlers) {
      if (!Number(&range.start) || !Number(&range.end) ||
          !Number(&range.target) || !Number(&range.target_register)) {
        return false;
      }
    }
    return true;
  }

  bool Names(std::vector<std::string>* names) {
    uint64_t count;
    if (!Count(&count)) return false;
    names->resize(count);
    for (std::string& name : *names) {
      if (!reader_.Bytes(&name)) return false;
    }
    return true;
  }

  bool Constants(std::vector<Constant>* constants) {
    uint64_t count;
    if (!Count(&count) || depth_ == kUnitNestingMax) return false;
    ++depth_;
    constants->resize(count);
    for (Constant& constant : *constants) {
      if (!One(&constant)) return false;
    }
    --depth_;
    return true;
  }

  bool One(Constant* constant) {
    uint8_t kind;
    if (!reader_.Byte(&kind)) return false;
    constant->kind = static_cast<Constant::Kind>(kind);
    switch (constant->kind) {
      case Constant::Kind::kNone:
      case Constant::Kind::kTrue:
      case Constant::Kind::kFalse:
      case Constant::Kind::kEllipsis:
        return true;
      case Constant::Kind::kInt:
      case Constant::Kind::kStr:
      case Constant::Kind::kName:
      case Constant::Kind::kBytes:
        return reader_.Bytes(&constant->text);
      case Constant::Kind::kFloat:
      case Constant::Kind::kComplex:
        return reader_.Double(&constant->number);
      case Constant::Kind::kTuple:
      case Constant::Kind::kFrozenSet:
        return Constants(&constant->items);
      case Constant::Kind::kCode: {
        auto unit = std::make_shared<CodeUnit>();
        constant->code = unit;
        return Unit(unit.get());
      }
    }
    return false;
  }

  Reader reader_;
  std::string_view file_name_;
  int depth_ = 0;
};

}  // namespace

std::string EncodeUnit(const CodeUnit& unit) {
  std::string bytes;
  Writer(&bytes).Bytes(unit.file_name);
  UnitWriter(&bytes).Unit(unit);
  return bytes;
}

std::shared_ptr<CodeUnit> DecodeUnit(std::string_view bytes) {
  return UnitReader(bytes).Whole();
}

}  // namespace midge::vm
