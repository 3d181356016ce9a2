// The instruction says which operator it was, so that only the place of that
// operator outside of brackets and strings has to be found: the last one of its
// kind, because operators group to the left (** groups to the right).
#include "vm/interp/anchors.h"

#include <cctype>
#include <string>

namespace midge::vm {
namespace {

// The operators of the program text, ORDER BINARY.
constexpr std::string_view kSymbols[] = {"+", "-",  "*",  "/", "//", "%", "**",
                                         "@", "<<", ">>", "&", "|",  "^"};

// Operators that bind alike, so that the last of any of them is the outermost.
constexpr std::string_view kLevels[][5] = {
    {"+", "-"}, {"*", "/", "//", "%", "@"}, {"**"}, {"<<", ">>"}, {"&"}, {"|"},
    {"^"}};

bool IsOperatorChar(char c) {
  return std::string_view("+-*/%@<>&|^").find(c) != std::string_view::npos;
}

// The end of the string literal whose quote is at `at`.
size_t SkipString(std::string_view text, size_t at) {
  const char quote = text[at];
  const bool triple = text.substr(at, 3) == std::string(3, quote);
  size_t i = at + (triple ? 3 : 1);
  for (; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == quote &&
               (!triple || text.substr(i, 3) == std::string(3, quote))) {
      return i + (triple ? 3 : 1);
    }
  }
  return text.size();
}

// Calls visit(begin, end, is_operator) for each operator, and each bracket
// group (not an operator), outside of all brackets.
template <typename Visit>
void ScanTopLevel(std::string_view text, Visit&& visit) {
  bool after_operand = false;
  int depth = 0;
  size_t group = 0;
  for (size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '\'' || c == '"') {
      i = SkipString(text, i);
      after_operand = true;
    } else if (c == '(' || c == '[' || c == '{') {
      if (depth++ == 0) group = i;
      ++i;
    } else if (c == ')' || c == ']' || c == '}') {
      if (--depth == 0) visit(group, i + 1, false);
      after_operand = true;
      ++i;
    } else if (depth > 0 || std::isspace(static_cast<unsigned char>(c))) {
      ++i;
    } else if (IsOperatorChar(c)) {
      const bool twice =
          i + 1 < text.size() && text[i + 1] == c &&
          std::string_view("*/<>").find(c) != std::string_view::npos;
      const size_t end = i + (twice ? 2 : 1);
      if (after_operand) visit(i, end, true);
      after_operand = false;
      i = end;
    } else {
      after_operand = true;
      ++i;
    }
  }
}

bool SameLevel(std::string_view a, std::string_view b) {
  for (const auto& level : kLevels) {
    bool has_a = false, has_b = false;
    for (std::string_view symbol : level) {
      has_a = has_a || (symbol == a && !symbol.empty());
      has_b = has_b || (symbol == b && !symbol.empty());
    }
    if (has_a && has_b) return true;
  }
  return false;
}

std::optional<Anchors> FindOperator(std::string_view text,
                                    std::string_view symbol) {
  std::optional<Anchors> found;
  const bool first_wins = symbol == "**";
  ScanTopLevel(text, [&](size_t begin, size_t end, bool is_operator) {
    if (!is_operator || !SameLevel(text.substr(begin, end - begin), symbol)) {
      return;
    }
    if (found && first_wins) return;
    found = Anchors{begin, end};
  });
  return found;
}

std::optional<Anchors> FindSubscript(std::string_view text) {
  std::optional<Anchors> last;
  ScanTopLevel(text, [&](size_t begin, size_t end, bool is_operator) {
    if (!is_operator) last = Anchors{begin, end};
  });
  if (!last || text[last->begin] != '[' || last->end != text.size()) {
    return std::nullopt;
  }
  return last;
}

}  // namespace

std::optional<Anchors> FindAnchors(std::string_view text, Opcode op) {
  const int index = static_cast<int>(op) - static_cast<int>(Opcode::kAdd);
  if (op >= Opcode::kAdd && op <= Opcode::kBitXor) {
    return FindOperator(text, kSymbols[index]);
  }
  if (op == Opcode::kAddInt) {
    return FindOperator(text, "+");  // or -, which binds alike
  }
  if (op == Opcode::kLoadItem || op == Opcode::kStoreItem ||
      op == Opcode::kDeleteItem) {
    return FindSubscript(text);
  }
  return std::nullopt;
}

}  // namespace midge::vm
