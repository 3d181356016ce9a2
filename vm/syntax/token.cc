#include "vm/syntax/token.h"

#include "absl/container/flat_hash_map.h"

namespace midge::vm::syntax {
namespace {

using KindMap = absl::flat_hash_map<std::string_view, TokenKind>;

const KindMap& Keywords() {
  static const KindMap* const kMap = new KindMap{
#define KEYWORD(name, text) {text, TokenKind::k##name},
#include "vm/syntax/tokens.def"
  };
  return *kMap;
}

const KindMap& Operators() {
  static const KindMap* const kMap = new KindMap{
#define OPERATOR(name, text) {text, TokenKind::k##name},
#include "vm/syntax/tokens.def"
  };
  return *kMap;
}

TokenKind Find(const KindMap& map, std::string_view text, TokenKind otherwise) {
  auto found = map.find(text);
  return found == map.end() ? otherwise : found->second;
}

}  // namespace

std::string_view TokenText(TokenKind kind) {
  switch (kind) {
#define OPERATOR(name, text) \
  case TokenKind::k##name:   \
    return text;
#define KEYWORD(name, text) \
  case TokenKind::k##name:  \
    return text;
#include "vm/syntax/tokens.def"
    default:
      return "";
  }
}

TokenKind KindOfWord(std::string_view word) {
  return Find(Keywords(), word, TokenKind::kName);
}

TokenKind KindOfOperator(std::string_view text) {
  return Find(Operators(), text, TokenKind::kStray);
}

}  // namespace midge::vm::syntax
