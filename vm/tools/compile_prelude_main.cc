// Compiles the prelude and the library when the program is built, into the C++
// file that prelude_sources.h declares.
//
//   midge-compile-prelude OUTPUT FOLDER prelude FILE… modules FILE… library
//   FILE…
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <string_view>

#include "vm/bytecode/unit_codec.h"
#include "vm/compiler/compiler.h"

namespace midge::vm {
namespace {

constexpr int kBytesPerLine = 64;

// A string literal of any bytes.
std::string Literal(std::string_view bytes) {
  std::string literal = "\"";
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i > 0 && i % kBytesPerLine == 0) literal += "\"\n    \"";
    char digits[5];
    std::snprintf(digits, sizeof digits, "\\%03o",
                  static_cast<unsigned char>(bytes[i]));
    literal += digits;
  }
  return literal + "\"";
}

// A string_view of `literal`, which is `bytes`: with its size, as clang does
// not count so many at compile time.
std::string View(const std::string& literal, std::string_view bytes) {
  return "{" + literal + ", " + std::to_string(bytes.size()) + "}";
}

class PreludeCompiler {
 public:
  explicit PreludeCompiler(std::string folder) : folder_(std::move(folder)) {}

  // One more file of the group, which says what is made of it.  False, and an
  // error message, if it does not compile.
  bool Add(const std::string& group, const std::string& file) {
    std::ifstream in(folder_ + "/" + file);
    if (!in) return Fail(file, 0, "cannot be read");
    std::stringstream read;
    read << in.rdbuf();
    const std::string text = read.str();
    const bool is_library = group == "library";
    const std::string shown =
        is_library ? "<" + file + ">" : "<prelude>/" + file;
    const CompileResult result = CompileSource(
        read.str(), shown, syntax::ParseMode::kModule, {.is_hidden = true});
    if (!result.ok()) {
      return Fail(file, result.error.line, result.error.message);
    }
    const std::string module =
        group == "prelude" ? "_prelude"
                           : std::filesystem::path(file).stem().string();
    const std::string code = EncodeUnit(*result.unit);
    (is_library ? library_ : prelude_) +=
        "    {\"" + shown + "\", \"" + module + "\",\n     " +
        (is_library ? View("R\"~~~(" + text + ")~~~\"", text) : "{}") +
        ",\n    " + View(Literal(code), code) + "},\n";
    return true;
  }

  std::string Result() const {
    return "#include \"vm/prelude/prelude_sources.h\"\n\n"
           "namespace midge::vm {\nnamespace {\n"
           "constexpr PreludeSource kPrelude[] = {\n" +
           prelude_ + "};\nconstexpr PreludeSource kLibrary[] = {\n" +
           library_ +
           "};\n}  // namespace\n\n"
           "const std::span<const PreludeSource> kPreludeSources = kPrelude;\n"
           "const std::span<const PreludeSource> kLibrarySources = "
           "kLibrary;\n\n"
           "}  // namespace midge::vm\n";
  }

 private:
  bool Fail(const std::string& file, int line, const std::string& why) {
    std::cerr << folder_ << "/" << file << ":" << line << ": " << why << "\n";
    return false;
  }

  const std::string folder_;
  std::string prelude_, library_;
};

int Main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "midge-compile-prelude: OUTPUT and FOLDER?\n";
    return 2;
  }
  PreludeCompiler compiler(argv[2]);
  std::string group = "prelude";
  for (int i = 3; i < argc; ++i) {
    const std::string argument = argv[i];
    if (!argument.ends_with(".py")) {
      group = argument;
    } else if (!compiler.Add(group, argument)) {
      return 1;
    }
  }
  std::ofstream out(argv[1]);
  out << compiler.Result();
  out.close();
  if (!out) {
    std::cerr << argv[1] << ": cannot be written\n";
    return 1;
  }
  return 0;
}

}  // namespace
}  // namespace midge::vm

int main(int argc, char** argv) { return midge::vm::Main(argc, argv); }
