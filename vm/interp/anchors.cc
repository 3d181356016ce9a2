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

// Whether brackets around `group` only group: it holds no comma and no `for`
// outside of further brackets, and is not empty.
bool IsPlain(std::string_view group) {
  int depth = 0;
  bool empty = true;
  for (size_t i = 0; i < group.size();) {
    const char c = group[i];
    if (c == '\'' || c == '"') {
      i = SkipString(group, i);
      empty = false;
      continue;
    }
    const bool opens = c == '(' || c == '[' || c == '{';
    const bool closes = c == ')' || c == ']' || c == '}';
    depth += opens - closes;
    if (depth == 1 && (c == ',' || group.substr(i, 5) == " for ")) return false;
    empty = empty && (depth < 1 || i == 0 ||
                      std::isspace(static_cast<unsigned char>(c)));
    ++i;
  }
  return !empty;
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

// Where an operand in text[begin, end) has its first and last character: blanks
// and brackets around it are no part of it, but for those of a tuple and of a
// generator.
Anchors TrimOperand(std::string_view text, size_t begin, size_t end) {
  const auto blank = [&](size_t at) {
    return std::isspace(static_cast<unsigned char>(text[at])) != 0;
  };
  for (;;) {
    while (begin < end && blank(begin)) ++begin;
    while (begin < end && blank(end - 1)) --end;
    const std::string_view operand = text.substr(begin, end - begin);
    size_t groups = 0, group_end = 0;
    ScanTopLevel(operand, [&](size_t, size_t to, bool is_operator) {
      ++groups;
      group_end = is_operator ? 0 : to;
    });
    if (operand.empty() || operand[0] != '(' || groups != 1 ||
        group_end != operand.size() || !IsPlain(operand)) {
      return {begin, end};
    }
    ++begin;
    --end;
  }
}

// Of `left operator right`: from the first character behind the left operand,
// which may be a bracket, as CPython has it.
std::optional<Anchors> OperatorAnchors(std::string_view text,
                                       std::optional<Anchors> found) {
  if (!found) return std::nullopt;
  size_t begin = TrimOperand(text, 0, found->begin).end;
  const size_t right = TrimOperand(text, found->end, text.size()).begin;
  const auto blank = [&](size_t at) {
    return std::isspace(static_cast<unsigned char>(text[at])) != 0;
  };
  while (begin < found->begin && blank(begin)) ++begin;
  const bool two = begin + 1 < right && !blank(begin + 1);
  return Anchors{begin, begin + (two ? 2 : 1)};
}

std::optional<Anchors> FindSubscript(std::string_view text) {
  std::optional<Anchors> last;
  ScanTopLevel(text, [&](size_t begin, size_t end, bool is_operator) {
    if (!is_operator) last = Anchors{begin, end};
  });
  if (!last || text[last->begin] != '[' || last->end != text.size()) {
    return std::nullopt;
  }
  return Anchors{TrimOperand(text, 0, last->begin).end,
                 TrimOperand(text, last->begin + 1, last->end - 1).end + 1};
}

}  // namespace

std::optional<Anchors> FindAnchors(std::string_view text, Opcode op) {
  const int index = static_cast<int>(op) - static_cast<int>(Opcode::kAdd);
  if (op >= Opcode::kAdd && op <= Opcode::kBitXor) {
    return OperatorAnchors(text, FindOperator(text, kSymbols[index]));
  }
  if (op == Opcode::kAddInt) {
    // Or -, which binds alike.
    return OperatorAnchors(text, FindOperator(text, "+"));
  }
  if (op == Opcode::kLoadItem || op == Opcode::kStoreItem ||
      op == Opcode::kDeleteItem) {
    return FindSubscript(text);
  }
  return std::nullopt;
}

}  // namespace midge::vm
