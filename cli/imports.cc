#include "cli/imports.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace midge::cli {
namespace {

bool IsNameByte(char c) {
  // Bytes past ASCII are parts of names in UTF-8.
  return absl::ascii_isalnum(c) || c == '_' || (c & 0x80) != 0;
}

// Cuts a source into the words and signs that imports are made of. Strings
// and comments are one sign each or nothing; "\n" ends a logical line.
class Words {
 public:
  explicit Words(absl::string_view source) : source_(source) {}

  // The next word; empty at the end.
  std::string Next() {
    while (at_ < source_.size()) {
      const char c = source_[at_];
      if (c == '#') {
        SkipComment();
      } else if (c == '\\' && StartsLineEnd(at_ + 1)) {
        at_ = source_.find('\n', at_) + 1;
      } else if (c == '\n') {
        ++at_;
        if (depth_ == 0) return "\n";
      } else if (c == '"' || c == '\'') {
        SkipString();
        return "\"";
      } else if (IsNameByte(c)) {
        return Name();
      } else if (absl::ascii_isspace(c)) {
        ++at_;
      } else {
        return Sign();
      }
    }
    return "";
  }

  // Inside brackets; imports stand outside of them.
  bool in_brackets() const { return depth_ > 0; }

 private:
  bool StartsLineEnd(size_t at) const {
    return absl::StartsWith(source_.substr(at), "\n") ||
           absl::StartsWith(source_.substr(at), "\r\n");
  }

  void SkipComment() {
    while (at_ < source_.size() && source_[at_] != '\n') ++at_;
  }

  void SkipString() {
    const char quote = source_[at_];
    const std::string triple(3, quote);
    const bool is_triple = absl::StartsWith(source_.substr(at_), triple);
    at_ += is_triple ? 3 : 1;
    while (at_ < source_.size()) {
      if (source_[at_] == '\\') {
        at_ += 2;
      } else if (is_triple && absl::StartsWith(source_.substr(at_), triple)) {
        at_ += 3;
        return;
      } else if (!is_triple && source_[at_] == quote) {
        ++at_;
        return;
      } else if (!is_triple && source_[at_] == '\n') {
        return;  // Not closed: the line ends it.
      } else {
        ++at_;
      }
    }
  }

  std::string Name() {
    const size_t begin = at_;
    while (at_ < source_.size() && IsNameByte(source_[at_])) ++at_;
    return std::string(source_.substr(begin, at_ - begin));
  }

  std::string Sign() {
    const char c = source_[at_++];
    if (c == '(' || c == '[' || c == '{') ++depth_;
    if ((c == ')' || c == ']' || c == '}') && depth_ > 0) --depth_;
    return std::string(1, c);
  }

  const absl::string_view source_;
  size_t at_ = 0;
  int depth_ = 0;
};

// Reads "a.b.c" from `word` on, which is left at what follows.
std::string DottedName(Words& words, std::string& word) {
  std::string name;
  while (!word.empty() && (IsNameByte(word[0]) || word == ".")) {
    if (word == "as" || word == "import") break;
    name += word;
    word = words.Next();
  }
  return name;
}

// Past "as NAME", if it is there.
void SkipAs(Words& words, std::string& word) {
  if (word != "as") return;
  words.Next();
  word = words.Next();
}

void ReadImport(Words& words, std::string& word, std::vector<Import>* imports) {
  do {
    word = words.Next();
    Import import;
    import.module = DottedName(words, word);
    SkipAs(words, word);
    if (!import.module.empty()) imports->push_back(import);
  } while (word == ",");
}

void ReadFrom(Words& words, std::string& word, std::vector<Import>* imports) {
  Import import;
  word = words.Next();
  while (word == ".") {
    ++import.level;
    word = words.Next();
  }
  import.module = DottedName(words, word);
  if (word != "import") return;  // `yield from x`, or an error.
  do {
    word = words.Next();
    if (word == "(") word = words.Next();
    if (word.empty() || !IsNameByte(word[0])) break;
    import.names.push_back(word);
    word = words.Next();
    SkipAs(words, word);
  } while (word == ",");
  imports->push_back(import);
}

}  // namespace

std::vector<Import> FindImports(absl::string_view source) {
  std::vector<Import> imports;
  Words words(source);
  std::string word = words.Next();
  bool at_statement = true;  // Where a statement may begin.
  while (!word.empty()) {
    if (at_statement && word == "import") {
      ReadImport(words, word, &imports);
    } else if (at_statement && word == "from") {
      ReadFrom(words, word, &imports);
    }
    if (word.empty()) break;
    at_statement =
        !words.in_brackets() && (word == "\n" || word == ";" || word == ":");
    word = words.Next();
  }
  return imports;
}

}  // namespace midge::cli
