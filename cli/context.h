// What every verb is given: the flags that all share, and the streams.
//
// Ownership: lives in main(); verbs borrow it.
// Threads:   one, unless a member says else.
#ifndef MIDGE_CLI_CONTEXT_H_
#define MIDGE_CLI_CONTEXT_H_

#include <functional>
#include <iostream>
#include <string>

#include "absl/status/statusor.h"
#include "proto/credentials.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace midge::cli {

struct Context {
  std::string program = "midge";  // argv[0], to find its neighbours.
  std::string coordinator;        // --coordinator, or empty.
  TlsOptions tls;

  std::ostream& out = std::cout;  // Data.
  std::ostream& err = std::cerr;  // Messages.

  // What the chosen verb does once the flags are read: an exit status, or an
  // error that main() prints and turns into status 1.
  std::function<absl::StatusOr<int>()> action;

  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool color = false;  // stdout is a terminal, and NO_COLOR is not set.
};

// One verb of the program. `add` puts its flags and its example on `verb` and
// arranges, by OnChosen(), what it does.
struct Verb {
  const char* name;
  const char* summary;
  void (*add)(CLI::App& verb, Context& context);
};

// Makes `action` what the program does when `verb` is on the command line.
void OnChosen(CLI::App& verb, Context& context,
              std::function<absl::StatusOr<int>()> action);

// The text below --help: "Example:" and the lines.
void SetExample(CLI::App& verb, const std::string& lines);

// Makes a negative number an error of the command line: an unsigned one would
// wrap round.
void RefuseNegative(CLI::Option* option);

}  // namespace midge::cli

#endif  // MIDGE_CLI_CONTEXT_H_
