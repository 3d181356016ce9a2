#include "vm/syntax/imports.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"

namespace midge::vm::syntax {
namespace {

bool IsNameByte(char c) {
  // Bytes past ASCII are parts of names in UTF-8.
  return absl::ascii_isalnum(c) || c == '_' || (c & 0x80) != 0;
}

// Cuts a source into the words and signs that imports are made of. Strings
// and comments are one sign each or nothing; "\n" ends a logical line.
class Words {
 public:
  explicit Words(std::string_view source) : source_(source) {}

  // The next word; empty at the end.
  std::string Next() {
    while (at_ < source_.size()) {
      const char c = source_[at_];
      column_ = at_ - line_begin_;
      if (c == '#') {
        SkipComment();
      } else if (c == '\\' && StartsLineEnd(at_ + 1)) {
        at_ = source_.find('\n', at_) + 1;
      } else if (c == '\n') {
        ++at_;
        line_begin_ = at_;
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
  // What is between the quotes of the last string, as it is written.
  std::string_view string() const { return string_; }
  // How far the last word is indented, if it is the first of its line.
  size_t column() const { return column_; }

 private:
  bool StartsLineEnd(size_t at) const {
    return source_.substr(at).starts_with("\n") ||
           source_.substr(at).starts_with("\r\n");
  }

  void SkipComment() {
    while (at_ < source_.size() && source_[at_] != '\n') ++at_;
  }

  void SkipString() {
    const char quote = source_[at_];
    const std::string triple(3, quote);
    const bool is_triple = source_.substr(at_).starts_with(triple);
    at_ += is_triple ? 3 : 1;
    const size_t begin = at_;
    FindStringEnd(quote, is_triple, triple);
    string_ = source_.substr(begin, std::min(at_, source_.size()) - begin);
    string_.remove_suffix(std::min<size_t>(string_.size(), is_triple ? 3 : 1));
  }

  void FindStringEnd(char quote, bool is_triple, const std::string& triple) {
    while (at_ < source_.size()) {
      if (source_[at_] == '\\') {
        at_ += 2;
      } else if (is_triple && source_.substr(at_).starts_with(triple)) {
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

  const std::string_view source_;
  size_t at_ = 0;
  size_t line_begin_ = 0;
  size_t column_ = 0;
  std::string_view string_;
  int depth_ = 0;
};

// The blocks that a line of source is in, by indentation: a block ends with the
// first line that is not indented deeper than the line that began it.
class Blocks {
 public:
  // A line begins with `word` in `column`; what follows it is in `words`.
  void BeginLine(const std::string& word, size_t column) {
    while (!open_.empty() && open_.back().column >= column) open_.pop_back();
    if (word == "def" || word == "async") {
      open_.push_back({column, Import::Where::kFunction});
    } else if (word == "if") {
      // Becomes a script's block if __name__ follows.
      condition_ = column == 0;
    }
  }
  // The word after the first one of a line.
  void SecondWord(const std::string& word) {
    if (condition_ && word == "__name__") {
      open_.push_back({0, Import::Where::kScript});
    }
    condition_ = false;
  }
  Import::Where where() const {
    return open_.empty() ? Import::Where::kTop : open_.front().where;
  }

 private:
  struct Block {
    size_t column;
    Import::Where where;
  };
  std::vector<Block> open_;
  bool condition_ = false;
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

// Whether the string that follows "NAME(" is the name of a module.
bool TakesModuleName(const std::string& function) {
  return function == "import_module" || function == "__import__";
}

bool IsDottedName(std::string_view text) {
  return !text.empty() && text.front() != '.' && text.back() != '.' &&
         text.find("..") == text.npos &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return IsNameByte(c) || c == '.'; });
}

}  // namespace

std::vector<std::string> FindListedNames(std::string_view source) {
  std::vector<std::string> names;
  constexpr std::string_view kAll = "__all__";
  for (size_t at = 0; (at = source.find(kAll, at)) != source.npos;) {
    at += kAll.size();
    const size_t open = source.find_first_of("([\n", at);
    if (open == source.npos) break;
    const size_t close = source.find_first_of(")]", open);
    if (source[open] == '\n' || close == source.npos) continue;
    const std::string_view list = source.substr(open, close - open);
    for (size_t begin = 0;
         (begin = list.find_first_of("'\"", begin)) != list.npos;) {
      const size_t end = list.find(list[begin], begin + 1);
      if (end == list.npos) break;
      names.emplace_back(list.substr(begin + 1, end - begin - 1));
      begin = end + 1;
    }
  }
  std::erase_if(names, [](const std::string& name) {
    return !IsDottedName(name) || name.find('.') != name.npos;
  });
  return names;
}

std::vector<Import> FindImports(std::string_view source) {
  std::vector<Import> imports;
  Words words(source);
  Blocks blocks;
  std::string word = words.Next();
  bool at_statement = true;  // Where a statement may begin.
  bool at_line = true;       // Where a line begins.
  std::string before, name;  // The last word, and the one before it.
  while (!word.empty()) {
    const size_t found = imports.size();
    if (at_line && word != "\n") {
      blocks.BeginLine(word, words.column());
    } else {
      blocks.SecondWord(word);
    }
    if (at_statement && word == "import") {
      ReadImport(words, word, &imports);
    } else if (at_statement && word == "from") {
      ReadFrom(words, word, &imports);
    } else if (word == "\"" && before == "(" && TakesModuleName(name) &&
               IsDottedName(words.string())) {
      imports.push_back({0, std::string(words.string()), {}});
    }
    for (size_t i = found; i < imports.size(); ++i) {
      imports[i].where = blocks.where();
    }
    if (word.empty()) break;
    at_line = word == "\n";
    at_statement =
        !words.in_brackets() && (word == "\n" || word == ";" || word == ":");
    name = std::move(before);
    before = std::move(word);
    word = words.Next();
  }
  return imports;
}

std::optional<std::vector<std::string>> FindPartsOfNames(
    std::string_view source) {
  if (source.find("import_module") == source.npos &&
      source.find("__import__") == source.npos) {
    return std::nullopt;
  }
  bool imports = false;
  bool after_name = false;  // Behind a string that an import call begins with.
  std::set<std::string> parts;
  Words words(source);
  std::string name, before;
  for (std::string word = words.Next(); !word.empty(); word = words.Next()) {
    const bool is_argument = before == "(" && TakesModuleName(name);
    const bool is_string = word == "\"";
    if (after_name && word != ")" && word != ",") imports = true;
    if (is_argument && !is_string && word != ")") imports = true;
    after_name = is_argument && is_string;
    if (is_string) {
      const std::string_view text = words.string();
      size_t size = 0;
      while (size < text.size() &&
             (IsNameByte(text[size]) || text[size] == '.'))
        ++size;
      while (size > 0 && text[size - 1] == '.') --size;
      if (IsDottedName(text.substr(0, size))) {
        parts.insert(std::string(text.substr(0, size)));
      }
    }
    name = std::move(before);
    before = std::move(word);
  }
  if (!imports) return std::nullopt;
  return std::vector<std::string>(parts.begin(), parts.end());
}

std::vector<std::string> FindEncodingNames(std::string_view source) {
  constexpr size_t kNameMax = 24;
  if (source.find("codecs") == source.npos &&
      source.find("encod") == source.npos &&
      source.find("decod") == source.npos) {
    return {};
  }
  std::set<std::string> names;
  Words words(source);
  for (std::string word = words.Next(); !word.empty(); word = words.Next()) {
    const std::string_view text = word == "\"" ? words.string() : "";
    if (text.size() < 2 || text.size() > kNameMax) continue;
    if (!std::all_of(text.begin(), text.end(), [](char c) {
          return absl::ascii_isalnum(c) || c == '_' || c == '-' || c == ' ';
        })) {
      continue;
    }
    std::string name =
        absl::AsciiStrToLower(absl::string_view(text.data(), text.size()));
    std::replace_if(
        name.begin(), name.end(),
        [](char c) { return !absl::ascii_isalnum(c); }, '_');
    names.insert(std::move(name));
  }
  return {names.begin(), names.end()};
}

}  // namespace midge::vm::syntax
